import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UnwritableFile } from './output-file.js';

/** Files, and folders for them, that were not there before; they can be taken away again. */
export class NewFiles {
  readonly #files: string[] = [];
  /** Those that hold others first. */
  readonly #folders: string[] = [];

  /** @throws UnwritableFile also where there is such a file */
  async write(file: string, text: string): Promise<void> {
    try {
      await this.#makeFolder(dirname(file));
      await writeFile(file, '', { flag: 'wx' });
      this.#files.push(file);
      await writeFile(file, text);
    } catch (cause) {
      throw new UnwritableFile(file, cause);
    }
  }

  /** Takes all of it away. What others have put into the folders meanwhile stays. */
  async undo(): Promise<void> {
    await Promise.all(this.#files.map((file) => rm(file, { force: true }).catch(() => undefined)));
    for (const folder of this.#folders.reverse()) {
      await rmdir(folder).catch(() => undefined);
    }
  }

  /** Makes it and those that it is in, one by one: what was made before a failure is known. */
  async #makeFolder(folder: string): Promise<void> {
    try {
      await this.#makeOne(folder);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) {
        throw error;
      }
      await this.#makeFolder(dirname(folder));
      await this.#makeOne(folder);
    }
  }

  async #makeOne(folder: string): Promise<void> {
    try {
      await mkdir(folder);
      this.#folders.push(folder);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') {
        throw error;
      }
    }
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
