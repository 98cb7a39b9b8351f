import { type FSWatcher, watch } from 'node:fs';
import { messageOf } from '../../input.js';

/** Editors write a file in several moves: it is looked at when nothing has happened for so many milliseconds. */
const quiet = 100;

/** Codes of limits of the system: how many watchers a user may have, and how many files a process. */
const limits: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/** A folder cannot be watched. */
export class UnwatchableFolder extends Error {
  constructor(folder: string, cause: unknown) {
    const isLimit = limits.has((cause as NodeJS.ErrnoException).code);
    const hint = isLimit
      ? ' The system watches no more folders: name those that hold the scenarios, or raise the limit (on Linux, fs.inotify.max_user_watches).'
      : '';
    super(`${folder}: cannot be watched: ${messageOf(cause)}${hint === '' ? '' : `.${hint}`}`, { cause });
  }
}

/** Hears of what changes in folders, until it is closed or the user ends the program. */
export class FolderWatch {
  readonly #watchers = new Map<string, FSWatcher>();
  #timer: NodeJS.Timeout | undefined;
  #hasChanged = false;
  #isOver = false;
  #problem: UnwatchableFolder | undefined;
  #wake: (() => void) | undefined;
  readonly #end = () => {
    this.#isOver = true;
    this.#wake?.();
  };

  constructor() {
    process.once('SIGINT', this.#end);
    process.once('SIGTERM', this.#end);
  }

  /**
   * Watches exactly these folders from now on; one that is not there is passed over.
   * @returns whether there are new ones among them: what changed in those before now was not heard of
   */
  watch(folders: ReadonlySet<string>): boolean {
    const added = [...folders].filter((folder) => !this.#watchers.has(folder));
    for (const [folder, watcher] of this.#watchers) {
      if (!folders.has(folder)) {
        watcher.close();
        this.#watchers.delete(folder);
      }
    }
    for (const folder of added) {
      this.#open(folder);
    }
    return added.some((folder) => this.#watchers.has(folder));
  }

  /**
   * Waits for a change.
   * @returns false when the user has ended it
   * @throws UnwatchableFolder
   */
  async next(): Promise<boolean> {
    while (!this.#hasChanged && !this.#isOver && this.#problem === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#hasChanged = false;
    if (this.#problem !== undefined) {
      throw this.#problem;
    }
    return !this.#isOver;
  }

  close(): void {
    clearTimeout(this.#timer);
    process.off('SIGINT', this.#end);
    process.off('SIGTERM', this.#end);
    this.watch(new Set());
  }

  #open(folder: string): void {
    try {
      const watcher = watch(folder, () => this.#changed());
      watcher.on('error', (error) => this.#lost(folder, error));
      this.#watchers.set(folder, watcher);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        this.#lost(folder, error);
      }
    }
  }

  #changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#hasChanged = true;
      this.#wake?.();
    }, quiet);
  }

  /** A folder that is taken away is a change; all else keeps from watching. */
  #lost(folder: string, error: unknown): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EPERM') {
      this.#changed();
      return;
    }
    this.#problem ??= new UnwatchableFolder(folder, error);
    this.#wake?.();
  }
}
