import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { messageOf } from '../input.js';
import type { ContactScores } from '../types.js';

/** A file could not be written. */
export class UnwritableFile extends Error {
  constructor(file: string, cause: unknown) {
    super(`${file}: cannot be written: ${messageOf(cause)}`, { cause });
  }
}

/** A CSV file with a line for each contact: its id, its score before, and after. Empty scores are empty. */
export class ScoreFile {
  readonly #file: string;
  readonly #stream: WriteStream;
  readonly #done: Promise<void>;

  private constructor(file: string, stream: WriteStream) {
    this.#file = file;
    this.#stream = stream;
    this.#done = finished(stream);
    this.#done.catch(() => undefined); // `close` tells
  }

  /**
   * Makes the file, before a long replay finds out that it cannot.
   * @param names of the columns
   * @throws UnwritableFile
   */
  static async create(file: string, names: string[]): Promise<ScoreFile> {
    const stream = createWriteStream(file);
    try {
      await once(stream, 'open');
    } catch (cause) {
      throw new UnwritableFile(file, cause);
    }
    stream.write(`${names.join(',')}\n`);
    return new ScoreFile(file, stream);
  }

  /** @throws UnwritableFile */
  async write(contacts: ContactScores[]): Promise<void> {
    const lines = contacts.map(([id, ...scores]) => `${[cell(id), ...scores.map((score) => score ?? '')].join(',')}\n`);
    if (!this.#stream.write(lines.join(''))) {
      await Promise.race([once(this.#stream, 'drain'), this.#done]).catch((cause) => {
        throw new UnwritableFile(this.#file, cause);
      });
    }
  }

  /** @throws UnwritableFile */
  async close(): Promise<void> {
    this.#stream.end();
    try {
      await this.#done;
    } catch (cause) {
      throw new UnwritableFile(this.#file, cause);
    }
  }
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
