import type { EntryNames, Native, StepName, TriggerName } from './native.js';
import type { Fired } from './report.js';
import type { ConditionsTrace, ConditionTrace, Entry, EventEntry, FiredEvent, Scalar } from './types.js';

// What numbered_entries.hpp lays out, made into the objects that the same entries have in JSON.

/** "None", where a number is asked for. */
const none = 0xffff_ffff;
const emptyScore = -0x8000_0000;

/** Kinds of entries, and of marks between them, as the engine numbers them. */
const eventKind = 0;
const triggerKind = 1;
const enrolledKind = 2;
const refusedKind = 3;
const stepKind = 4;
const scoreKind = 6;
const exitedKind = 11;
const momentMark = 0xfd;
const contactMark = 0xfe;
const endMark = 0xff;

/** Types of values, as the engine numbers them. */
const numberType = 1;
const textType = 2;
const yesNoType = 3;
const timeType = 4;
const tagsType = 5;
const wholeNumberType = 7;

/** Tables of names, as the engine numbers them. */
const workflowTable = 0;
const triggerTable = 1;
const stepTable = 2;
const ruleTable = 3;
const contactTable = 4;
const textTable = 5;

/** Names are asked for in blocks of so many; texts, which may be long, one by one. */
const blockSize = 64;

/** How many texts are remembered before it begins anew, and how long they may be. */
const mostTexts = 100_000;
const longestText = 200;

type Value = Scalar | string[] | null;
type Comparison = Extract<ConditionTrace, { field: string }>;

/** Whether it was before: asked only of triggers that fire at a crossing. */
const heldBefore = [null, false, true];

/** Reads entries of one simulation's journal by numbers. */
export class EntryReader {
  readonly #native: Native;
  readonly #simulation: number;
  readonly #names: EntryNames;
  readonly #workflows: string[] = [];
  readonly #triggers: TriggerName[] = [];
  readonly #steps: StepName[] = [];
  readonly #rules: string[] = [];
  readonly #contacts: string[] = [];
  readonly #texts = new Map<number, string>();
  // Where it stands in what the engine laid out. The memory is looked up again after each call of the engine, by which
  // it may grow; what is laid out stays where it is.
  #words: Uint32Array = new Uint32Array(0);
  #at = 0;
  /** The time and the contact of the entries that follow. */
  #moment = '';
  #contact: string | null = null;

  constructor(native: Native, simulation: number) {
    this.#native = native;
    this.#simulation = simulation;
    this.#names = native.entryNames;
  }

  /** Appends the entries with these seqs, both included. */
  read(first: number, last: number, entries: Entry[]): void {
    this.#begin(first, last, false);
    for (let seq = first; seq <= last; seq += 1) {
      entries.push(this.#entry(seq));
    }
  }

  /** Appends what fired among them. */
  fired(first: number, last: number, fired: Fired[]): void {
    this.#begin(first, last, true);
    while (this.#passMarks() !== endMark) {
      this.#at += 2;
      const workflow = this.#workflow(this.#take()) as string;
      const trigger = this.#take();
      const enrollment = this.#take();
      const { id, conditions } = trigger === none ? noTrigger : this.#trigger(trigger);
      fired.push({
        workflow,
        trigger: id,
        contact: this.#contact as string,
        enrollment,
        conditions: conditions && this.#conditions(conditions),
      });
    }
  }

  #begin(first: number, last: number, onlyFired: boolean): void {
    this.#at = this.#native.numberedEntries(this.#simulation, first, last, onlyFired);
    this.#words = this.#native.words;
    this.#contact = null;
  }

  #take(): number {
    const word = this.#words[this.#at] as number;
    this.#at += 1;
    return word;
  }

  /** Goes on to the next entry; gives its kind. */
  #passMarks(): number {
    while (true) {
      const kind = (this.#words[this.#at] as number) & 0xff;
      if (kind === momentMark) {
        this.#at += 1;
        this.#moment = this.#takeTime();
      } else if (kind === contactMark) {
        this.#at += 1;
        this.#contact = this.#contactId(this.#take());
      } else {
        return kind;
      }
    }
  }

  #entry(seq: number): Entry {
    const kind = this.#passMarks();
    switch (kind) {
      case triggerKind:
        return this.#triggerEvaluated(seq);
      case refusedKind:
        return this.#refused(seq);
      case eventKind:
        return this.#event(seq);
      case enrolledKind:
        return this.#enrolled(seq);
      case stepKind:
        return this.#stepRun(seq);
      case scoreKind:
        return this.#scoreChanged(seq);
      case exitedKind:
        return this.#exited(seq);
      default:
        return this.#other(seq);
    }
  }

  #triggerEvaluated(seq: number): Entry {
    const head = this.#take();
    const cause = this.#take();
    const { id, workflow, conditions } = this.#trigger(this.#take());
    const held = heldBefore[this.#take()] as boolean | null;
    return {
      seq,
      at: this.#moment,
      cause,
      kind: 'triggerEvaluated',
      contact: this.#contact,
      workflow,
      trigger: id,
      step: null,
      enrollment: null,
      matched: (head & 0x1_0000) !== 0,
      conditions: this.#conditions(conditions),
      heldBefore: held,
    };
  }

  #refused(seq: number): Entry {
    const detail = this.#detail();
    const cause = this.#take();
    const workflow = this.#workflow(this.#take());
    const trigger = this.#take();
    return {
      seq,
      at: this.#moment,
      cause,
      kind: 'enrollmentRefused',
      contact: this.#contact,
      workflow,
      trigger: trigger === none ? null : this.#trigger(trigger).id,
      step: null,
      enrollment: null,
      reason: this.#names.refusals[detail] as never,
    };
  }

  #enrolled(seq: number): Entry {
    this.#at += 1;
    const cause = this.#take();
    const workflow = this.#workflow(this.#take());
    const trigger = this.#take();
    return {
      seq,
      at: this.#moment,
      cause: cause === 0 ? null : cause,
      kind: 'enrolled',
      contact: this.#contact as string,
      workflow: workflow as string,
      trigger: trigger === none ? null : this.#trigger(trigger).id,
      step: null,
      enrollment: this.#take(),
    };
  }

  #stepRun(seq: number): Entry {
    const detail = this.#detail();
    const cause = this.#take();
    const workflow = this.#workflow(this.#take());
    const { id, type } = this.#step(this.#take()) as StepName;
    return {
      seq,
      at: this.#moment,
      cause: cause === 0 ? null : cause,
      kind: 'stepRun',
      contact: this.#contact,
      workflow,
      trigger: null,
      step: id,
      enrollment: this.#enrollment(),
      type,
      outcome: this.#names.outcomes[detail] as never,
    };
  }

  #scoreChanged(seq: number): Entry {
    const clamped = ((this.#words[this.#at] as number) & 0x1_0000) !== 0;
    const detail = this.#detail();
    const cause = this.#take();
    const workflow = this.#workflow(this.#take());
    const step = this.#step(this.#take());
    const enrollment = this.#enrollment();
    const previous = this.#take() | 0;
    const score = this.#take() | 0;
    const rule = this.#take();
    return {
      seq,
      at: this.#moment,
      cause: cause === 0 ? null : cause,
      kind: 'scoreChanged',
      contact: this.#contact,
      workflow,
      trigger: null,
      step: step === null ? null : step.id,
      enrollment,
      previous: previous === emptyScore ? null : previous,
      score: score === emptyScore ? null : score,
      delta: (score === emptyScore ? 0 : score) - (previous === emptyScore ? 0 : previous),
      clamped,
      source: this.#names.sources[detail] as never,
      rule: rule === none ? null : this.#name(this.#rules, ruleTable, rule),
    };
  }

  #exited(seq: number): Entry {
    const detail = this.#detail();
    const cause = this.#take();
    const workflow = this.#workflow(this.#take());
    const step = this.#step(this.#take());
    return {
      seq,
      at: this.#moment,
      cause: cause === 0 ? null : cause,
      kind: 'exited',
      contact: this.#contact,
      workflow,
      trigger: null,
      step: step === null ? null : step.id,
      enrollment: this.#enrollment(),
      reason: this.#names.exits[detail] as never,
    };
  }

  #event(seq: number): Entry {
    this.#at += 1;
    const cause = this.#take();
    const trigger = this.#take();
    const { name, origin, attributes } = this.#names.events[this.#take()] as EntryNames['events'][number];
    const customName = this.#take();
    const id = this.#take();
    const event: Record<string, unknown> = {
      type: customName === none ? name : name + this.#text(customName),
      contact: this.#contact,
    };
    if (id !== none) {
      event.id = this.#text(id);
    }
    for (const attribute of attributes) {
      const value = this.#value(this.#take());
      if (value !== null || origin === 'simulation') {
        event[attribute] = value;
      }
    }
    const { id: triggerId, workflow } = trigger === none ? noTrigger : this.#trigger(trigger);
    return {
      seq,
      at: this.#moment,
      cause: cause === 0 ? null : cause,
      kind: 'event',
      contact: this.#contact,
      workflow,
      trigger: triggerId,
      step: null,
      enrollment: null,
      origin: origin as EventEntry['origin'],
      event: event as unknown as FiredEvent,
    };
  }

  /** An entry of another kind, which is laid out as JSON. */
  #other(seq: number): Entry {
    this.#at += 1;
    const [entry] = this.#native.ask('entries', this.#simulation, seq, seq).entries;
    this.#words = this.#native.words;
    return entry as Entry;
  }

  #detail(): number {
    return (this.#take() >> 8) & 0xff;
  }

  #enrollment(): number | null {
    const enrollment = this.#take();
    return enrollment === 0 ? null : enrollment;
  }

  // ---- conditions

  #conditions(shape: ConditionsTrace): ConditionsTrace {
    const { all: children } = shape;
    // Most have one, and a list that grows from nothing has room for many.
    const all =
      children.length === 1
        ? [this.#group(children[0] as ConditionTrace)]
        : children.map((child) => this.#group(child));
    let met = true;
    for (const trace of all) {
      met &&= trace.met;
    }
    return { all, met };
  }

  #group(shape: ConditionTrace): ConditionTrace {
    if ('field' in shape) {
      return this.#comparison(shape);
    }
    if ('not' in shape) {
      const not = this.#group(shape.not);
      return { not, met: !not.met };
    }
    if ('all' in shape) {
      return this.#conditions(shape);
    }
    const any = shape.any.map((child) => this.#group(child));
    return { any, met: any.some(({ met }) => met) };
  }

  #comparison({ field, operator, expected }: Comparison): ConditionTrace {
    const head = this.#take();
    return {
      field,
      operator,
      expected: Array.isArray(expected) ? [...expected] : expected,
      actual: this.#value(head & 7),
      met: (head & 8) !== 0,
      note: head < 16 ? null : (this.#names.notes[head >> 4] as never),
    };
  }

  #value(type: number): Value {
    switch (type) {
      case wholeNumberType:
        return this.#take() | 0;
      case textType:
        return this.#text(this.#take());
      case yesNoType:
        return this.#take() !== 0;
      case timeType:
        return this.#takeTime();
      case tagsType: {
        const tags: string[] = [];
        for (let left = this.#take(); left > 0; left -= 1) {
          tags.push(this.#text(this.#take()));
        }
        return tags;
      }
      case numberType:
        halves[0] = this.#take();
        halves[1] = this.#take();
        return whole[0] as number;
      default:
        return null;
    }
  }

  #takeTime(): string {
    const low = this.#take();
    const high = this.#take() | 0;
    return new Date(high * 0x1_0000_0000 + low).toISOString();
  }

  // ---- names

  #workflow(index: number): string | null {
    return index === none ? null : this.#name(this.#workflows, workflowTable, index);
  }

  #trigger(index: number): TriggerName {
    return this.#triggers[index] ?? this.#name(this.#triggers, triggerTable, index);
  }

  #step(index: number): StepName | null {
    return index === none ? null : this.#name(this.#steps, stepTable, index);
  }

  #contactId(index: number): string | null {
    return index === none ? null : this.#name(this.#contacts, contactTable, index);
  }

  #name<Name>(names: Name[], table: number, index: number): Name {
    const known = names[index];
    if (known !== undefined) {
      return known;
    }
    const first = index - (index % blockSize);
    const block: Name[] = JSON.parse(this.#native.call('namesOf', this.#simulation, table, first, blockSize));
    this.#words = this.#native.words;
    for (const [place, name] of block.entries()) {
      names[first + place] = name;
    }
    return names[index] as Name;
  }

  #text(index: number): string {
    const known = this.#texts.get(index);
    if (known !== undefined) {
      return known;
    }
    const [text] = JSON.parse(this.#native.call('namesOf', this.#simulation, textTable, index, 1)) as [string];
    this.#words = this.#native.words;
    if (text.length <= longestText) {
      if (this.#texts.size >= mostTexts) {
        this.#texts.clear();
      }
      this.#texts.set(index, text);
    }
    return text;
  }
}

const noTrigger = { id: null, workflow: null, conditions: null };

/** To read the two words of a number. */
const whole = new Float64Array(1);
const halves = new Uint32Array(whole.buffer);
