import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { chmod, lstat, realpath, rename, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { messageOf } from '../input.js';
import { finishedFile, openUnfinished, removeUnfinished } from './unfinished-files.js';

/** A file could not be written. */
export class UnwritableFile extends Error {
  readonly file: string;
  /** Such as `cannot be written: ENOSPC …`. */
  readonly problem: string;

  constructor(file: string, cause: unknown) {
    const problem = `cannot be written: ${messageOf(cause)}`;
    super(`${file}: ${problem}`, { cause });
    this.file = file;
    this.problem = problem;
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

/** Where a file is to stand, and where it is written until it is whole. */
interface Place {
  /** Behind links. */
  file: string;
  /** The same where it is no plain file, such as `/dev/stdout`: that is written at once. */
  beside: string;
  stream: WriteStream;
}

/**
 * A file that is written beside its place and put there in the end: until then, and where something fails or the program
 * is ended, what stood there before stays. What is no plain file, such as `/dev/stdout`, is written at once.
 */
export class OutputFile implements Output {
  /** As it was named. */
  readonly #name: string;
  readonly #place: Place;
  readonly #done: Promise<void>;

  private constructor(name: string, place: Place) {
    this.#name = name;
    this.#place = place;
    this.#done = finished(place.stream);
    this.#done.catch(() => undefined); // `close` tells
  }

  /**
   * Begins the file, before a long run finds out that it cannot be written.
   * @param name a path; `-` is refused, since it means standard output elsewhere
   * @throws UnwritableFile
   */
  static async create(name: string): Promise<OutputFile> {
    try {
      return new OutputFile(name, await begin(name));
    } catch (cause) {
      // The system speaks of the file beside, whose name nobody has given.
      const isAbsent = (cause as NodeJS.ErrnoException).code === 'ENOENT';
      throw new UnwritableFile(name, isAbsent ? new Error('ENOENT: the folder is not there', { cause }) : cause);
    }
  }

  /** @throws UnwritableFile */
  async write(text: string): Promise<void> {
    const { stream } = this.#place;
    if (!stream.write(text)) {
      await Promise.race([once(stream, 'drain'), this.#done]).catch((cause) => {
        throw new UnwritableFile(this.#name, cause);
      });
    }
  }

  /**
   * Ends the file, and puts it in its place.
   * @throws UnwritableFile
   */
  async close(): Promise<void> {
    const { stream, file, beside } = this.#place;
    stream.end();
    try {
      await this.#done;
      if (beside !== file) {
        await rename(beside, file);
        finishedFile(beside);
      }
    } catch (cause) {
      await this.discard();
      throw new UnwritableFile(this.#name, cause);
    }
  }

  /** Leaves what stood there before. */
  async discard(): Promise<void> {
    const { stream, file, beside } = this.#place;
    stream.destroy();
    await this.#done.catch(() => undefined);
    if (beside !== file) {
      removeUnfinished(beside);
    }
  }
}

async function begin(name: string): Promise<Place> {
  if (name === '-') {
    throw new Error('- means standard output, where something else is printed. Name a file; ./- is one of that name.');
  }
  const there = await stat(name).catch(() => undefined);
  if (there?.isDirectory()) {
    throw new Error('it is a folder');
  }
  if (there !== undefined && !there.isFile()) {
    const stream = createWriteStream(name);
    await once(stream, 'open');
    return { file: name, beside: name, stream };
  }
  const file = await behindLinks(name, there !== undefined);
  const { path, descriptor } = openUnfinished(file, there?.mode);
  if (there !== undefined) {
    // Who may read and write it stays as it was, where the file system knows of that.
    await chmod(path, there.mode).catch(() => undefined);
  }
  return { file, beside: path, stream: createWriteStream(path, { fd: descriptor }) };
}

/** Where a file really is: a link stays one, and what it leads to is written. */
async function behindLinks(name: string, isThere: boolean): Promise<string> {
  if (isThere) {
    return realpath(name);
  }
  if ((await lstat(name).catch(() => undefined))?.isSymbolicLink()) {
    throw new Error('it is a link that leads nowhere');
  }
  return name;
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
  // Numbers of files may be larger than a number of JavaScript can tell apart.
  const there = await stat(file, { bigint: true }).catch(() => undefined);
  return there?.isFile() ? `${there.dev}:${there.ino}` : undefined;
}
