import type { ContactScores } from '../types.js';
import { type Output, openOutput } from './output-file.js';

/** A CSV file with a line for each contact: its id, its score before, and after. Empty scores are empty. */
export class ScoreFile {
  readonly #output: Output;
  /** What stands before the lines that come next: the names of the columns, before the first. */
  #head: string;

  private constructor(output: Output, head: string) {
    this.#output = output;
    this.#head = head;
  }

  /**
   * @param file a path, or `-` for standard output
   * @param names of the columns
   * @throws UnwritableFile
   */
  static async create(file: string, names: string[]): Promise<ScoreFile> {
    return new ScoreFile(await openOutput(file), `${names.join(',')}\n`);
  }

  /** @throws UnwritableFile */
  write(contacts: ContactScores[]): Promise<void> {
    const lines = contacts.map(([id, ...scores]) => `${[cell(id), ...scores.map((score) => score ?? '')].join(',')}\n`);
    const text = this.#head + lines.join('');
    this.#head = '';
    return this.#output.write(text);
  }

  /** @throws UnwritableFile */
  async close(): Promise<void> {
    await this.write([]);
    await this.#output.close();
  }

  /** Leaves what stood there before. */
  discard(): Promise<void> {
    return this.#output.discard();
  }
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
