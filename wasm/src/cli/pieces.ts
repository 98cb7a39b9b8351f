import type { Console } from './outcome.js';

/** How much is printed at once. */
const pieceLength = 65_536;

/** Prints text as it comes, in pieces, and waits for whoever reads them: nothing piles up. */
export class Pieces {
  readonly #console: Console;
  #texts: string[] = [];
  #length = 0;

  constructor(console: Console) {
    this.#console = console;
  }

  async add(text: string): Promise<void> {
    this.#texts.push(text);
    this.#length += text.length;
    if (this.#length >= pieceLength) {
      await this.flush();
    }
  }

  /** Prints what is left. */
  async flush(): Promise<void> {
    if (this.#length > 0) {
      this.#console.write(this.#texts.join(''));
      this.#texts = [];
      this.#length = 0;
      await this.#console.drained();
    }
  }
}
