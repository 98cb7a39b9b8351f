/** What takes longer than this is told, in milliseconds: shorter waits are not felt, and a word would only flicker. */
const longWait = 300;

/** One task at a time, the latest: an earlier one is ended, and what comes of it is not heard any more. */
export class Latest {
  #end: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLong = false;

  /** `changed` is called when a task begins to take long. */
  constructor(private readonly changed: () => void = () => {}) {}

  /** Whether one is under way: what is shown may be of before. */
  get isRunning(): boolean {
    return this.#end !== null;
  }

  /** Whether it takes so long that a person should be told. */
  get isLong(): boolean {
    return this.#isLong;
  }

  /** Does a task; `done` hears what comes of it, unless another one is begun before; `failed` of errors, those of `done` too. */
  async run<Result>(
    task: (signal: AbortSignal) => Promise<Result>,
    done: (result: Result) => void,
    failed: (error: unknown) => void,
  ): Promise<void> {
    this.cancel();
    const end = new AbortController();
    this.#end = end;
    this.#timer = setTimeout(() => {
      this.#isLong = true;
      this.changed();
    }, longWait);
    let result: Result;
    try {
      result = await task(end.signal);
    } catch (error) {
      if (this.#finish(end)) failed(error);
      return;
    }
    if (!this.#finish(end)) return;
    try {
      done(result);
    } catch (error) {
      failed(error);
    }
  }

  /** Ends what is under way. */
  cancel(): void {
    const end = this.#end;
    this.#stop();
    end?.abort();
  }

  /** Ends the wait for a task; gives whether that is still the latest one. */
  #finish(end: AbortController): boolean {
    if (this.#end !== end) return false;
    this.#stop();
    return true;
  }

  #stop(): void {
    this.#end = null;
    this.#isLong = false;
    clearTimeout(this.#timer);
  }
}
