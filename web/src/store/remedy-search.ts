import type { Explanation } from '@rehearse/engine';
import { Latest } from './latest.js';
import { remediesFor } from './remedies.js';
import type { Case, Remedy } from './remedy.js';
import type { Sandbox } from './trial.js';
import { messageOf } from './version.js';

/** Looks for what might have let a workflow start, as soon as somebody asks: of one explanation at a time, the latest. */
export class RemedySearch {
  /** What remedies are being looked for of, or were last, in vain. */
  #wanted: Explanation | null = null;
  #error = '';
  /** What was found for an explanation, which is another one once anything is run anew: finding it plays the timeline. */
  readonly #found = new WeakMap<Explanation, readonly Remedy[]>();
  readonly #latest: Latest;

  /** `changed` is called when there is something new to see. */
  constructor(private readonly changed: () => void) {
    this.#latest = new Latest(changed);
  }

  /** What was found; null while it is being looked for, and where that has failed. */
  remediesFor(about: Case, sandbox: (signal: AbortSignal) => Sandbox | null): readonly Remedy[] | null {
    const { explanation } = about;
    const known = this.#found.get(explanation);
    if (known) return known;
    if (this.#wanted !== explanation) this.#look(about, sandbox);
    return null;
  }

  /** Why what was asked for last could not be found out, or "". */
  get error(): string {
    return this.#error;
  }

  /** Whether it takes so long that a person should be told. */
  get isLong(): boolean {
    return this.#latest.isLong;
  }

  /** Ends what is under way; whoever asks again has it looked for anew. */
  stop(): void {
    this.#latest.cancel();
    this.#wanted = null;
    this.#error = '';
  }

  #look(about: Case, sandbox: (signal: AbortSignal) => Sandbox | null): void {
    this.#wanted = about.explanation;
    this.#error = '';
    void this.#latest.run(
      (signal) => remediesFor(about, sandbox(signal)),
      (remedies) => {
        this.#found.set(about.explanation, remedies);
        this.changed();
      },
      (error) => {
        this.#error = messageOf(error);
        this.changed();
      },
    );
  }
}
