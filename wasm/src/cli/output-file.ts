import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { chmod, rename, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { messageOf } from '../input.js';

/** A file could not be written. */
export class UnwritableFile extends Error {
  constructor(file: string, cause: unknown) {
    super(`${file}: cannot be written: ${messageOf(cause)}`, { cause });
  }
}

/** Where results are written to. */
export interface Output {
  /** @throws UnwritableFile */
  write(text: string): Promise<void>;
  /**
   * There is no more to be written.
   * @throws UnwritableFile
   */
  close(): Promise<void>;
  /** What was written is not whole. */
  discard(): Promise<void>;
}

/**
 * @param file a path, or `-` for standard output
 * @throws UnwritableFile
 */
export async function openOutput(file: string): Promise<Output> {
  return file === '-' ? standardOutput : OutputFile.create(file);
}

/** Whoever reads it may go away: the process ends then. */
const standardOutput: Output = {
  async write(text) {
    if (!process.stdout.write(text)) {
      await once(process.stdout, 'drain');
    }
  },
  async close() {},
  async discard() {},
};

/**
 * A file that is written beside its place and put there in the end: until then, and where something fails, what stood
 * there before stays. What is no plain file, such as `/dev/stdout`, is written at once.
 */
export class OutputFile implements Output {
  readonly #file: string;
  readonly #beside: string;
  readonly #stream: WriteStream;
  readonly #done: Promise<void>;

  private constructor(file: string, beside: string, stream: WriteStream) {
    this.#file = file;
    this.#beside = beside;
    this.#stream = stream;
    this.#done = finished(stream);
    this.#done.catch(() => undefined); // `close` tells
  }

  /**
   * Begins the file, before a long run finds out that it cannot be written.
   * @throws UnwritableFile
   */
  static async create(file: string): Promise<OutputFile> {
    try {
      const there = await stat(file).catch(() => undefined);
      if (there?.isDirectory()) {
        throw new Error('it is a folder');
      }
      const beside = there === undefined || there.isFile() ? `${file}.partial-${process.pid}` : file;
      // Two results for one file would be mixed up: the second one must not find what the first has begun.
      const stream = createWriteStream(beside, { flags: beside === file ? 'w' : 'wx' });
      await once(stream, 'open');
      if (there?.isFile()) {
        await chmod(beside, there.mode); // who may read and write it stays as it was
      }
      return new OutputFile(file, beside, stream);
    } catch (cause) {
      throw new UnwritableFile(
        file,
        isThere(cause) ? new Error('two results would stand there. Give another name.') : cause,
      );
    }
  }

  /** @throws UnwritableFile */
  async write(text: string): Promise<void> {
    if (!this.#stream.write(text)) {
      await Promise.race([once(this.#stream, 'drain'), this.#done]).catch((cause) => {
        throw new UnwritableFile(this.#file, cause);
      });
    }
  }

  /**
   * Ends the file, and puts it in its place.
   * @throws UnwritableFile
   */
  async close(): Promise<void> {
    this.#stream.end();
    try {
      await this.#done;
      if (this.#beside !== this.#file) {
        await rename(this.#beside, this.#file);
      }
    } catch (cause) {
      await this.discard();
      throw new UnwritableFile(this.#file, cause);
    }
  }

  /** Leaves what stood there before. */
  async discard(): Promise<void> {
    this.#stream.destroy();
    await this.#done.catch(() => undefined);
    if (this.#beside !== this.#file) {
      await rm(this.#beside, { force: true });
    }
  }
}

function isThere(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
}

/**
 * Sees to it that nothing is written where something is read.
 * @throws UnwritableFile
 */
export async function keepInputs(inputs: (string | undefined)[], outputs: (string | undefined)[]): Promise<void> {
  const read = new Set((await Promise.all(inputs.map(identityOf))).filter((identity) => identity !== undefined));
  for (const output of outputs) {
    const identity = await identityOf(output);
    if (identity !== undefined && read.has(identity)) {
      throw new UnwritableFile(output as string, new Error('it is read by the same command. Give another name.'));
    }
  }
}

/** Which plain file it is, by whatever name; undefined for the standard streams and for what is not there. */
async function identityOf(file: string | undefined): Promise<string | undefined> {
  if (file === undefined || file === '-') {
    return undefined;
  }
  const there = await stat(file).catch(() => undefined);
  return there?.isFile() ? `${there.dev}:${there.ino}` : undefined;
}
