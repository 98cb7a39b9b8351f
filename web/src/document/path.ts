import type { Entry, Waiting, Workflow } from '@rehearse/engine';
import { instantInWords } from '../text/format.js';
import { entryInWords, type JournalWords } from '../text/journal.js';
import { type Part, type Parts, shortened, small, strong } from '../text/parts.js';
import { unmetInWords } from '../text/unmet.js';
import { texts } from '../texts/texts.js';
import { eachStep, type Flow, type FlowLane, type FlowStep, flowOf } from './flow.js';

/**
 * What became of a part of a workflow. `taken`: a contact went this way. `waiting`: one stands here. `ended`: one's run
 * ended here. `refused`: a trigger matched, and the contact was not let in. `notTaken`: it was tried, and something
 * spoke against it. `skipped`: jumped over, or another trigger had been first. `notReached`: nobody came to it.
 */
export type PathStatus = 'taken' | 'waiting' | 'ended' | 'refused' | 'notTaken' | 'skipped' | 'notReached';

/** A part of a workflow: one trigger, step, branch, time-out of a wait or goal; `end` is behind the last step. */
export interface PathPlace {
  kind: 'trigger' | 'step' | 'branch' | 'timeout' | 'goal' | 'end';
  /** As journals name it: of a branch `STEP.NAME`, of `end` the workflow's. */
  id: string;
  /** Its place in the document, as a JSON Pointer; that of `end` ends in `/-`, where a further step would stand. */
  pointer: string;
}

/** A part of a workflow, and what became of it. */
export interface FlowNode {
  node: PathPlace;
  status: PathStatus;
  /** In words, with names set off. */
  reason: Parts;
  /** How often it was come to. */
  times: number;
}

/** What a path is worked out from. */
export interface PathSource {
  words: JournalWords;
  /** A workflow of the document that the entries are of. */
  workflow: Workflow;
  /** Its place in that document. */
  pointer: string;
  /** What is looked at: the entries of a stimulus, or a whole journal. */
  entries: readonly Entry[];
  /** The contact whose path it is; null for all. */
  contact: string | null;
}

/** One contact's passage at a node. */
interface Mark {
  status: PathStatus;
  reason: Parts;
}

/** Of several passages at one node, the first of these is shown. */
const order: readonly PathStatus[] = ['waiting', 'ended', 'taken', 'refused', 'notTaken', 'skipped'];

/** Statuses that say that a contact came to it. */
export const litStatuses: readonly PathStatus[] = ['taken', 'waiting', 'ended'];

/** What became of every part of a workflow in the entries, in the order of the document. */
export function pathOf(source: PathSource): FlowNode[] {
  return new PathReader(source).nodes();
}

/** Reads entries in their order, and keeps for each node what they say of it. */
type BranchTaken = Extract<Entry, { kind: 'branchTaken' }>;

class PathReader {
  readonly #source: PathSource;
  readonly #flow: Flow;
  readonly #steps: Map<string, FlowStep>;
  /** By pointer, then by who passed: an enrollment, or the evaluation of a trigger. */
  readonly #marks = new Map<string, Map<number, Mark>>();
  readonly #times = new Map<string, number>();
  /** Where each enrollment is, as far as the entries tell. */
  readonly #at = new Map<number, string>();
  readonly #eventTypes: string[];
  /** What to say of triggers that matched, by the seq of their evaluation. */
  readonly #conditions = new Map<number, string>();

  constructor(source: PathSource) {
    this.#source = source;
    const { words, workflow, pointer, entries, contact } = source;
    this.#flow = flowOf(words.vocabulary, workflow, pointer);
    this.#steps = new Map(eachStep(this.#flow.steps).map((step) => [step.id, step]));
    this.#eventTypes = workflow.triggers.map(({ type }) => type);
    const others = new Set<number>();
    for (const entry of entries) {
      if (entry.workflow !== workflow.id) continue;
      // A step may change another contact: whose run it is, the entries before it have told.
      const { enrollment } = entry;
      if (contact !== null && entry.contact !== contact && (enrollment === null || !this.#at.has(enrollment))) {
        if (enrollment !== null) others.add(enrollment);
        continue;
      }
      if (enrollment !== null && others.has(enrollment)) continue;
      this.#read(entry);
    }
  }

  #read(entry: Entry): void {
    const said = texts().path;
    switch (entry.kind) {
      case 'triggerEvaluated':
        this.#readTrigger(entry);
        break;
      case 'enrolled':
        this.#markTrigger(entry, 'taken', [], entry.enrollment);
        break;
      case 'enrollmentRefused':
        this.#markTrigger(entry, 'refused', [said.refused[entry.reason] ?? entry.reason], entry.enrollment);
        break;
      case 'stepRun':
        this.#readStep(entry);
        break;
      case 'branchTaken':
        this.#readBranch(entry);
        break;
      case 'waitStarted':
        this.#readWait(entry);
        break;
      case 'waitEnded':
        this.#readWaitEnd(entry);
        break;
      case 'exited':
        this.#readExit(entry);
        break;
      case 'scoreChanged':
      case 'message':
      case 'contactChanged': {
        const mark = this.#markAt(this.#steps.get(entry.step ?? '')?.pointer, entry.enrollment);
        // The first that came of it; what led there says less.
        if (mark && mark.reason.length === 0) mark.reason = entryInWords(this.#source.words, entry).map(cut);
        break;
      }
    }
  }

  #readTrigger(entry: Extract<Entry, { kind: 'triggerEvaluated' }>): void {
    const said = texts().path;
    const place = this.#flow.triggers.find(({ id }) => id === entry.trigger);
    if (!place) return;
    const { conditions, matched } = entry;
    const reason: Parts = matched
      ? [said.otherTriggerFirst]
      : conditions.met
        ? [said.heldBefore]
        : unmetInWords(this.#source.words, conditions, [place.trigger.type]);
    // Until it turns out that it enrolled the contact, or was refused.
    this.#set(place.pointer, -entry.seq, matched ? 'skipped' : 'notTaken', reason);
    this.#conditions.set(entry.seq, conditions.all.length > 0 ? said.conditionsHeld : said.noConditions);
  }

  #markTrigger(entry: Entry, status: PathStatus, reason: Parts, enrollment: number | null): void {
    if (enrollment !== null) this.#at.set(enrollment, '');
    const place = this.#flow.triggers.find(({ id }) => id === entry.trigger);
    if (!place || entry.cause === null) return;
    const words = this.#conditions.get(entry.cause);
    const why: Parts = reason.length === 0 && words !== undefined ? [words] : reason;
    this.#set(place.pointer, -entry.cause, status, why);
    if (status === 'taken') this.#count(place.pointer);
  }

  #readStep(entry: Extract<Entry, { kind: 'stepRun' }>): void {
    const step = this.#steps.get(entry.step ?? '');
    if (!step || entry.enrollment === null) return;
    const said = texts().path;
    const before = this.#at.get(entry.enrollment);
    this.#at.set(entry.enrollment, step.pointer);
    // A goal that is jumped to was told by the end of the wait.
    const isJump = entry.outcome === 'met' && this.#markAt(step.pointer, entry.enrollment)?.status === 'taken';
    if (isJump && before === step.pointer) return;
    this.#count(step.pointer);
    const [status, reason] = this.#outcome(entry);
    this.#set(step.pointer, entry.enrollment, status, reason === undefined ? [] : [reason]);
    if (entry.outcome === 'unmet' && 'event' in step.step) {
      this.#set(step.pointer, entry.enrollment, 'notTaken', [said.goalUnmetEvent]);
    }
  }

  #outcome({ outcome }: Extract<Entry, { kind: 'stepRun' }>): [PathStatus, string | undefined] {
    const said = texts().path;
    if (outcome === 'waiting') return ['waiting', said.waits];
    if (outcome === 'ended') return ['ended', said.outcomes.ended];
    if (outcome === 'met') return ['taken', said.goalMet];
    if (outcome === 'unmet') return ['notTaken', said.goalUnmet];
    return ['taken', said.outcomes[outcome]];
  }

  #readBranch(entry: BranchTaken): void {
    const said = texts().path;
    const step = this.#steps.get(entry.step ?? '');
    if (!step || entry.enrollment === null) return;
    const { words } = this.#source;
    const { branch, tried, draw, found, enrollment } = entry;
    if (step.lanes.length === 0) {
      const failed = tried.find(({ conditions }) => !conditions.met);
      if (failed) this.#reason(step.pointer, enrollment, unmetInWords(words, failed.conditions, this.#eventTypes));
      return;
    }
    const isSearch = draw === null && step.lanes.every((lane) => lane.branch === null);
    const somebody: Parts = found === null ? [said.foundNobody] : said.found(words.contactName(found));
    this.#reason(
      step.pointer,
      enrollment,
      isSearch ? somebody : branch === null ? [said.noBranchHeld] : said.took(branch),
    );
    this.#readLanes(step, entry, enrollment, isSearch ? somebody : null);
  }

  /** Which lane was taken, and why not the others; `somebody`: whom a search has found. */
  #readLanes(step: FlowStep, entry: BranchTaken, enrollment: number, somebody: Parts | null): void {
    const said = texts().path;
    const { branch, tried, draw, found } = entry;
    const { words } = this.#source;
    let isTaken = false;
    for (const lane of step.lanes) {
      const test = lane.branch === null ? undefined : tried.find(({ name }) => name === lane.name);
      if (lane.name === branch && !isTaken && test?.conditions.met !== false) {
        isTaken = true;
        this.#count(lane.pointer);
        const held = test ? [test.conditions.all.length > 0 ? said.conditionsHeld : said.noConditions] : null;
        const chosen: Parts = draw ? said.drew(branch) : [said.nothingHeld];
        this.#set(lane.pointer, enrollment, 'taken', somebody ?? held ?? chosen);
      } else if (somebody) {
        this.#set(lane.pointer, enrollment, 'notTaken', found === null ? [said.foundNobody] : [said.foundSomebody]);
      } else if (draw) {
        this.#set(lane.pointer, enrollment, 'notTaken', said.drew(branch ?? ''));
      } else if (test && !test.conditions.met) {
        this.#set(lane.pointer, enrollment, 'notTaken', unmetInWords(words, test.conditions, this.#eventTypes));
      } else if (branch === null && lane.branch === null) {
        // Without steps of its own, it is the way on.
        this.#count(lane.pointer);
        this.#set(lane.pointer, enrollment, 'taken', [said.nothingHeld]);
      } else if (isTaken) {
        this.#set(lane.pointer, enrollment, 'notTaken', said.notTested(branch ?? ''));
      }
    }
  }

  #readWait(entry: Extract<Entry, { kind: 'waitStarted' }>): void {
    const step = this.#steps.get(entry.step ?? '');
    if (!step) return;
    this.#set(step.pointer, entry.enrollment ?? 0, 'waiting', waitInWords(this.#source.words, entry));
    const timeout = step.lanes.find(({ kind }) => kind === 'timeout');
    if (timeout) this.#set(timeout.pointer, entry.enrollment ?? 0, 'notReached', [texts().path.timeLeft]);
  }

  #readWaitEnd(entry: Extract<Entry, { kind: 'waitEnded' }>): void {
    const said = texts().path;
    const step = this.#steps.get(entry.step ?? '');
    if (!step || entry.enrollment === null) return;
    const { enrollment, by } = entry;
    this.#at.set(enrollment, step.pointer);
    const goal = this.#steps.get(entry.goal ?? '');
    // Where the wait began in these entries, it is the same visit.
    if (!this.#markAt(step.pointer, enrollment)) this.#count(step.pointer);
    this.#set(step.pointer, enrollment, 'taken', [goal === step ? said.goalMet : (said.waitEnded[by] ?? by)]);
    const timeout = step.lanes.find(({ kind }) => kind === 'timeout');
    if (timeout && by === 'timeout') {
      this.#count(timeout.pointer);
      this.#set(timeout.pointer, enrollment, 'taken', [said.timeRanOut]);
    } else if (timeout) this.#set(timeout.pointer, enrollment, 'notTaken', [said.endedBeforeTime]);
    if (!goal || goal === step) return;
    this.#skip(step, goal, enrollment);
    this.#at.set(enrollment, goal.pointer);
    this.#count(goal.pointer);
    this.#set(goal.pointer, enrollment, 'taken', [said.jumpedTo]);
  }

  /** What lies between a wait and the goal that it was left for; not what stands in other ways of a step around it. */
  #skip(from: FlowStep, to: FlowStep, enrollment: number): void {
    const all = [...this.#steps.values()];
    const around = all.filter(({ pointer }) => isWithin(from.pointer, pointer));
    const isElsewhere = ({ pointer }: FlowStep) =>
      around.some((step) => {
        const own = step.lanes.find((each) => isWithin(from.pointer, each.pointer));
        return isWithin(pointer, step.pointer) && !(own && isWithin(pointer, own.pointer));
      });
    for (const step of all.slice(all.indexOf(from) + 1, all.indexOf(to))) {
      if (isElsewhere(step) || this.#markAt(step.pointer, enrollment)) continue;
      this.#set(step.pointer, enrollment, 'skipped', [texts().path.jumpedOver]);
    }
  }

  #readExit(entry: Extract<Entry, { kind: 'exited' }>): void {
    const said = texts().path;
    const { enrollment, reason } = entry;
    if (enrollment === null) return;
    const words = said.exits[reason] ?? reason;
    const pointer = this.#steps.get(entry.step ?? '')?.pointer ?? this.#at.get(enrollment);
    if (reason !== 'completed' && pointer) {
      if (!this.#markAt(pointer, enrollment)) this.#count(pointer);
      this.#set(pointer, enrollment, 'ended', [words]);
      return;
    }
    this.#count(this.#flow.end);
    this.#set(this.#flow.end, enrollment, 'ended', [words]);
  }

  #set(pointer: string, who: number, status: PathStatus, reason: Parts): void {
    const marks = this.#marks.get(pointer);
    if (marks) marks.set(who, { status, reason });
    else this.#marks.set(pointer, new Map([[who, { status, reason }]]));
  }

  #markAt(pointer: string | undefined, who: number | null): Mark | undefined {
    return pointer === undefined || who === null ? undefined : this.#marks.get(pointer)?.get(who);
  }

  #reason(pointer: string, who: number, reason: Parts): void {
    const mark = this.#markAt(pointer, who);
    if (mark) mark.reason = reason;
  }

  #count(pointer: string): void {
    this.#times.set(pointer, (this.#times.get(pointer) ?? 0) + 1);
  }

  /** The first mark of the status that matters most. */
  #shown(pointer: string): Mark | undefined {
    let best: Mark | undefined;
    for (const mark of this.#marks.get(pointer)?.values() ?? []) {
      if (mark.status === 'notReached') best ??= mark;
      else if (!best || best.status === 'notReached' || order.indexOf(mark.status) < order.indexOf(best.status))
        best = mark;
    }
    return best;
  }

  nodes(): FlowNode[] {
    const said = texts().path;
    const nodes: FlowNode[] = [];
    const add = (node: PathPlace, otherwise: string): PathStatus => {
      const mark = this.#shown(node.pointer);
      const times = this.#times.get(node.pointer) ?? 0;
      nodes.push({ node, status: mark?.status ?? 'notReached', reason: mark?.reason ?? [otherwise], times });
      return mark?.status ?? 'notReached';
    };
    const place = ({ kind, id, pointer }: FlowStep | FlowLane): PathPlace => ({ kind, id, pointer });
    for (const { id, pointer } of this.#flow.triggers) add({ kind: 'trigger', id, pointer }, said.noSuchEvent);
    /** The steps of a list one after the other: what stands behind the last one that was reached says why. */
    const addAll = (steps: readonly FlowStep[], otherwise: string): void => {
      let why = otherwise;
      for (const step of steps) {
        const status = add(place(step), why);
        for (const lane of step.lanes) {
          const laneStatus = add(place(lane), why);
          addAll(lane.steps, laneStatus === 'notTaken' ? said.otherWay : status === 'skipped' ? said.jumpedOver : why);
        }
        if (status === 'waiting') why = said.waitsBefore;
        if (status === 'ended') why = said.endedBefore;
      }
    };
    addAll(this.#flow.steps, said.nobody);
    add({ kind: 'end', id: this.#source.workflow.id, pointer: this.#flow.end }, said.nobody);
    return nodes;
  }
}

/** What texts came to may be long: reasons say how they begin. */
function cut(part: Part): Part {
  return typeof part === 'string' ? part : strong(shortened(part.strong));
}

/** Whether a place is another, or in it. */
function isWithin(pointer: string, around: string): boolean {
  return pointer === around || pointer.startsWith(`${around}/`);
}

/** What is waited for: `Waits for trigger link clicked, at most until Mon 9 Mar 2026, 09:00`. */
function waitInWords(
  { vocabulary }: JournalWords,
  { event, due, form }: Pick<Waiting, 'event' | 'due' | 'form'>,
): Parts {
  const said = texts().path;
  const forConditions = event === null && (form === 'untilConditions' || form === 'goal');
  const label = event === null ? null : small(vocabulary.eventLabel(event));
  return said.waitsFor(label, forConditions, due === null ? null : instantInWords(due));
}
