import type { Scenario } from '@rehearse/engine';
import type { TimelineState } from './timeline.js';
import type { Version } from './version.js';

/** What a change can be taken back to: the text; the timeline and the tests where these were changed, else null. */
export interface Before {
  text: string;
  /** Beside it, what it was held against. */
  timeline: (TimelineState & { kept: Version | null }) | null;
  tests: readonly Scenario[] | null;
}

/** Changes with less than this many milliseconds between them are taken back together. */
const pause = 800;

/** The most changes that can be taken back. */
const most = 100;

/** What was there before each change. It is a value: `copy` is another that goes its own way. */
export class History {
  #past: Before[] = [];
  #lastTyped = Number.NEGATIVE_INFINITY;

  get last(): Before | undefined {
    return this.#past.at(-1);
  }

  /** Keeps what is there before a change that is taken back by itself. */
  keep(before: Before): void {
    this.#past.push(before);
    if (this.#past.length > most) this.#past.shift();
    this.#lastTyped = Number.NEGATIVE_INFINITY;
  }

  /** The same before a change of the text: in quick succession, such as letters typed, they are one. */
  keepTyping(before: Before): void {
    const now = performance.now();
    if (this.#past.length === 0 || now - this.#lastTyped > pause) this.keep(before);
    this.#lastTyped = now;
  }

  /** Takes out what was there before the last change. */
  takeLast(): Before | undefined {
    this.#lastTyped = Number.NEGATIVE_INFINITY;
    return this.#past.pop();
  }

  /** Changes of the tests are not taken back any more: there are others. */
  forgetTests(): void {
    this.#past = this.#past.filter(({ tests }) => tests === null);
  }

  copy(): History {
    const copy = new History();
    copy.#past = [...this.#past];
    copy.#lastTyped = this.#lastTyped;
    return copy;
  }
}
