import { type FSWatcher, watch } from 'node:fs';
import { messageOf } from '../../input.js';

/** Editors write a file in several moves: it is looked at when nothing has happened for so many milliseconds. */
const quiet = 100;

/** Hears of what changes in folders, until it is closed or the user ends the program. */
export class FolderWatch {
  readonly #watchers = new Map<string, FSWatcher>();
  #timer: NodeJS.Timeout | undefined;
  #hasChanged = false;
  #isOver = false;
  #problem: string | undefined;
  #wake: (() => void) | undefined;
  readonly #end = () => {
    this.#isOver = true;
    this.#wake?.();
  };

  constructor() {
    process.once('SIGINT', this.#end);
    process.once('SIGTERM', this.#end);
  }

  /** Watches exactly these folders from now on; one that is not there is passed over. */
  watch(folders: ReadonlySet<string>): void {
    for (const [folder, watcher] of this.#watchers) {
      if (!folders.has(folder)) {
        watcher.close();
        this.#watchers.delete(folder);
      }
    }
    for (const folder of folders) {
      if (!this.#watchers.has(folder)) {
        this.#open(folder);
      }
    }
  }

  /**
   * Waits for a change.
   * @returns false when the user has ended it
   * @throws Error where folders cannot be watched
   */
  async next(): Promise<boolean> {
    while (!this.#hasChanged && !this.#isOver && this.#problem === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#hasChanged = false;
    if (this.#problem !== undefined) {
      throw new Error(this.#problem);
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
    this.#problem = `${folder}: cannot be watched: ${messageOf(error)}`;
    this.#wake?.();
  }
}
