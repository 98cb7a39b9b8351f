import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';

/** Standard output, or standard error: whoever reads it may go away before all is told. */
export class StandardStream {
  readonly #stream: () => NodeJS.WriteStream;
  #hasReader = true;

  /** @param stream gives it when it is used: until then, nothing is made of it */
  constructor(stream: () => NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** Whoever read it has gone away: what is written from now on goes nowhere. */
  readerIsGone(): void {
    this.#hasReader = false;
  }

  /** Prints text as it is. */
  write(text: string): void {
    if (this.#hasReader) {
      this.#stream().write(text);
    }
  }

  /** Waits until what was printed has been taken, or until there is nobody any more to take it. */
  async drained(): Promise<void> {
    if (!this.#hasReader) {
      return;
    }
    if (this.#stream().writableNeedDrain) {
      await once(this.#stream(), 'drain').catch(() => undefined); // who listens to errors hears of this one
    } else {
      // That nobody reads any more is told by an event, which has its turn even where all is taken at once.
      await setImmediate();
    }
  }
}

export const standardOutput = new StandardStream(() => process.stdout);
export const standardError = new StandardStream(() => process.stderr);
