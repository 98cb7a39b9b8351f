import type { Engine, Scenario, Trace, Workspace } from '@rehearse/engine';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { Store } from './store/store.js';
import { icon } from './styles/icons.js';
import { shared, theme } from './styles/theme.js';
import { texts, textsChanged } from './texts/texts.js';

const views = ['build', 'simulate', 'contacts'] as const;

type View = (typeof views)[number];

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
    if (!Array.isArray(scenarios) || !scenarios.every(isScenario)) {
      throw new TypeError('`scenarios` must be a list of scenarios, each with `name` and `steps`.');
    }
    this.#store.setTests(structuredClone(scenarios));
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
    const store = this.#store;
    const { nothingIsSent, nothingIsSentShort } = texts().regions;
    return html`
      <div class="frame">
        <div class="top">
          <slot name="start"></slot>
          <p class="badge accent nothing">${icon('shield')}<span class="long">${nothingIsSent}</span><span class="short">${nothingIsSentShort}</span></p>
        </div>
        ${store.engineError ? this.#failure(store.engineError) : this.#regions()}
        <p class="visually-hidden" role="status" aria-live="polite">${store.announcement}</p>
      </div>`;
  }

  #failure(error: Error): TemplateResult {
    const { engineStopped, engineMissing, workspaceIsKept } = texts().regions;
    return html`
      <section class="failure card" role="alert">
        <h2>${this.#store.engine ? engineStopped : engineMissing}</h2>
        <p>${error.message}</p>
        <p class="muted">${workspaceIsKept}</p>
      </section>`;
  }

  #regions(): TemplateResult {
    const store = this.#store;
    const words = texts().regions;
    if (!store.engine) return html`<p class="loading muted" role="status">${words.loading}</p>`;
    return html`
      <rehearse-clock class="bar" .store=${store}></rehearse-clock>
      <nav class="views" aria-label=${words.all}>
        ${views.map(
          (name) =>
            html`<button type="button" aria-pressed=${this.#view === name ? 'true' : 'false'} @click=${() => this.#select(name)}>${words[name]}${
              name === 'build' && !store.upToDate
                ? html` <span class="badge bad">!<span class="visually-hidden">${words.hasProblems}</span></span>`
                : nothing
            }</button>`,
        )}
      </nav>
      <div class="columns" data-view=${this.#view}>
        <section class="column build" aria-label=${words.workflows}><rehearse-workflows .store=${store}></rehearse-workflows></section>
        <section class="column simulate" aria-label=${words.simulation}>
          <rehearse-composer class="card" .store=${store}></rehearse-composer>
          <rehearse-timeline class="card" .store=${store}></rehearse-timeline>
          <rehearse-report class="card" .store=${store}></rehearse-report>
        </section>
        <section class="column contacts" aria-label=${words.contacts}><rehearse-contacts .store=${store}></rehearse-contacts></section>
      </div>`;
  }

  static override styles = [
    theme,
    shared,
    css`
      :host {
        display: block;
        container-type: inline-size;
        background: var(--canvas);
      }

      .frame {
        display: flex;
        flex-direction: column;
        block-size: 100%;
        min-block-size: inherit;
      }

      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        padding: var(--space-2) var(--space-4);
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }

      slot {
        display: block;
        flex: 1;
        min-inline-size: 0;
      }

      .nothing .short {
        display: none;
      }

      .nothing {
        padding: 0.1875rem 0.625rem;
      }

      .bar {
        padding: var(--space-2) var(--space-4);
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }

      .views {
        display: none;
      }

      .columns {
        display: grid;
        grid-template-columns: minmax(21rem, 27rem) minmax(24rem, 1fr) minmax(17rem, 21rem);
        flex: 1;
        min-block-size: 0;
      }

      .column {
        min-inline-size: 0;
        padding: var(--space-4);
        overflow: auto;
      }

      .build {
        border-inline-end: 1px solid var(--line);
      }

      .contacts {
        border-inline-start: 1px solid var(--line);
      }

      .simulate {
        display: flex;
        flex-direction: column;
        gap: var(--space-4);
      }

      .failure {
        display: grid;
        gap: var(--space-2);
        max-inline-size: 46rem;
        margin: var(--space-5) auto;
        overflow-wrap: anywhere;
      }

      .loading {
        padding: var(--space-5);
        animation: appear 0.2s 0.3s backwards;
      }

      @keyframes appear {
        from {
          opacity: 0;
        }
      }

      @container (inline-size < 74rem) {
        .columns {
          grid-template-columns: minmax(19rem, 24rem) minmax(0, 1fr);
          grid-template-rows: auto 1fr;
        }

        .column {
          overflow: visible;
        }

        .build {
          grid-row: 1 / 3;
        }

        .contacts {
          border-inline-start: 0;
          padding-block-start: 0;
        }
      }

      @container (inline-size < 46rem) {
        .top,
        .bar,
        .column {
          padding-inline: var(--space-3);
        }

        /* What stands in the slot, and the badge, share their rows. */
        slot {
          display: contents;
        }

        .top {
          gap: var(--space-1);
          padding-block: var(--space-1);
        }

        .nothing .long {
          display: none;
        }

        .nothing .short {
          display: inline;
        }

        .nothing {
          margin-inline-start: auto;
          padding-inline: 0.375rem;
        }

        .bar {
          padding-block: var(--space-1);
        }

        .views {
          display: grid;
          grid-template-columns: repeat(3, 1fr);
          gap: var(--space-1);
          padding: var(--space-1) var(--space-3);
          position: sticky;
          inset-block-start: 0;
          z-index: 1;
          background: var(--canvas);
          border-block-end: 1px solid var(--line);
        }

        .views button {
          border-color: transparent;
          background: none;
          color: var(--muted);
        }

        .views button[aria-pressed='true'] {
          border-color: var(--line);
          background: var(--surface);
          color: var(--text);
          font-weight: 600;
          box-shadow: inset 0 -2px 0 var(--accent);
        }

        @media (forced-colors: active) {
          .views button[aria-pressed='true'] {
            outline: 2px solid Highlight;
          }
        }

        .columns {
          display: block;
        }

        .column {
          border: 0;
          padding-block: var(--space-3);
        }

        .columns[data-view='build'] .column:not(.build),
        .columns[data-view='simulate'] .column:not(.simulate),
        .columns[data-view='contacts'] .column:not(.contacts) {
          display: none;
        }
      }
    `,
  ];
}

function isScenario(value: unknown): value is Scenario {
  const { name, steps } = (value ?? {}) as Partial<Scenario>;
  return typeof name === 'string' && Array.isArray(steps);
}
