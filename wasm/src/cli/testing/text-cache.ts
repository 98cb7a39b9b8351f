import { resolve } from 'node:path';
import { readText } from '../files.js';

/** So many texts are kept: those that were asked for last. */
const mostTexts = 16;

/** The texts of files that many others name: each is read once, and is the same for all of them. */
export class TextCache {
  readonly #texts = new Map<string, string>();

  /** @throws UnreadableFile */
  async read(file: string): Promise<string> {
    const place = resolve(file);
    const text = this.#texts.get(place) ?? (await readText(file));
    // The one that was asked for last stands last.
    this.#texts.delete(place);
    this.#texts.set(place, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > mostTexts && oldest !== undefined) {
      this.#texts.delete(oldest);
    }
    return text;
  }
}
