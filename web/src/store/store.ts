import type { CheckResult, Engine, Scenario, Trace, Workspace } from '@rehearse/engine';
import { emptyWorkspace, format, isPromise, parse, textOf, withoutMark } from '../document/text.js';
import { capital, plain } from '../text/parts.js';
import { stimulusInWords } from '../text/runs.js';
import { texts } from '../texts/texts.js';
import { type Before, History } from './history.js';
import { Latest } from './latest.js';
import type { Session } from './session.js';
import { State } from './state.js';
import { Stimuli } from './stimuli.js';
import { Timeline, type TimelineState } from './timeline.js';
import { notRunAgain, notRunYet, type Version } from './version.js';
import type { WhyQuestion } from './why-question.js';
import { WrittenDocument } from './written.js';

/** Everything as it was before the latest change of the text, for a host that does not want it. */
interface BeforeText {
  before: Before;
  history: History;
  textBefore: string | null;
  question: WhyQuestion | null;
  editing: number;
}

/**
 * Everything that the regions show, in one place: the document, the stimuli, and the simulation that follows from both.
 * A change of the document runs all stimuli anew on a fresh simulation. Dispatches `change`.
 */
export class Store extends State {
  protected readonly written = new WrittenDocument(() => this.#readAside());
  readonly timeline = new Timeline({
    engine: () => this.engine,
    text: () => this.runningText,
    run: (act) => this.#run(act),
    startDropped: () => this.#announce(texts().announcements.startDropped),
  });
  /** What is done with the timeline. */
  readonly stimuli = new Stimuli(this);

  /** What checks a large document that was written. */
  readonly #reading = new Latest(() => this.changed());
  #history = new History();
  #beforeText: BeforeText | null = null;
  /** The last good document of a session that was opened, until the engine reads it. */
  #good: string | null = null;

  /** Sets the engine; a workspace that was loaded before now starts to run. */
  useEngine(engine: Engine): void {
    this.written.useEngine(requireEngine(engine));
    if (engine !== this.engine) this.tasks.release();
    this.engine = engine;
    this.engineError = null;
    this.#begin(this.text || format(emptyWorkspace));
  }

  /** Says why there will be no engine. */
  engineFailed(error: unknown): void {
    this.#safely(() => {
      throw error;
    });
  }

  /** What is wrong with a workspace that cannot be run; null where it can, or where there is no engine. */
  workspaceError(): Error | null {
    if (!this.engine || this.engineError || (this.upToDate && !this.isReading)) return null;
    try {
      this.engine.simulate(this.text).dispose();
      return null;
    } catch (error) {
      return error as Error;
    }
  }

  // ---------------------------------------------------------------- what is open

  /** Starts anew with another workspace: a document's text, or its object; an object that says what is there is passed over. */
  load(workspace: Workspace | string): void {
    const text = textOf(workspace);
    const isThere = typeof workspace !== 'string' && text === this.text && this.loads > 0;
    if (!isThere) this.#startAnew({ text, scenarios: [], stimuli: [], selected: -1, runsDrafts: false });
  }

  /**
   * Starts anew with the workspace of a trace, and does again what the trace tells. Throws what the engine says of a
   * trace that cannot be opened, or a TypeError where there is no engine; nothing is changed then.
   */
  openTrace(trace: Trace | string): void {
    if (!this.engine) throw new TypeError('A trace is opened by the engine: set `engine` first.');
    this.engine.openTrace(trace).dispose();
    const { workspace, drafts, stimuli } = (typeof trace === 'string' ? parse(trace) : structuredClone(trace)) as Trace;
    this.#startAnew({
      ...{ text: format(workspace), scenarios: [], runsDrafts: drafts === 'run' },
      ...{ stimuli: stimuli.map(notRunYet), selected: stimuli.length - 1 },
    });
    this.say(texts().announcements.traceOpen(stimuli.length));
  }

  /** What is open, to be kept and opened again. */
  get session(): Session {
    const { text, selected, runsDrafts, start, kept } = this;
    const stimuli = this.runs.map(({ stimulus, skipped }) => ({ stimulus, skipped }));
    // While text waits to be read, what runs is all that is known to be good.
    const isGood = this.upToDate && !this.isReading;
    const good = this.#good ?? (isGood || !this.engine ? null : this.runningText);
    const whole = { text, scenarios: this.tests.scenarios, stimuli, selected, runsDrafts };
    return { ...whole, ...(good !== null && { good }), ...(start && { start }), ...(kept && { kept }) };
  }

  /** Starts anew with what was open before. */
  openSession(session: Session): void {
    this.#startAnew({ ...session, text: withoutMark(session.text) });
  }

  #startAnew({ text, good, scenarios, stimuli, selected, runsDrafts, start = null, kept }: Session): void {
    const runs = notRunAgain(stimuli);
    const isThere = selected >= 0 && selected < runs.length;
    this.loads += 1;
    this.#good = good ?? null;
    this.openedText = text;
    this.timeline.put({ runs, selected: isThere ? selected : runs.length - 1, runsDrafts, start });
    this.#history = new History();
    this.#beforeText = null;
    // Another workspace may run where one did not; an engine that cannot run any says so again.
    if (this.engine) this.engineError = null;
    this.tests.open(scenarios);
    this.question = null;
    this.kept = kept ?? null;
    this.textBefore = null;
    this.announcement = '';
    this.written.clear();
    this.timeline.suspend();
    this.#begin(text);
  }

  /** Reads a workspace that was not there before; in the place of one that cannot run, the last good or an empty one. */
  #begin(text: string): void {
    this.#safely(() => {
      try {
        this.#readGood();
      } finally {
        // What somebody was writing stays written, also where what was good cannot be run.
        this.#read(text);
      }
      if (!this.simulation) this.timeline.simulate();
    });
  }

  #readGood(): void {
    if (this.#good === null || !this.engine) return;
    this.#read(this.#good);
    this.#good = null;
  }

  /** Frees the simulation while nobody looks; `resume` runs everything again. */
  suspend(): void {
    this.settle();
    this.timeline.suspend();
    this.tests.rest();
    this.tasks.rest();
  }

  /** Runs again what was suspended. */
  resume(): void {
    this.tasks.wake();
    if (!this.simulation && this.engine) this.#safely(() => this.timeline.simulate());
  }

  // ---------------------------------------------------------------- the document

  setReadonly(on: boolean): void {
    this.isReadonly = on;
    this.changed();
  }

  /** Takes over text that a person wrote; a bad document is kept while the last good one runs on. */
  setText(text: string): void {
    if (text === this.text || this.#isRefused()) return;
    this.#rememberText();
    this.textBefore ??= this.runningText;
    if (this.isLarge) {
      this.#reading.cancel();
      this.written.readTextLater(text);
      this.changed();
    } else this.#safely(() => this.#read(text));
  }

  /** Takes over a changed document from the forms, unless it is refused; `said` is for screen readers. */
  setDocument(document: Workspace, said?: string): boolean {
    if (this.#isRefused()) return false;
    this.#rememberText();
    if (said !== undefined) this.#announce(said);
    this.textBefore ??= this.runningText;
    const text = format(document);
    if (this.isLarge) {
      this.#reading.cancel();
      this.written.readLater(document, text);
      this.changed();
    } else this.#safely(() => this.#read(text));
    return this.text === text;
  }

  /** Reads what was typed and not read yet. */
  settle(): void {
    if (this.written.isWaiting) this.#safely(() => this.#read(this.text));
  }

  /** Whether what was typed is being read, so that what is said of the document is of before. */
  get isReading(): boolean {
    return this.written.isWaiting;
  }

  /** Whether that takes so long that a person should be told. */
  get isReadingLong(): boolean {
    return this.#reading.isLong;
  }

  /** The same, a step at a time: the text is checked aside, and is run in a task of its own. */
  #readAside(): void {
    const { text } = this;
    void this.#reading.run(
      async (signal) => {
        const checked = await this.tasks.check(text, { signal });
        await new Promise((resolve) => setTimeout(resolve));
        return checked;
      },
      (checked) => this.#safely(() => this.#read(text, checked)),
      () => this.settle(),
    );
  }

  #read(text: string, checked?: CheckResult): void {
    this.#reading.cancel();
    if (this.written.read(text, checked)) this.timeline.simulate();
  }

  /** Whether a person may not change the document, which is said. */
  #isRefused(): boolean {
    if (this.isReadonly) this.say(texts().regions.isReadonly);
    return this.isReadonly;
  }

  // ---------------------------------------------------------------- taking back

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

  #restore({ text, timeline, tests }: Before, editing = -1): void {
    if (tests && tests !== this.tests.scenarios) this.tests.scenarios = tests;
    if (timeline) {
      this.kept = timeline.kept;
      this.timeline.put(timeline, editing);
    }
    this.#safely(() => {
      const isOther = text !== this.text;
      if (isOther) this.#read(text);
      // Text that is read and good is run; else what ran runs on, on this timeline.
      if (!isOther || !this.upToDate) this.timeline.simulate();
    });
  }

  #rememberText(): void {
    this.#holdText();
    this.#history.keepTyping({ text: this.text, timeline: null, tests: null });
  }

  #rememberTimeline(): void {
    const { text, kept } = this;
    this.#history.keep({ text, timeline: { ...this.timeline.state, kept }, tests: null });
  }

  /** Keeps everything as it is before the text is changed. */
  #holdText(): void {
    const { text, textBefore, question, kept, timeline } = this;
    const before = { text, timeline: { ...timeline.state, kept }, tests: this.tests.scenarios };
    this.#beforeText = { before, history: this.#history.copy(), textBefore, question, editing: timeline.editing };
  }

  // ---------------------------------------------------------------- the timeline

  /**
   * Puts other things on the timeline and runs all of it anew: one change to take back. `said` is for screen readers;
   * a function is asked once it has run.
   */
  retime(other: Partial<TimelineState>, said: string | (() => string)): void {
    this.#rememberTimeline();
    if (typeof said === 'string') this.#announce(said);
    const { runs, selected, runsDrafts, start } = this.timeline;
    this.timeline.put({ runs, selected, runsDrafts, start, ...other });
    this.#run(() => this.timeline.simulate());
    if (typeof said !== 'string') this.#announce(said());
    this.changed();
  }

  /** Lets drafts run as if they were published, or not; all stimuli are run anew. */
  runDrafts(on: boolean): void {
    this.settle();
    this.timeline.runsDrafts = on;
    this.#announce(on ? texts().announcements.draftsRun : texts().announcements.draftsDoNot);
    this.#safely(() => this.timeline.simulate());
  }

  // ---------------------------------------------------------------- questions and versions

  /** Asks why a workflow did or did not start; null: no longer. */
  ask(question: WhyQuestion | null): void {
    this.question = question;
    this.changed();
  }

  /** All that the simulation follows from. */
  get version(): Version {
    const { stimuli, runsDrafts, start = null } = this.session;
    return { text: this.runningText, stimuli, runsDrafts, start };
  }

  /**
   * Puts another version in the place of this one, of which what was typed is a part: one change to take back. `selected`
   * is looked at then.
   */
  take(version: Version, selected: number, said: string): void {
    this.settle();
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

  /** Holds what is changed from now on against a version; null: no longer. */
  compareWith(version: Version | null, said: string): void {
    this.kept = version;
    this.textBefore = null;
    this.say(said);
  }

  /** No longer holds the workspace against what it was before its last changes. */
  forgetChanges(): void {
    this.textBefore = null;
    this.changed();
  }

  // ---------------------------------------------------------------- tests

  /** What was done up to the stimulus that is looked at, and what came of it, as a test; null where nothing was done. */
  async scenario(wanted?: string): Promise<Scenario | null> {
    const { viewed, selectedRun, start, running, runsDrafts } = this;
    if (!viewed || !selectedRun) return null;
    const name = wanted ?? plain(capital(stimulusInWords(this, selectedRun.stimulus)));
    const runs = this.runs.slice(0, this.selected + 1);
    // Whoever asks may go on before what makes tests is loaded.
    const simulation = viewed.fork();
    try {
      const { doneOn, madeTest } = await import('./made-test.js');
      const where = { workspace: running, start, runsDrafts };
      return madeTest(name, doneOn(runs, simulation), where);
    } finally {
      simulation.dispose();
    }
  }

  /** Other tests, from the host: nothing that a person takes back. */
  setTests(scenarios: readonly Scenario[]): void {
    this.#history.forgetTests();
    this.tests.scenarios = scenarios;
    this.changed();
  }

  /** Other tests; `said` is for screen readers. */
  changeTests(scenarios: readonly Scenario[], said: string): void {
    this.#history.keep({ text: this.text, timeline: null, tests: this.tests.scenarios });
    this.tests.scenarios = scenarios;
    this.say(said);
  }

  // ---------------------------------------------------------------- telling

  /** Tells what was done, for screen readers, and that there is something new to see. */
  say(text: string): void {
    this.#announce(text);
    this.changed();
  }

  /** The same words twice are said twice: a space that nobody sees makes the second ones new. */
  #announce(text: string): void {
    this.announcement = text === this.announcement ? `${text}\u00a0` : text;
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
    this.changed();
  }
}

/** By these an engine is known; one of an older package lacks some of them. The element calls others, too. */
const called = ['check', 'simulate', 'openTrace', 'inTurns', 'inBackground'] as const;

/** The engine if it is one; a TypeError that says what is wrong if it is not. */
function requireEngine(engine: unknown): Engine {
  if (isPromise(engine)) {
    throw new TypeError('`engine` is a Promise: await it first, as in `element.engine = await loadEngine()`.');
  }
  const given = Object(engine) as Partial<Engine>;
  const isEngine =
    Array.isArray(given.catalog?.eventTypes) && called.every((name) => typeof given[name] === 'function');
  if (!isEngine) throw new TypeError('`engine` must be what `await loadEngine()` of @rehearse/engine gives.');
  return engine as Engine;
}
