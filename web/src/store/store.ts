import type {
  ContactState,
  Diagnostic,
  Engine,
  Entry,
  Explanation,
  FiredEvent,
  MessageEntry,
  Report,
  Scenario,
  Simulation,
  Stats,
  Stimulus,
  TestResult,
  Trace,
  Workspace,
} from '@rehearse/engine';
import { isEditable } from '../document/editable.js';
import { References } from '../document/references.js';
import { scenarioOf } from '../document/scenario.js';
import { Vocabulary } from '../document/vocabulary.js';
import { capital, plain } from '../text/parts.js';
import { runInWords, stimulusInWords } from '../text/runs.js';
import { texts } from '../texts/texts.js';
import { type Before, History, type Timeline } from './history.js';
import { Places } from './places.js';
import type { Question } from './question.js';
import { Seen } from './seen.js';
import type { Session } from './session.js';
import { stimuliTo, type TimelineStart } from './start.js';
import { freeName, ScenarioTests } from './tests.js';
import { messageOf, notRunAgain, notRunYet, type Outcome, outcomeOf, play, type Run, type Version } from './version.js';
import type { WhyQuestion } from './why-question.js';

export type { Run } from './version.js';

/** Everything as it was before the latest change of the text, for a host that does not want it. */
interface BeforeText {
  before: Before & { timeline: Timeline; tests: readonly Scenario[] };
  history: History;
  textBefore: string | null;
  question: WhyQuestion | null;
  editing: number;
}

/** A document of more characters, or a timeline of more stimuli, is large. */
const largeText = 150_000;
const largeTimeline = 300;

/** A large document is read when nothing was typed for this long, in milliseconds. */
const readPause = 300;

const emptyWorkspace: Workspace = { rehearse: 1, workflows: [] };

/**
 * Everything that the regions show, in one place: the document, the stimuli, and the simulation that follows from both.
 * A change of the document runs all stimuli anew on a fresh simulation. Dispatches `change`.
 */
export class Store extends EventTarget {
  engine: Engine | null = null;
  /** Why there is no engine. */
  engineError: Error | null = null;

  /** The document as text: what is saved and what diagnostics point into. */
  text = '';
  /** The document that the forms show and change; the last one they could show while the text is beyond them. */
  document: Workspace = emptyWorkspace;
  /** Whether `document` is what `text` says. */
  formsFollowText = true;
  diagnostics: Diagnostic[] = [];
  /** Whether the simulation runs what `text` says; if not, it runs the last good document. */
  upToDate = false;

  /** The whole timeline's. */
  simulation: Simulation | null = null;
  /** How many workspaces were loaded: another number means another workspace. */
  loads = 0;
  /** The document that the simulation runs. */
  running: Workspace = emptyWorkspace;
  runs: Run[] = [];
  /** Index of the run that is looked at, or -1 where there is none. */
  selected = -1;
  /** The tests of the workspace. */
  readonly tests = new ScenarioTests();
  /** Leads from one region to a place in another. */
  readonly places = new Places();
  /** Index of the fired event that the composer changes, or -1. */
  editing = -1;
  /** Whether drafts run as if they were published. */
  runsDrafts = false;
  /** What is asked: why a workflow did or did not start. */
  question: WhyQuestion | null = null;
  /** What the present version is held against, until one of the two is chosen. */
  kept: Version | null = null;
  /** The workspace's text before the changes that were made since the last stimulus; null for none. */
  textBefore: string | null = null;
  /** Where the timeline starts, if not as the workspace says. */
  start: TimelineStart | null = null;
  /** The text as it was opened, before anybody changed it. */
  openedText = '';
  /** For screen readers: what the last stimulus did. */
  announcement = '';
  /** Whether the document is the host's alone: a person may look at it and fire events, and changes nothing of it. */
  isReadonly = false;

  #history = new History();
  #beforeText: BeforeText | null = null;
  /** The last good document of a session that was opened, until the engine reads it. */
  #good: string | null = null;
  #vocabulary: Vocabulary | null = null;
  /** The text that was read last: `text` may be ahead of it while somebody types. */
  #readText = '';
  #readTimer: ReturnType<typeof setTimeout> | undefined;
  #references: References | null = null;
  /** What was read of the world that is looked at. */
  readonly #seen = new Seen();
  /** The world after the run that is looked at, while others follow it. */
  #then: Simulation | null = null;
  /** What was explained of the simulation, by seq and workflow: what happened stays as it was. */
  readonly #explanations = new Map<string, Explanation>();

  /** Sets the engine; a workspace that was loaded before now starts to run. */
  useEngine(engine: Engine): void {
    const vocabulary = new Vocabulary(requireEngine(engine).catalog);
    this.engine = engine;
    this.engineError = null;
    this.#vocabulary = vocabulary;
    this.#begin(this.text || format(emptyWorkspace));
  }

  /** Says why there will be no engine. */
  engineFailed(error: unknown): void {
    this.#safely(() => {
      throw error;
    });
  }

  /** Starts anew with another workspace: a document's text, or its object; an object that says what is there is passed over. */
  load(workspace: Workspace | string): void {
    const text = textOf(workspace);
    if (typeof workspace === 'string' || text !== this.text || this.loads === 0) this.#startAnew(text, [], -1, false);
  }

  /**
   * Starts anew with the workspace of a trace, and does again what the trace tells. Throws what the engine says of a
   * trace that cannot be opened, or a TypeError where there is no engine; nothing is changed then.
   */
  openTrace(trace: Trace | string): void {
    if (!this.engine) throw new TypeError('A trace is opened by the engine: set `engine` first.');
    this.engine.openTrace(trace).dispose();
    const { workspace, drafts, stimuli } = (typeof trace === 'string' ? parse(trace) : structuredClone(trace)) as Trace;
    this.#startAnew(format(workspace), stimuli.map(notRunYet), stimuli.length - 1, drafts === 'run');
    this.#announce(texts().announcements.traceOpen(stimuli.length));
    this.#changed();
  }

  /** What is open, to be kept and opened again. */
  get session(): Session {
    const { text, selected, runsDrafts, start } = this;
    const stimuli = this.runs.map(({ stimulus, skipped }) => ({ stimulus, skipped }));
    const good = this.#good ?? (this.upToDate || !this.engine ? null : this.runningText);
    const whole = { text, scenarios: this.tests.scenarios, stimuli, selected, runsDrafts };
    return { ...whole, ...(good !== null && { good }), ...(start && { start }) };
  }

  /** Starts anew with what was open before. */
  openSession({ text, good, scenarios, stimuli, selected, runsDrafts, start = null }: Session): void {
    const runs = notRunAgain(stimuli);
    const isThere = selected >= 0 && selected < runs.length;
    const looksAt = isThere ? selected : runs.length - 1;
    this.#startAnew(withoutMark(text), runs, looksAt, runsDrafts, scenarios, start, good ?? null);
  }

  #startAnew(
    text: string,
    runs: Run[],
    selected: number,
    runsDrafts: boolean,
    scenarios: readonly Scenario[] = [],
    start: TimelineStart | null = null,
    good: string | null = null,
  ): void {
    this.loads += 1;
    this.#good = good;
    this.openedText = text;
    this.start = start;
    this.runs = runs;
    this.selected = selected;
    this.#history = new History();
    this.#beforeText = null;
    // Another workspace may run where one did not; an engine that cannot run any says so again.
    if (this.engine) this.engineError = null;
    this.runsDrafts = runsDrafts;
    this.editing = -1;
    this.tests.scenarios = scenarios;
    this.question = null;
    this.kept = null;
    this.textBefore = null;
    this.announcement = '';
    clearTimeout(this.#readTimer);
    this.#readTimer = undefined;
    this.suspend();
    this.document = emptyWorkspace;
    this.running = emptyWorkspace;
    this.#begin(text);
  }

  /** Frees the simulation while nobody looks; `resume` runs everything again. */
  suspend(): void {
    this.settle();
    this.simulation?.dispose();
    this.simulation = null;
    this.#forgetView();
  }

  /** Runs again what was suspended. */
  resume(): void {
    if (!this.simulation && this.engine) this.#safely(() => this.#simulate());
  }

  /** Reads a workspace that was not there before; in the place of one that cannot run, the last good or an empty one. */
  #begin(text: string): void {
    this.#safely(() => {
      if (this.#good !== null && this.engine) {
        this.#read(this.#good);
        this.#good = null;
      }
      this.#read(text);
      if (!this.simulation) this.#simulate();
    });
  }

  /** Whether forms may change the document. */
  get mayEdit(): boolean {
    return this.formsFollowText && !this.isReadonly;
  }

  setReadonly(on: boolean): void {
    this.isReadonly = on;
    this.#changed();
  }

  /** Takes over text that a person wrote; a bad document is kept while the last good one runs on. */
  setText(text: string): void {
    if (text === this.text || this.#isRefused()) return;
    this.#rememberText();
    this.textBefore ??= this.runningText;
    this.#safely(() => this.#read(text));
  }

  /** Takes over a changed document from the forms, unless it is refused; `said` is for screen readers. */
  setDocument(document: Workspace, said?: string): boolean {
    if (this.#isRefused()) return false;
    this.#rememberText();
    if (said !== undefined) this.#announce(said);
    this.textBefore ??= this.runningText;
    const text = format(document);
    if (this.isLarge) this.#readLater(document, text);
    else this.#safely(() => this.#read(text));
    return this.text === text;
  }

  /** The forms show the document at once; it is read when nothing more is typed for a moment. */
  #readLater(document: Workspace, text: string): void {
    this.text = text;
    this.document = document;
    this.#references = null;
    clearTimeout(this.#readTimer);
    this.#readTimer = setTimeout(() => this.settle(), readPause);
    this.#changed();
  }

  /** Reads what was typed and not read yet. */
  settle(): void {
    if (this.#readTimer === undefined) return;
    this.#safely(() => this.#read(this.text));
  }

  /** Takes the latest change of the text back as if it had never been made: the host does not want it. */
  refuse(): void {
    const held = this.#beforeText;
    if (!held) return;
    this.#beforeText = null;
    this.#history = held.history;
    this.textBefore = held.textBefore;
    this.question = held.question;
    this.#announce(texts().regions.changeRefused);
    this.#restore(held.before, held.editing);
  }

  /** Whether a person may not change the document, which is said. */
  #isRefused(): boolean {
    if (this.isReadonly) {
      this.#announce(texts().regions.isReadonly);
      this.#changed();
    }
    return this.isReadonly;
  }

  /** Whether there is a change of the workspace to take back. */
  get canUndo(): boolean {
    const before = this.#history.last;
    return before !== undefined && !(this.isReadonly && before.text !== this.text);
  }

  /** Whether the last change was one of the timeline, such as a reset. */
  get canRestoreTimeline(): boolean {
    return Boolean(this.#history.last?.timeline);
  }

  /** Takes the last change of the workspace, of its tests or of the timeline back. */
  undo(): void {
    if (!this.canUndo) return;
    this.#holdText();
    const before = this.#history.takeLast() as Before;
    this.#announce(before.timeline ? texts().announcements.timelineBack : texts().announcements.changeBack);
    this.#restore(before);
  }

  #restore({ text, timeline, tests }: Before, editing = -1): void {
    if (tests && tests !== this.tests.scenarios) this.tests.scenarios = tests;
    if (timeline) {
      this.kept = timeline.kept;
      this.runsDrafts = timeline.runsDrafts;
      this.start = timeline.start;
      this.runs = [...timeline.runs];
      this.selected = timeline.selected;
      this.editing = editing;
    }
    this.#safely(() => {
      const isOther = text !== this.text;
      if (isOther) this.#read(text);
      // Text that is read and good is run; else what ran runs on, on this timeline.
      if (!isOther || !this.upToDate) this.#simulate();
    });
  }

  /** All that the simulation follows from. */
  get version(): Version {
    const { stimuli, runsDrafts, start = null } = this.session;
    return { text: this.runningText, stimuli, runsDrafts, start };
  }

  /** Puts another version in the place of this one: one change to take back. `selected` is looked at then. */
  take(version: Version, selected: number, said: string): void {
    const { stimuli, runsDrafts, start = null } = version;
    const isOther = version.text !== this.runningText;
    if (isOther && this.#isRefused()) return;
    if (isOther) this.#holdText();
    this.#rememberTimeline();
    const kept = version === this.kept ? null : this.kept;
    this.textBefore = null;
    this.#announce(said);
    const runs = notRunAgain(stimuli);
    const timeline = { runs, selected: Math.min(selected, runs.length - 1), runsDrafts, start, kept };
    this.#restore({ text: isOther ? version.text : this.text, timeline, tests: null });
  }

  /** Asks why a workflow did or did not start; null: no longer. */
  ask(question: WhyQuestion | null): void {
    this.question = question;
    this.#changed();
  }

  /** Tells what was done that changed nothing here. */
  say(text: string): void {
    this.#announce(text);
    this.#changed();
  }

  /** Holds what is changed from now on against a version; null: no longer. */
  compareWith(version: Version | null, said: string): void {
    this.kept = version;
    this.textBefore = null;
    this.#announce(said);
    this.#changed();
  }

  /** No longer holds the workspace against what it was before its last changes. */
  forgetChanges(): void {
    this.textBefore = null;
    this.#changed();
  }

  /** What there is, in the language of the texts; null until there is an engine. */
  get vocabulary(): Vocabulary | null {
    if (this.engine && this.#vocabulary && this.#vocabulary.labels !== texts().catalog) {
      this.#vocabulary = new Vocabulary(this.engine.catalog);
      this.#references = null;
    }
    return this.#vocabulary;
  }

  /** What the document offers for pickers. */
  get references(): References {
    const { vocabulary } = this;
    if (!vocabulary) throw new Error('The engine is not loaded.');
    this.#references ??= new References(vocabulary, this.document);
    return this.#references;
  }

  /** Whether reading or drawing all of it takes long enough to be felt. */
  get isLarge(): boolean {
    return this.text.length > largeText || this.runs.length > largeTimeline;
  }

  /** Whether the latest stimulus is looked at, so that what is done next comes last. */
  get isAtEnd(): boolean {
    return this.selected === this.runs.length - 1;
  }

  /** The world after the stimulus that is looked at. */
  get viewed(): Simulation | null {
    if (this.isAtEnd || !this.simulation) return this.simulation;
    this.#run(() => {
      this.#then ??= this.#simulationOf(this.runs.slice(0, this.selected + 1)).simulation;
    });
    return this.#then;
  }

  /** The contacts as they were after the stimulus that is looked at. */
  get contacts(): readonly ContactState[] {
    return this.#seen.contacts(this.viewed);
  }

  /** One of these, by its id. */
  contact(id: string): ContactState | undefined {
    return this.#seen.contact(this.viewed, id);
  }

  /** The counts after the stimulus that is looked at. */
  get stats(): Stats | null {
    return this.#seen.stats(this.viewed);
  }

  /** The messages up to the stimulus that is looked at. */
  get outbox(): readonly MessageEntry[] {
    return this.#seen.outbox(this.viewed);
  }

  /** How the whole timeline ends; null until something runs. */
  get outcome(): Outcome | null {
    const { simulation, runs, isAtEnd } = this;
    if (!simulation || !isAtEnd) return simulation && outcomeOf(simulation, runs);
    const seen = {
      ...{ now: simulation.now, contacts: () => this.contacts, outbox: () => this.outbox },
      stats: () => this.stats ?? simulation.stats(),
    };
    return outcomeOf(seen, runs);
  }

  /** The journal up to the stimulus that is looked at. */
  get journal(): readonly Entry[] {
    return this.#seen.journal(this.viewed);
  }

  /** What a contact is called: its id where it has no name. */
  contactName(id: string | null): string {
    return this.contact(id ?? '')?.name || id || '';
  }

  /** The run that is looked at, or null. */
  get selectedRun(): Run | null {
    return this.runs[this.selected] ?? null;
  }

  /**
   * Runs a stimulus after the one that is looked at; what follows that one is run anew. On bad input nothing changes,
   * and the message says what is wrong; else null.
   */
  do(stimulus: Stimulus): string | null {
    try {
      this.apply(stimulus);
      return null;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** The same, for programs: gives the report, and throws what the engine throws. */
  apply(stimulus: Stimulus): Report {
    this.settle();
    const { viewed, isAtEnd } = this;
    if (!viewed) throw new Error(texts().announcements.nothingToRun);
    // On a copy, where others follow: the world that is looked at stays as it is until all of them have been run.
    const world = isAtEnd ? viewed : viewed.fork();
    const run = notRunYet(stimulus);
    try {
      run.report = world.apply(stimulus);
    } finally {
      if (!isAtEnd) world.dispose();
    }
    this.textBefore = null;
    if (isAtEnd) {
      this.runs = [...this.runs, run];
      this.selected = this.runs.length - 1;
      this.#seen.follow(world, run.report.entries);
    } else {
      this.#rememberTimeline();
      this.#retime(this.runs.toSpliced(this.selected + 1, 0, run), this.selected + 1);
    }
    const { report, error } = this.runs[this.selected] as Run;
    this.#announce(plain(runInWords(this, this.runs[this.selected] as Run)));
    this.#changed();
    if (!report) throw this.engineError ?? new Error(error ?? '');
    this.dispatchEvent(new CustomEvent('report', { detail: report }));
    return report;
  }

  /** Takes a stimulus back: the others are run anew without it. */
  remove(index: number): void {
    this.settle();
    this.#rememberTimeline();
    const selected = this.selected > index ? this.selected - 1 : Math.min(this.selected, this.runs.length - 2);
    this.#announce(texts().announcements.takenBack);
    this.#retime(this.runs.toSpliced(index, 1), selected);
    this.#changed();
  }

  /** Passes a stimulus over, or no longer: what follows is run anew. */
  skip(index: number, on: boolean): void {
    this.settle();
    const run = this.runs[index];
    if (!run || run.skipped === on) return;
    this.#rememberTimeline();
    this.#announce(on ? texts().announcements.skipped : texts().announcements.notSkipped);
    this.#retime(this.runs.with(index, { ...run, skipped: on }), index);
    this.#changed();
  }

  /** Gives a stimulus another place; it is looked at there. */
  move(from: number, to: number): void {
    this.settle();
    const run = this.runs[from];
    if (!run || to < 0 || to >= this.runs.length || to === from) return;
    this.#rememberTimeline();
    this.#announce(texts().announcements.moved(to + 1, this.runs.length));
    this.#retime(this.runs.toSpliced(from, 1).toSpliced(to, 0, run), to);
    this.#changed();
  }

  /**
   * Puts another stimulus in the place of one; what follows is run anew. On bad input nothing changes, and the message
   * says what is wrong; else null.
   */
  replace(index: number, stimulus: Stimulus): string | null {
    this.settle();
    const world = this.#simulationOf(this.runs.slice(0, index)).simulation;
    try {
      world.apply(stimulus);
    } catch (error) {
      return messageOf(error);
    } finally {
      world.dispose();
    }
    this.#rememberTimeline();
    this.#retime(this.runs.with(index, { ...notRunYet(stimulus), skipped: this.runs[index]?.skipped ?? false }), index);
    this.#announce(plain(runInWords(this, this.runs[index] as Run)));
    this.#changed();
    return null;
  }

  /** Lets the composer change a fired event; -1: no longer. */
  edit(index: number): void {
    this.editing = index;
    if (index >= 0) this.selected = index;
    this.#forgetView();
    this.#changed();
  }

  /** What the tests come to in the document that runs; null while there is no engine. */
  testResult(): TestResult | null {
    return this.engine ? this.tests.run(this.engine, this.runningText) : null;
  }

  /** Makes a test of what was done up to the stimulus that is looked at: it expects what came of it. */
  makeTest(): void {
    const scenario = this.scenario();
    if (!scenario) {
      if (this.selectedRun) this.say(texts().announcements.noTest);
      return;
    }
    this.changeTests([...this.tests.scenarios, scenario], texts().announcements.testMade(scenario.name));
  }

  /** What was done up to the stimulus that is looked at, and what came of it, as a test; null where nothing was done. */
  scenario(wanted?: string): Scenario | null {
    const { viewed, selectedRun, start } = this;
    const before = stimuliTo(start, this.running);
    if (!viewed || !selectedRun || !before) return null;
    const runs = this.runs.slice(0, this.selected + 1).filter(({ skipped, error }) => !skipped && error === null);
    const words = () => plain(capital(stimulusInWords(this, selectedRun.stimulus)));
    return scenarioOf(freeName(this.tests.scenarios, wanted ?? words()), {
      contacts: start?.contacts ?? [],
      stimuli: [...before, ...runs.map(({ stimulus }) => stimulus)],
      last: entriesOf(runs.at(-1) ?? null),
      journal: viewed.journal(),
      simulation: viewed,
      runsDrafts: this.runsDrafts,
    });
  }

  /** Other tests, from the host: nothing that a person takes back. */
  setTests(scenarios: readonly Scenario[]): void {
    this.#history.forgetTests();
    this.tests.scenarios = scenarios;
    this.#changed();
  }

  /** Other tests; `said` is for screen readers. */
  changeTests(scenarios: readonly Scenario[], said: string): void {
    this.#history.keep({ text: this.text, timeline: null, tests: this.tests.scenarios });
    this.tests.scenarios = scenarios;
    this.#announce(said);
    this.#changed();
  }

  /** Puts what a test does on the timeline, in the place of what stands there. */
  openTest(scenario: Scenario): void {
    this.#rememberTimeline();
    const stimuli = scenario.steps.filter((step): step is Stimulus => !('expect' in step));
    this.#announce(texts().announcements.testShown(scenario.name));
    this.runsDrafts = scenario.drafts === 'run';
    this.start = null;
    this.#retime(stimuli.map(notRunYet), stimuli.length - 1);
    this.#changed();
  }

  /** Puts stimuli on the timeline, in the place of what stands there, that start where `start` says. */
  openRun(stimuli: readonly Stimulus[], start: TimelineStart, runsDrafts: boolean): void {
    this.#rememberTimeline();
    this.#announce(start.note);
    this.runsDrafts = runsDrafts;
    this.start = start;
    this.#retime(stimuli.map(notRunYet), stimuli.length - 1);
    this.#changed();
  }

  /** Lets drafts run as if they were published, or not; all stimuli are run anew. */
  runDrafts(on: boolean): void {
    this.settle();
    this.runsDrafts = on;
    this.#announce(on ? texts().announcements.draftsRun : texts().announcements.draftsDoNot);
    this.#safely(() => this.#simulate());
  }

  /** Why a workflow did or did not start at an event of the journal; each is asked for once. */
  explain(seq: number, workflow: string): Explanation {
    if (!this.simulation) throw new Error('There is nothing to explain yet.');
    const key = `${seq} ${workflow}`;
    const explanation = this.#explanations.get(key) ?? this.simulation.explain(seq, workflow);
    this.#explanations.set(key, explanation);
    return explanation;
  }

  /** Why a workflow did or did not start at the latest event of a type that a contact had, or at one that is only tried. */
  explainQuestion({ contact, workflow, event }: Question): Explanation {
    const { viewed } = this;
    if (!viewed) throw new Error('There is nothing to explain yet.');
    if (typeof event === 'object') return explainTried(viewed, { ...event, contact } as FiredEvent, workflow);
    const isAsked = (entry: Entry) => entry.kind === 'event' && entry.contact === contact && entry.event.type === event;
    const found = viewed.journal().findLast(isAsked);
    if (!found) throw new Error(`${contact} has had no event of type ${event} yet.`);
    return this.explain(found.seq, workflow);
  }

  /** What is wrong with a workspace that cannot be run; null where it can, or where there is no engine. */
  workspaceError(): Error | null {
    if (!this.engine || this.upToDate || this.engineError) return null;
    try {
      this.engine.simulate(this.text).dispose();
      return null;
    } catch (error) {
      return error as Error;
    }
  }

  /** Back to where the clock starts, without any stimulus. */
  reset(): void {
    this.settle();
    this.#rememberTimeline();
    this.#announce(texts().announcements.reset);
    this.start = null;
    this.#retime([], -1);
    this.#changed();
  }

  /** Looks at a run, and at the world as it was after it. */
  select(index: number): void {
    this.settle();
    if (index === this.selected) return;
    this.selected = index;
    this.editing = -1;
    this.#forgetView();
    this.#changed();
  }

  /** An engine that stops, for want of memory say, is told like one that never came. */
  #run(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.engineError = error instanceof Error ? error : new Error(String(error));
    }
  }

  /** The same, and says that there is something new to see. */
  #safely(act: () => void): void {
    this.#run(act);
    this.#changed();
  }

  /** The same words twice are said twice: a space that nobody sees makes the second ones new. */
  #announce(text: string): void {
    this.announcement = text === this.announcement ? `${text}\u00a0` : text;
  }

  #rememberText(): void {
    this.#holdText();
    this.#history.keepTyping({ text: this.text, timeline: null, tests: null });
  }

  #rememberTimeline(): void {
    this.#history.keep({ text: this.text, timeline: this.#timeline, tests: null });
  }

  /** What stands on the timeline, without what it did: it is run anew, and entries that were read take room. */
  get #timeline(): Timeline {
    const runs = notRunAgain(this.runs);
    return { runs, selected: this.selected, runsDrafts: this.runsDrafts, start: this.start, kept: this.kept };
  }

  /** Keeps everything as it is before the text is changed. */
  #holdText(): void {
    const { text, textBefore, question, editing } = this;
    const before = { text, timeline: this.#timeline, tests: this.tests.scenarios };
    this.#beforeText = { before, history: this.#history.copy(), textBefore, question, editing };
  }

  #read(text: string): void {
    clearTimeout(this.#readTimer);
    this.#readTimer = undefined;
    this.text = text;
    this.#readText = text;
    if (!this.engine || !this.vocabulary) return;
    const { ok, diagnostics } = this.engine.check(text);
    this.diagnostics = diagnostics;
    const document = parse(text);
    this.formsFollowText =
      !diagnostics.some(({ code }) => code.startsWith('json.')) && isEditable(this.vocabulary, document);
    if (this.formsFollowText) this.document = document as Workspace;
    this.#references = null;
    this.upToDate = ok;
    if (!ok) return;
    this.running = document as Workspace;
    this.#simulate();
  }

  /** Another timeline: all of it is run anew. */
  #retime(runs: readonly Run[], selected: number): void {
    this.runs = [...runs];
    this.selected = selected;
    this.editing = -1;
    this.#run(() => this.#simulate());
  }

  #simulate(): void {
    if (!this.engine) return;
    const previous = this.simulation;
    const { simulation, runs } = this.#playAll();
    this.simulation = simulation;
    this.runs = runs;
    previous?.dispose();
    this.#explanations.clear();
    this.#forgetView();
  }

  /** What is on the timeline, from the workspace's own start where it cannot start elsewhere, as a link may ask. */
  #playAll(): { simulation: Simulation; runs: Run[] } {
    try {
      return this.#simulationOf(this.runs);
    } catch (error) {
      if (!this.start || !('diagnostics' in (error as Error))) throw error;
      this.start = null;
      this.#announce(texts().announcements.startDropped);
      return this.#simulationOf(this.runs);
    }
  }

  /** The world that stimuli lead to, from the start on, and what each of them did. */
  #simulationOf(stimuli: readonly Run[]): { simulation: Simulation; runs: Run[] } {
    if (!this.engine) throw new Error('The engine is not loaded.');
    return play(this.engine, {
      ...{ text: this.runningText, stimuli },
      ...{ runsDrafts: this.runsDrafts, start: this.start },
    });
  }

  /** What the simulation runs: the text, or the last good one while that has errors. */
  get runningText(): string {
    return this.upToDate ? this.#readText : format(this.running);
  }

  /** What was read of the world that was looked at holds no longer. */
  #forgetView(): void {
    this.#then?.dispose();
    this.#then = null;
    this.#seen.forget();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** The same list each time: what is worked out of entries is kept by the list. */
const noEntries: readonly Entry[] = [];

/** The journal's entries that a run wrote; none where it could not be run. */
export function entriesOf(run: Run | null): readonly Entry[] {
  return run?.report?.entries ?? noEntries;
}

/** Why a workflow would or would not start at an event that is fired at a copy of a world. */
function explainTried(world: Simulation, event: FiredEvent, workflow: string): Explanation {
  const copy = world.fork();
  try {
    return copy.explain(copy.fire(event).seq, workflow);
  } finally {
    copy.dispose();
  }
}

/** A document as the page writes it. */
export function format(document: Workspace): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The engine if it is one; a TypeError that says what is wrong if it is not. */
function requireEngine(engine: unknown): Engine {
  if (isPromise(engine)) {
    throw new TypeError('`engine` is a Promise: await it first, as in `element.engine = await loadEngine()`.');
  }
  const { catalog, check, simulate } = (engine ?? {}) as Partial<Engine>;
  const isEngine = Array.isArray(catalog?.eventTypes) && typeof check === 'function' && typeof simulate === 'function';
  if (!isEngine) throw new TypeError('`engine` must be what `await loadEngine()` of @rehearse/engine gives.');
  return engine as Engine;
}

/** A workspace as text; a TypeError for what is neither text nor a document. */
function textOf(workspace: unknown): string {
  if (typeof workspace === 'string') return withoutMark(workspace);
  if (isPromise(workspace)) throw new TypeError('`workspace` is a Promise: await it first.');
  if (typeof workspace !== 'object' || workspace === null || Array.isArray(workspace)) {
    throw new TypeError(
      `\`workspace\` must be a workspace document or its text, not ${Array.isArray(workspace) ? 'a list' : workspace}.`,
    );
  }
  return format(workspace as Workspace);
}

function isPromise(value: unknown): boolean {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
}

/** A byte order mark is no part of a document. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The document that a text holds; undefined where it is no JSON. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(withoutMark(text));
  } catch {
    return undefined;
  }
}
