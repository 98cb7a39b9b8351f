import { css, html, nothing, type TemplateResult } from 'lit';
import { engineFailure } from './element/engine-failure.js';
import { need, needed, needSoon } from './parts.js';
import type { Store } from './store/store.js';
import { icon } from './styles/icons.js';
import { texts } from './texts/texts.js';

/** What is shown where there is no room for all of it at once. */
export const views = ['build', 'simulate', 'contacts', 'replay'] as const;

/** One of the element's views. */
export type View = (typeof views)[number];

/** What the layout shows. */
export interface Shown {
  readonly store: Store;
  readonly view: View;
  /** Whether the replay was shown: it stays, with what came of it. */
  readonly keepsReplay: boolean;
  /** The log that is to be opened in it, once; or null. */
  readonly log: { file: File | null } | null;
  /** Shows another view. */
  select(view: View): void;
  /** Tries to load the engine once more; null where the host does. */
  readonly retry: (() => void) | null;
  /** Draws it again. */
  update(): void;
}

/** The whole of the element: what stands at the top, the regions in their columns, and what screen readers are told. */
export function layout(shown: Shown): TemplateResult {
  const { store } = shown;
  const { nothingIsSent, nothingIsSentShort } = texts().regions;
  return html`
    <div class="frame" lang=${texts().language}>
      <div class="top" part="top">
        <slot name="start"></slot>
        ${store.engine && !store.engineError ? modes(shown) : nothing}
        <p class="badge accent nothing">${icon('shield')}<span class="long">${nothingIsSent}</span><span class="short">${nothingIsSentShort}</span></p>
      </div>
      ${store.engineError ? engineFailure(store, store.engineError, shown.retry, shown.update) : regions(shown)}
      <p class="visually-hidden" role="status" aria-live="polite">${store.announcement}</p>
    </div>`;
}

/** Whether events are fired by hand, or come from a log. */
function modes({ view, select }: Shown): TemplateResult {
  const words = texts().regions;
  const isReplay = view === 'replay';
  return html`
    <nav class="modes" part="modes" aria-label=${words.modes}>
      <button type="button" aria-pressed=${isReplay ? 'false' : 'true'} @click=${() => isReplay && select('simulate')}>${words.rehearse}</button>
      <button type="button" aria-pressed=${isReplay ? 'true' : 'false'} @click=${() => select('replay')}>${words.replay}</button>
    </nav>`;
}

function regions(shown: Shown): TemplateResult {
  const { store, view, select } = shown;
  const words = texts().regions;
  if (!store.engine) return html`<p class="loading muted" role="status">${words.loading}</p>`;
  return html`
    <rehearse-clock class="bar" part="clock" ?hidden=${view === 'replay'} .store=${store}></rehearse-clock>
    <nav class="views" part="views" aria-label=${words.all}>
      ${views.map(
        (name) =>
          html`<button type="button" aria-pressed=${view === name ? 'true' : 'false'} @click=${() => select(name)}>${words[name]}${
            name === 'build' && !store.upToDate
              ? html` <span class="badge bad">!<span class="visually-hidden">${words.hasProblems}</span></span>`
              : nothing
          }</button>`,
      )}
    </nav>
    ${replay(shown)}
    <div class="columns" data-view=${view} ?hidden=${view === 'replay'}>
      <section class="column build" part="column build" aria-label=${words.workflows}><rehearse-workflows .store=${store}></rehearse-workflows></section>
      <section class="column simulate" part="column simulate" aria-label=${words.simulation}>
        <rehearse-composer class="card" part="card composer" .store=${store}></rehearse-composer>
        <rehearse-timeline class="card" part="card timeline" .store=${store}>${until('rehearse-timeline', shown, words.timeline, words.timelineEmpty)}</rehearse-timeline>
        ${comparison(store)}
        <rehearse-flow class="card" part="card flow" .store=${store}>${needed('rehearse-flow', shown.update, needSoon)}</rehearse-flow>
        <rehearse-report class="card" part="card report" .store=${store}>${until('rehearse-report', shown, words.report, words.reportEmpty)}</rehearse-report>
      </section>
      <section class="column contacts" part="column contacts" aria-label=${words.contacts}><rehearse-contacts .store=${store}></rehearse-contacts></section>
    </div>`;
}

function replay({ store, view, keepsReplay, log, select, update }: Shown): TemplateResult | typeof nothing {
  if (!keepsReplay) return nothing;
  return html`
    <section class="replay" part="replay" aria-label=${texts().regions.replay} ?hidden=${view !== 'replay'}>
      <rehearse-replay .store=${store} .log=${log} .isShown=${view === 'replay'} .show=${() => select('simulate')}>${view === 'replay' ? needed('rehearse-replay', update) : nothing}</rehearse-replay>
    </section>`;
}

/**
 * What stands in the place of a part that has nothing to show until something was done, and that comes then, or when
 * there is nothing else to do.
 */
function until(
  name: string,
  { store, update }: Shown,
  heading: string,
  empty: string,
): TemplateResult | typeof nothing {
  if (customElements.get(name)) return nothing;
  const missing = needed(name, update, store.runs.length > 0 ? need : needSoon);
  return html`<h2>${heading}</h2>${missing === nothing ? html`<p class="hint">${empty}</p>` : missing}`;
}

/** What is different from how it was, while there is something to hold it against; it shows itself when it knows. */
function comparison(store: Store): TemplateResult | typeof nothing {
  if (store.kept === null && (store.textBefore === null || store.runs.length === 0)) return nothing;
  void need('rehearse-comparison');
  return html`<rehearse-comparison class="card" part="card comparison" hidden .store=${store}></rehearse-comparison>`;
}

/** Where the regions stand, by the room that the element has. */
export const layoutStyles = css`
  :host {
    display: block;
    background: var(--canvas);
  }

  /* What a page says of all its elements ends here: all but the direction and the colour scheme is our own. */
  .frame {
    all: initial;
    color-scheme: inherit;
    container-type: inline-size;
    background: var(--canvas);
    color: var(--text);
    font-family: var(--font);
    font-size: 0.875rem;
    line-height: 1.45;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: inherit;
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
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
    margin-block-start: 0.3125rem;
    padding: 0.1875rem 0.625rem;
  }

  .modes {
    display: flex;
    gap: 2px;
    padding: 2px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--sunken);
  }

  .modes button {
    min-block-size: 1.75rem;
    border-color: transparent;
    background: none;
    color: var(--muted);
  }

  .modes button[aria-pressed='true'] {
    border-color: var(--line-strong);
    background: var(--surface);
    color: var(--text);
    font-weight: 600;
  }

  @media (forced-colors: active) {
    .modes button[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }

  .replay {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
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

  /* What only screen readers see scrolls along with what is around it: else it would stand out of the page. */
  .column,
  section.replay {
    position: relative;
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

  .simulate > .card > .hint {
    margin-block-start: var(--space-2);
  }

  .failure {
    display: grid;
    gap: var(--space-2);
    inline-size: min(46rem, 100% - 2 * var(--space-3));
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

  @container (inline-size < 96rem) {
    .nothing .long {
      display: none;
    }

    .nothing .short {
      display: inline;
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
      align-items: center;
      gap: var(--space-1);
      padding-block: var(--space-1);
    }

    /* The views say it. */
    .modes {
      display: none;
    }

    .replay {
      overflow: visible;
    }

    .nothing {
      margin-block-start: 0;
      margin-inline-start: auto;
      padding-inline: 0.375rem;
    }

    .bar {
      padding-block: var(--space-1);
    }

    .views {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-1);
      padding: var(--space-1) var(--space-3);
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
      background: var(--canvas);
      border-block-end: 1px solid var(--line);
    }

    .views button {
      flex: 1 0 5rem;
      min-inline-size: max-content;
      padding-inline: var(--space-2);
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
`;
