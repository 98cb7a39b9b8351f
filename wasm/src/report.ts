import type { RecentJournal } from './recent-journal.js';
import type { ConditionsTrace, Diagnostic, EnrolledEntry, Entry } from './types.js';

/** A workflow that a contact was enrolled in, and why. */
export interface Fired {
  workflow: string;
  /** The trigger that started it, or `null` where a step did. */
  trigger: string | null;
  contact: string;
  enrollment: number;
  /** The trigger's conditions with what they expected and what was there, or `null` where a step started it. */
  conditions: ConditionsTrace | null;
}

/** How many entries are read at once where they are not kept. */
const entriesAtOnce = 2_000;

/** What a report has that nobody has read. */
const noEntries: readonly Entry[] = [];

/**
 * What one stimulus did. The journal's entries stay in the engine until they are read for the first time; read them
 * before the simulation is reset or disposed of.
 */
export class Report {
  /** The `seq` of the first new entry. Where there is none, the one that the next entry will have. */
  readonly seq: number;
  /** Whether it was halted, since it caused too much: the last of its entries tells why, and what is missing did not happen. */
  readonly halted: boolean;
  /** Warnings, such as an event that names a link which the workspace's `resources` do not list. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where to read from, until the entries are read. */
  #journal: RecentJournal | undefined;
  /** The seq of the last new entry. */
  readonly #last: number;
  #entries = noEntries;
  #fired: Fired[] | undefined;

  /** @internal */
  constructor(journal: RecentJournal, seq: number, last: number, halted: boolean, diagnostics: readonly Diagnostic[]) {
    this.seq = seq;
    this.halted = halted;
    this.diagnostics = diagnostics;
    this.#journal = journal;
    this.#last = last;
  }

  /**
   * The journal's new entries.
   * @throws UsageError where they are read for the first time after the simulation was reset or disposed of
   */
  get entries(): readonly Entry[] {
    if (this.#journal) {
      this.#entries = this.#journal.entries(this.seq, this.#last);
      this.#journal = undefined;
    }
    return this.#entries;
  }

  /**
   * The same entries, a few thousand at a time: for a report that is too large to be held at once. What was read is not
   * kept.
   * @throws UsageError as `entries` does
   */
  *eachEntry(): Generator<Entry, void, undefined> {
    if (this.#journal === undefined) {
      yield* this.#entries;
      return;
    }
    const journal = this.#journal;
    for (let first = this.seq; first <= this.#last; first += entriesAtOnce) {
      yield* journal.entries(first, Math.min(this.#last, first + entriesAtOnce - 1));
    }
  }

  /**
   * The workflows that enrolled a contact, in order. Costs as much as there are, however many triggers were evaluated.
   * @throws UsageError as `entries` does
   */
  get fired(): Fired[] {
    this.#fired ??=
      this.#journal?.fired(this.seq, this.#last) ??
      this.#entries.filter(isEnrolled).map((entry) => this.#describe(entry));
    return this.#fired;
  }

  /** For `JSON.stringify`. */
  toJSON(): object {
    return {
      seq: this.seq,
      halted: this.halted,
      fired: this.fired,
      entries: this.entries,
      diagnostics: this.diagnostics,
    };
  }

  #describe({ workflow, trigger, contact, enrollment, cause }: EnrolledEntry): Fired {
    const evaluated = cause === null ? undefined : this.#entries[cause - this.seq];
    const conditions = evaluated?.kind === 'triggerEvaluated' ? evaluated.conditions : null;
    return { workflow, trigger, contact, enrollment, conditions };
  }
}

function isEnrolled(entry: Entry): entry is EnrolledEntry {
  return entry.kind === 'enrolled';
}
