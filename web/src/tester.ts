import type {
  Engine,
  Explanation,
  FiredEvent,
  Report,
  Scenario,
  ScenarioFile,
  Trace,
  Workspace,
} from '@rehearse/engine';
import { LitElement, type TemplateResult } from 'lit';
import { parse } from './document/text.js';
import { type Loading, loadings, sharedEngine, whenVisible } from './element/engine-loading.js';
import { eventOf, WorkspaceChange } from './element/events.js';
import { takeUp } from './element/upgrade.js';
import { layout, layoutStyles, type View, views } from './layout.js';
import { need } from './parts.js';
import type { FlowRegion } from './regions/flow.js';
import type { WorkflowsRegion } from './regions/workflows.js';
import type { PathNode, PathOptions } from './store/path.js';
import type { Place } from './store/places.js';
import type { Question } from './store/question.js';
import { isScenarios, isSession, type Session } from './store/session.js';
import { Store } from './store/store.js';
import { shared, theme } from './styles/theme.js';
import { needTexts, textsChanged } from './texts/texts.js';

/**
 * `<rehearse-tester>`: define workflows, fire simulated events, move a virtual clock, and see what happened and why.
 *
 * Set `workspace` to a document or its text; the engine loads by itself. What is handed in is never written to. Methods
 * may be called at once: they wait for the engine, run in the order of their calls, and reject where it cannot be had.
 *
 * @element rehearse-tester
 * @slot start - stands above the clock, for a title and buttons of yours
 * @fires {CustomEvent<null>} rehearse-ready - the engine runs the workspace; once
 * @fires {CustomEvent<Report>} rehearse-report - a stimulus was run; detail: its report
 * @fires {CustomEvent<WorkspaceChange>} rehearse-change - a person has changed the workspace; cancelable
 * @fires {CustomEvent<Error>} rehearse-error - no engine, or a workspace with errors; detail: the error
 * @fires {CustomEvent<null>} rehearse-session - what is open, `session`, may be another
 * @fires {CustomEvent<null>} rehearse-tests-saved - a person has saved the tests as a file
 */
export class RehearseTester extends LitElement {
  static override properties = {
    view: { reflect: true, noAccessor: true, converter: oneOf(views, 'simulate') },
    readonly: { type: Boolean, reflect: true, noAccessor: true },
    worker: { type: Boolean, reflect: true, noAccessor: true },
    loading: { reflect: true, noAccessor: true, converter: oneOf(loadings, 'lazy') },
    engineSrc: { attribute: 'engine-src', reflect: true, noAccessor: true },
  };

  readonly #store = new Store();
  #view: View = 'simulate';
  /** Whether the replay was shown. */
  #keepsReplay = false;
  /** The log that was handed to the replay last. */
  #log: { file: File | null } | null = null;
  #loading: Loading = 'lazy';
  #engineSrc = '';
  #text = '';
  /** While the host sets a workspace: that is no change that it has to hear of. */
  #isLoading = false;
  /** Whether the engine was asked for. */
  #isAsked = false;
  #isReady = false;
  /** The loads and the failure that were told. */
  #toldLoads = 0;
  #toldError: Error | null = null;
  /** Stops waiting until it can be seen. */
  #stopWaiting = () => {};
  /** The methods that were called; each waits for those before it. */
  #calls: Promise<unknown> = Promise.resolve();
  /** Those who wait for the engine. */
  #waiting: (() => void)[] = [];

  readonly #changed = () => {
    this.requestUpdate();
    this.#tellChange();
    this.#tellState();
    this.dispatchEvent(eventOf('rehearse-session', null));
  };

  constructor() {
    super();
    this.#store.addEventListener('change', this.#changed);
    this.#store.addEventListener('report', (event) => {
      this.dispatchEvent(eventOf('rehearse-report', (event as CustomEvent<Report>).detail));
    });
    takeUp(this, ['engine', 'workspace', 'session', 'scenarios']);
    this.#store.places.addEventListener('show', (event) => void this.#show((event as CustomEvent<Place>).detail));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    textsChanged.addEventListener('change', this.#changed);
    this.#store.resume();
    this.#awaitFirstUse();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    textsChanged.removeEventListener('change', this.#changed);
    this.#stopWaiting();
    this.#rest();
  }

  /** A move takes it out and puts it back at once: only what stays out gives its memory back. */
  #rest(): void {
    setTimeout(() => {
      if (!this.isConnected) this.#store.suspend();
    });
  }

  /**
   * The engine that runs the workspace; null while it is not loaded. Left alone, the element loads it by itself. Setting
   * what is no engine throws a TypeError and changes nothing; null is passed over.
   */
  get engine(): Engine | null {
    return this.#store.engine;
  }

  set engine(engine: Engine | null) {
    if (engine === null || engine === undefined) return;
    this.#load(() => this.#store.useEngine(engine));
  }

  /**
   * The workspace: its document, or the document's text. Setting it starts anew; a document that says what is there
   * already is passed over, and what is neither throws a TypeError and changes nothing. Reading gives a copy of the last
   * good one.
   */
  get workspace(): Workspace {
    this.#store.settle();
    const { engine, running, text } = this.#store;
    // Until there is an engine, nobody knows what is good.
    return structuredClone(engine ? running : ((parse(text) as Workspace | undefined) ?? running));
  }

  set workspace(workspace: Workspace | string) {
    this.#load(() => this.#store.load(workspace));
  }

  /** The document as it is written at the moment, good or not. */
  get workspaceText(): string {
    return this.#store.text;
  }

  /** The tests of the workspace: scenarios, as a scenario file holds them. Setting a workspace takes them away. */
  get scenarios(): Scenario[] {
    return structuredClone([...this.#store.tests.scenarios]);
  }

  set scenarios(scenarios: readonly Scenario[]) {
    if (!isScenarios(scenarios)) {
      throw new TypeError('`scenarios` must be a list of scenarios, each with `name` and `steps`.');
    }
    this.#store.setTests(copyOf(scenarios));
  }

  /**
   * Everything that is open: the document's text, the tests, and the stimuli on the timeline. What is set and what is
   * read are copies. Setting it starts anew with it; what is no session throws a TypeError and changes nothing. The
   * event `rehearse-session` says that it may be another.
   */
  get session(): Session {
    return structuredClone(this.#store.session);
  }

  set session(session: Session) {
    if (!isSession(session)) throw new TypeError('`session` must be what reading `session` has given.');
    this.#load(() => this.#store.openSession(copyOf(session)));
  }

  /** Whether people may only look at the workspace, and fire events; what the host sets is taken as ever. */
  get readonly(): boolean {
    return this.#store.isReadonly;
  }

  set readonly(readonly: boolean) {
    const before = this.#store.isReadonly;
    if (before === Boolean(readonly)) return;
    this.#store.setReadonly(Boolean(readonly));
    this.requestUpdate('readonly', before);
  }

  /**
   * Whether what runs the workspace beside the timeline does so in a worker: tests, what might have let a workflow start,
   * what is held against each other, and the check of a large document that is being written. All elements of a page share
   * one, which ends with the last of them. Where none can be had, all of it is done on the page's thread, which is told
   * once in the console.
   */
  get worker(): boolean {
    return this.#store.tasks.isInBackground;
  }

  set worker(worker: boolean) {
    const before = this.worker;
    this.#store.tasks.isInBackground = Boolean(worker);
    this.requestUpdate('worker', before);
  }

  /** What is shown where there is no room for all of it at once: `build`, `simulate`, `contacts` or `replay`. */
  get view(): View {
    return this.#view;
  }

  set view(view: View) {
    if (!views.includes(view)) throw new TypeError(`\`view\` must be one of ${views.join(', ')}, not ${view}.`);
    const before = this.#view;
    this.#view = view;
    this.#keepsReplay ||= view === 'replay';
    this.requestUpdate('view', before);
  }

  /**
   * When the engine is loaded: `lazy`, when the element can be seen for the first time or a method is called; `eager`, as
   * soon as it stands in a document; `manual`, never: the host sets `engine`.
   */
  get loading(): Loading {
    return this.#loading;
  }

  set loading(loading: Loading) {
    if (!loadings.includes(loading)) {
      throw new TypeError(`\`loading\` must be one of ${loadings.join(', ')}, not ${loading}.`);
    }
    const before = this.#loading;
    this.#loading = loading;
    this.requestUpdate('loading', before);
    if (this.isConnected) this.#awaitFirstUse();
  }

  /** The address of `rehearse.wasm`, where the bundler does not know it; set it before the engine is loaded. */
  get engineSrc(): string {
    return this.#engineSrc;
  }

  set engineSrc(address: string) {
    const before = this.#engineSrc;
    this.#engineSrc = String(address ?? '');
    this.requestUpdate('engineSrc', before);
  }

  /**
   * Fires an event after the stimulus that is looked at, as a person does with the composer.
   * @returns what it did; rejects with the engine's EventError where the event is not right, and nothing has changed then
   */
  fire(event: FiredEvent): Promise<Report> {
    return this.#call(() => this.#store.stimuli.apply({ fire: copyOf(event) }));
  }

  /** Moves the clock on by a duration, such as `1d12h`. @returns what fell due */
  advance(duration: string): Promise<Report> {
    return this.#call(() => this.#store.stimuli.apply({ advance: duration }));
  }

  /** Moves the clock on to a time, in ISO 8601 with an offset. @returns what fell due */
  advanceTo(time: string): Promise<Report> {
    return this.#call(() => this.#store.stimuli.apply({ advanceTo: time }));
  }

  /** Back to where the clock starts, without any stimulus. */
  reset(): Promise<void> {
    return this.#call(() => this.#store.stimuli.reset());
  }

  /**
   * Why a workflow did or did not start: at an event of the journal by its `seq`, or, for a question, at the latest event
   * of a type that a contact had, or at one that is only tried.
   */
  explain(seq: number, workflow: string): Promise<Explanation>;
  explain(question: Question): Promise<Explanation>;
  explain(about: number | Question, workflow = ''): Promise<Explanation> {
    return this.#call(async () => {
      const { timeline } = this.#store;
      if (typeof about === 'number') return structuredClone(timeline.explain(about, workflow));
      const { explained } = await import('./store/question.js');
      return structuredClone(explained(timeline, about));
    });
  }

  /**
   * What was done up to the stimulus that is looked at, and what came of it, as a scenario file with the workspace in it:
   * `rehearse test` and `engine.test` run it as it is. Rejects where nothing was done.
   * @param name of the scenario; without it, what was done last in words
   */
  exportScenario(name?: string): Promise<ScenarioFile> {
    return this.#call(async () => {
      this.#store.settle();
      const { running } = this.#store;
      const scenario = await this.#store.scenario(name);
      if (!scenario) throw new Error('There is nothing to export: fire an event or move the clock first.');
      return structuredClone({ rehearse: 1, workspace: running, scenarios: [scenario] });
    });
  }

  /**
   * Starts anew with the workspace of a trace (what `rehearse run --trace` writes, or its text), and does again what the
   * trace tells. Needs `engine`. Throws a TypeError without it, and what `engine.openTrace` throws for a trace that
   * cannot be opened; nothing is changed then.
   */
  openTrace(trace: Trace | string): void {
    this.#load(() => this.#store.openTrace(trace));
  }

  /**
   * Shows the replay, and opens a log of past events in it: CSV or NDJSON. It is read once there is an engine; what is no
   * log is told there. Throws a TypeError for what is no `File`.
   */
  openLog(log: File): void {
    if (!(log instanceof File)) throw new TypeError('`log` must be a File.');
    this.#log = { file: log };
    this.view = 'replay';
    this.requestUpdate();
  }

  /**
   * What became of every part of a workflow at the stimulus that is looked at, in the order of the document: for a
   * canvas of the host's own. Each part has its `node` (`kind`, `id`, and `pointer`, its place in the document), its
   * `status`, the `reason` in words, how many `times` it was come to, and how many contacts are `waiting` there. Asks for
   * what it needs the first time; rejects with a RangeError for a workflow or a contact that there is not.
   */
  path(workflow: string, options: PathOptions = {}): Promise<PathNode[]> {
    return this.#call(async () => {
      const [{ pathIn }] = await Promise.all([import('./store/path.js'), needTexts()]);
      return pathIn(this.#store, workflow, options);
    });
  }

  /** Shows a place in a region, wherever the person is. */
  async #show(place: Place): Promise<void> {
    const name = `rehearse-${place.region}`;
    this.view = place.region === 'workflows' ? 'build' : 'simulate';
    await Promise.all([this.updateComplete, need(name)]);
    const region = this.renderRoot.querySelector<WorkflowsRegion | FlowRegion>(name);
    await region?.updateComplete;
    if (place.region === 'workflows') (region as WorkflowsRegion | null)?.showPlace(place.workflow, place.pointer);
    else (region as FlowRegion | null)?.showCoverage(place.workflow);
  }

  /** Shows why there is no engine, for a host that loads it. */
  showEngineError(error: unknown): void {
    this.#store.engineFailed(error);
  }

  #load(act: () => void): void {
    this.#isLoading = true;
    try {
      act();
    } finally {
      this.#isLoading = false;
    }
    if (!this.isConnected) this.#rest();
  }

  /** Tells the host of another text; one that it does not want goes as it came. */
  #tellChange(): void {
    const { text } = this.#store;
    const previous = this.#text;
    if (text === previous) return;
    this.#text = text;
    if (this.#isLoading) return;
    const loads = this.#store.loads;
    const event = eventOf('rehearse-change', new WorkspaceChange(text, previous), true);
    const isKept = this.dispatchEvent(event) || this.#store.loads !== loads;
    if (!isKept) this.#load(() => this.#store.refuse());
  }

  /** Tells the host of the engine, and of a workspace that it has set and that cannot be run: once the present call is over. */
  #tellState(): void {
    const { engine, engineError, simulation, loads } = this.#store;
    if (engineError !== this.#toldError) {
      this.#toldError = engineError;
      if (engineError) this.#tell(eventOf('rehearse-error', engineError));
    }
    if (engine && loads !== this.#toldLoads) {
      this.#toldLoads = loads;
      const error = this.#store.workspaceError();
      if (error) this.#tell(eventOf('rehearse-error', error));
    }
    if (simulation && !this.#isReady) {
      this.#isReady = true;
      this.#tell(eventOf('rehearse-ready', null));
    }
    if (engine || engineError) for (const wake of this.#waiting.splice(0)) wake();
  }

  #tell(event: CustomEvent): void {
    queueMicrotask(() => this.dispatchEvent(event));
  }

  #awaitFirstUse(): void {
    this.#stopWaiting();
    if (this.engine || this.#isAsked || this.#loading === 'manual') return;
    if (this.#loading === 'eager') this.#ask();
    else this.#stopWaiting = whenVisible(this, () => this.#ask());
  }

  /** Loads the engine; one that the host sets meanwhile stays. */
  #ask(): void {
    if (this.engine || this.#isAsked || this.#loading === 'manual') return;
    this.#isAsked = true;
    sharedEngine(this.#engineSrc)
      .then(
        (engine) => {
          if (!this.engine) this.engine = engine;
        },
        (error: unknown) => {
          if (!this.engine) this.showEngineError(error);
        },
      )
      .finally(() => {
        this.#isAsked = false;
      });
  }

  #retry(): void {
    this.#store.engineError = null;
    this.#ask();
    this.requestUpdate();
    this.#focusFrame();
  }

  /** Keeps the focus where the element is: the button that had it goes. */
  #focusFrame(): void {
    const frame = this.renderRoot.querySelector<HTMLElement>('.frame');
    if (!frame) return;
    frame.tabIndex = -1;
    frame.addEventListener('blur', () => frame.removeAttribute('tabindex'), { once: true });
    frame.focus({ preventScroll: true });
  }

  /** Does something once those called before are done and the engine is there. */
  #call<Result>(act: () => Result | Promise<Result>): Promise<Result> {
    const call = this.#calls.then(async () => {
      await this.#engineIsThere();
      if (!this.isConnected) throw new Error('<rehearse-tester> stands in no document: put it into one first.');
      this.#store.resume();
      return act();
    });
    this.#calls = call.catch(() => {});
    return call;
  }

  async #engineIsThere(): Promise<void> {
    if (this.#store.engineError && !this.engine) this.#store.engineError = null;
    if (!this.engine) {
      this.#ask();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.#store.engineError) throw this.#store.engineError;
  }

  override render(): TemplateResult {
    return layout({
      store: this.#store,
      view: this.#view,
      keepsReplay: this.#keepsReplay,
      log: this.#log,
      select: (view) => {
        this.view = view;
      },
      retry: this.#loading === 'manual' ? null : () => this.#retry(),
      update: () => this.requestUpdate(),
    });
  }

  static override styles = [theme, shared, layoutStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'rehearse-tester': RehearseTester;
  }
}

/** What a host hands in, as its own: as JSON, for what frameworks wrap cannot be cloned. */
function copyOf<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value) ?? 'null') as Value;
}

/** An attribute that takes one of some words; any other stands for the usual one. */
function oneOf<Word extends string>(words: readonly Word[], usual: Word) {
  return { fromAttribute: (value: string | null) => words.find((word) => word === value) ?? usual };
}
