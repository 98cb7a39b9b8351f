import type { Engine, Scenario, Trace, Workspace } from '@rehearse/engine';
import { LitElement, type TemplateResult } from 'lit';
import { layout, layoutStyles, type View } from './layout.js';
import { isScenarios, isSession, type Session } from './store/session.js';
import { Store } from './store/store.js';
import { shared, theme } from './styles/theme.js';
import { textsChanged } from './texts/texts.js';

/**
 * `<rehearse-tester>`: define workflows, fire simulated events, move a virtual clock, and see what happened and why.
 *
 * Set `engine` (from `loadEngine()`), and `workspace` to a document or its text. What is handed in is never written to.
 * Dispatches `rehearse-change` when a person has changed the workspace. The slot `start` stands above the clock.
 */
export class RehearseTester extends LitElement {
  readonly #store = new Store();
  #view: View = 'simulate';
  #text = '';
  /** While the host sets a workspace: that is no change that it has to hear of. */
  #isLoading = false;

  readonly #changed = () => {
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('rehearse-session', { bubbles: true, composed: true }));
    if (this.#store.text === this.#text) return;
    this.#text = this.#store.text;
    if (this.#isLoading) return;
    this.dispatchEvent(new CustomEvent('rehearse-change', { bubbles: true, composed: true }));
  };

  constructor() {
    super();
    this.#store.addEventListener('change', this.#changed);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    textsChanged.addEventListener('change', this.#changed);
    this.#store.resume();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    textsChanged.removeEventListener('change', this.#changed);
    // A move takes it out and puts it back at once: only what stays out gives its memory back.
    setTimeout(() => {
      if (!this.isConnected) this.#store.suspend();
    });
  }

  /** The engine that runs the workspace. Setting what is no engine throws a TypeError and changes nothing; null is passed over. */
  get engine(): Engine | null {
    return this.#store.engine;
  }

  set engine(engine: Engine | null) {
    if (engine !== null && engine !== undefined) this.#store.useEngine(engine);
  }

  /**
   * The workspace: its document, or the document's text. Setting it starts anew; what is neither throws a TypeError
   * and changes nothing. Reading gives a copy of the last good one.
   */
  get workspace(): Workspace {
    return structuredClone(this.#store.running);
  }

  set workspace(workspace: Workspace | string) {
    this.#load(() => this.#store.load(workspace));
  }

  /**
   * Starts anew with the workspace of a trace (what `rehearse run --trace` writes, or its text), and does again what the
   * trace tells. Needs `engine`. Throws a TypeError without it, and what `engine.openTrace` throws for a trace that
   * cannot be opened; nothing is changed then.
   */
  openTrace(trace: Trace | string): void {
    this.#load(() => this.#store.openTrace(trace));
  }

  #load(act: () => void): void {
    this.#isLoading = true;
    try {
      act();
    } finally {
      this.#isLoading = false;
    }
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
    this.#store.setTests(structuredClone(scenarios));
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
    this.#load(() => this.#store.openSession(structuredClone(session)));
  }

  /** Shows why there is no engine. */
  showEngineError(error: unknown): void {
    this.#store.engineFailed(error);
  }

  #select(view: View): void {
    this.#view = view;
    this.requestUpdate();
  }

  override render(): TemplateResult {
    return layout({ store: this.#store, view: this.#view, select: (view) => this.#select(view) });
  }

  static override styles = [theme, shared, layoutStyles];
}
