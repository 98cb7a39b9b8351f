import { fstatSync, openSync, rmSync, statSync } from 'node:fs';

/** A file that is there, and open for writing. */
export interface OpenFile {
  path: string;
  descriptor: number;
}

/** What is being written, by path: which file it is on its disk. */
const unfinished = new Map<string, string>();

/** What ends the program, unless somebody listens. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How many files of other programs, or of some that were killed, may be in the way. */
const mostInTheWay = 100;

/**
 * Makes a file beside another one, which is taken away where the program ends before {@link finishedFile} was called: at
 * the end of the process, however that comes about, and at the signals that end it.
 * @param mode who may read and write it; what the system gives where it is undefined
 * @throws Error where the folder takes no file, or where this program is writing one beside that file already
 */
export function openUnfinished(file: string, mode?: number): OpenFile {
  listen(); // before there is such a file: a signal may come at once
  try {
    for (let number = 1; ; number += 1) {
      const path = `${file}.partial-${process.pid}${number === 1 ? '' : `-${number}`}`;
      const descriptor = openNew(path, number === mostInTheWay, mode);
      if (descriptor !== undefined) {
        unfinished.set(path, identityOf(fstatSync(descriptor, { bigint: true })));
        return { path, descriptor };
      }
    }
  } finally {
    unlisten();
  }
}

/** It is whole, and no longer where it was written. */
export function finishedFile(path: string): void {
  unfinished.delete(path);
  unlisten();
}

/** It will never be whole. */
export function removeUnfinished(path: string): void {
  rmSync(path, { force: true });
  finishedFile(path);
}

/** @returns undefined where something of others is in the way */
function openNew(path: string, isLast: boolean, mode: number | undefined): number | undefined {
  try {
    return openSync(path, 'wx', mode);
  } catch (cause) {
    if (!isThere(cause) || isLast) {
      throw cause;
    }
    // On some systems the names of one file differ, in capitals for one.
    const there = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (there !== undefined && [...unfinished.values()].includes(identityOf(there))) {
      throw new Error('two results would stand there. Give another name.', { cause });
    }
    return undefined;
  }
}

function listen(): void {
  if (unfinished.size === 0) {
    process.on('exit', removeAll);
    for (const signal of signals) {
      process.on(signal, end);
    }
  }
}

/** Where nothing is being written, signals are left to others. */
function unlisten(): void {
  if (unfinished.size === 0) {
    process.off('exit', removeAll);
    for (const signal of signals) {
      process.off(signal, end);
    }
  }
}

function removeAll(): void {
  for (const path of [...unfinished.keys()]) {
    try {
      removeUnfinished(path);
    } catch {
      // There is nobody left to tell.
    }
  }
}

/** Ends as if nobody had listened: whoever started the program sees what ended it. */
function end(signal: NodeJS.Signals): void {
  removeAll();
  process.kill(process.pid, signal);
}

function identityOf({ dev, ino }: { dev: bigint; ino: bigint }): string {
  return `${dev}:${ino}`;
}

function isThere(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
}
