import type { ContactScores } from '../types.js';
import { OutputFile } from './output-file.js';

/** A CSV file with a line for each contact: its id, its score before, and after. Empty scores are empty. */
export class ScoreFile {
  readonly #output: OutputFile;

  private constructor(output: OutputFile) {
    this.#output = output;
  }

  /**
   * @param names of the columns
   * @throws UnwritableFile
   */
  static async create(file: string, names: string[]): Promise<ScoreFile> {
    const output = await OutputFile.create(file);
    await output.write(`${names.join(',')}\n`);
    return new ScoreFile(output);
  }

  /** @throws UnwritableFile */
  write(contacts: ContactScores[]): Promise<void> {
    const lines = contacts.map(([id, ...scores]) => `${[cell(id), ...scores.map((score) => score ?? '')].join(',')}\n`);
    return this.#output.write(lines.join(''));
  }

  /** @throws UnwritableFile */
  close(): Promise<void> {
    return this.#output.close();
  }

  /** Leaves what stood there before. */
  discard(): Promise<void> {
    return this.#output.discard();
  }
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
