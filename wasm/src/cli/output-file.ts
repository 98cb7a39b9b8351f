import { once } from 'node:events';
import { constants, createWriteStream, type Stats, statSync, type WriteStream } from 'node:fs';
import { access, chmod, lstat, mkdir, realpath, rename, stat } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { finished } from 'node:stream/promises';
import { messageOf } from '../input.js';
import { checkDescriptor, descriptorOf, standardDescriptorOf } from './descriptors.js';
import { type StandardStream, standardError, standardOutput } from './standard-streams.js';
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
  return file === '-' ? standardStream(standardOutput) : OutputFile.create(file);
}

/** What was printed there stays: nobody closes it. */
function standardStream(stream: StandardStream): Output {
  return {
    async write(text) {
      stream.write(text);
      await stream.drained();
    },
    async close() {},
    async discard() {},
  };
}

/** Where a file is to stand, and where it is written until it is whole. */
interface Place {
  /** Behind links. */
  file: string;
  /** The same where it is written at once. */
  beside: string;
  stream: WriteStream;
}

/** Those that are begun, and neither whole nor given up. */
const begun = new Set<OutputFile>();

/** Whether a file is being written, which somebody has asked for. */
export function isWritingFiles(): boolean {
  return begun.size > 0;
}

/**
 * A file that is written beside its place and put there in the end: until then, and where something fails or the program
 * is ended, what stood there before stays. What is open already, such as `/dev/stdout`, and what is no plain file is
 * written at once, after what was written to it before.
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
    begun.add(this);
  }

  /**
   * Begins the file, before a long run finds out that it cannot be written. Its folder is made where it is not there.
   * @param name a path; `-` is refused, since it means standard output elsewhere
   * @throws UnwritableFile
   */
  static async create(name: string): Promise<Output> {
    try {
      const place = await begin(name);
      return 'write' in place ? place : new OutputFile(name, place);
    } catch (cause) {
      // The system speaks of the file beside, whose name nobody has given.
      const isAbsent = (cause as NodeJS.ErrnoException).code === 'ENOENT';
      throw new UnwritableFile(name, isAbsent ? new Error('ENOENT: its folder cannot be made', { cause }) : cause);
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
      begun.delete(this);
    } catch (cause) {
      await this.discard();
      throw new UnwritableFile(this.#name, cause);
    }
  }

  /** Leaves what stood there before. */
  async discard(): Promise<void> {
    const { stream, file, beside } = this.#place;
    begun.delete(this);
    stream.destroy();
    await this.#done.catch(() => undefined);
    if (beside !== file) {
      removeUnfinished(beside);
    }
  }
}

async function begin(name: string): Promise<Place | Output> {
  if (name === '-') {
    throw new Error('- means standard output, where something else is printed. Name a file; ./- is one of that name.');
  }
  const descriptor = await descriptorOf(name);
  if (descriptor?.isOwn) {
    return throughDescriptor(name, descriptor.number);
  }
  const there = await stat(name).catch(() => undefined);
  if (there?.isDirectory() || name.endsWith('/') || name.endsWith(sep)) {
    throw new Error('it is a folder');
  }
  if (there !== undefined && (descriptor !== undefined || !there.isFile())) {
    return straightInto(name);
  }
  const standard = there === undefined ? undefined : standardDescriptorOf(there);
  if (standard !== undefined) {
    return throughDescriptor(name, standard);
  }
  return besideFile(name, there);
}

/** What was open before, and stays so. To open it anew would write over what was printed, and sockets cannot be opened. */
function throughDescriptor(name: string, number: number): Place | Output {
  checkDescriptor(number);
  if (number === 1 || number === 2) {
    return standardStream(number === 1 ? standardOutput : standardError);
  }
  return { file: name, beside: name, stream: createWriteStream(name, { fd: number, autoClose: false }) };
}

/** Pipes with a name, devices, and what other programs have open. */
async function straightInto(name: string): Promise<Place> {
  const stream = createWriteStream(name, { flags: writeAtEnd });
  await once(stream, 'open');
  return { file: name, beside: name, stream };
}

/** Nothing is made where nothing is any more. @types/node knows such flags as text only; Node takes numbers. */
const writeAtEnd = (constants.O_WRONLY | constants.O_APPEND) as unknown as string;

async function besideFile(name: string, there: Stats | undefined): Promise<Place> {
  if (there !== undefined) {
    await access(name, constants.W_OK); // to take its place, leave to write into its folder would do
  }
  const file = await behindLinks(name, there !== undefined);
  await makeFolder(dirname(file));
  const { path, descriptor } = openUnfinished(file, there?.mode);
  if (there !== undefined) {
    // Who may read and write it stays as it was, where the file system knows of that.
    await chmod(path, there.mode).catch(() => undefined);
  }
  return { file, beside: path, stream: createWriteStream(path, { fd: descriptor }) };
}

/**
 * Makes a folder, and those that it is in, where they are not there. Node's own way to do that does not end where the
 * system lets nobody make one, as in `/proc`.
 */
async function makeFolder(folder: string): Promise<void> {
  if ((await stat(folder).catch(() => undefined))?.isDirectory()) {
    return;
  }
  const parent = dirname(folder);
  if (parent !== folder) {
    await makeFolder(parent);
  }
  await mkdir(folder).catch((cause: NodeJS.ErrnoException) => {
    // Another program may have made it meanwhile.
    if (cause.code !== 'EEXIST' || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      throw cause;
    }
  });
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
