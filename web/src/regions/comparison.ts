import { css, html, nothing, type TemplateResult } from 'lit';
import { outcomeOfRun, playedAside } from '../store/aside.js';
import { type Difference, difference } from '../store/difference.js';
import { Latest } from '../store/latest.js';
import { messageOf, type Outcome, type Version } from '../store/version.js';
import { capital, rendered, worded } from '../text/parts.js';
import { journalWords, stimulusInWords } from '../text/runs.js';
import { texts } from '../texts/texts.js';
import { againHint, againStyles } from './again.js';
import { differenceInWords, differenceStyles, differenceTable } from './comparison-view.js';
import { Region } from './region.js';

/**
 * How long the store has to be still before it is compared, in milliseconds: longer than a click takes, so that nothing
 * moves away from under the pointer that ends an input.
 */
const pause = 150;

/**
 * What is different from how it was: against a version that was kept, of which one is chosen in the end; or against the
 * workspace before the changes since the last stimulus.
 */
export class ComparisonRegion extends Region {
  /** The version that `#outcome` is of. */
  #version: Version | null = null;
  #outcome: Outcome | null = null;
  #difference: Difference | null = null;
  #error = '';
  #timer = 0;
  /** The version before that is being played, or was last. */
  #played: Version | null = null;
  readonly #playing = new Latest(() => this.requestUpdate());
  /** The difference that was read out last. */
  #told: Difference | null = null;
  /** What the element had said when it was compared last; null before the first time. */
  #heard: string | null = null;

  protected override removed(): void {
    clearTimeout(this.#timer);
    this.#playing.cancel();
  }

  protected override storeChanged(): void {
    // What ends elsewhere only is held against the same run.
    if (this.#playing.isRunning && !isSameVersion(this.#played, this.#before)) this.#playing.cancel();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#compare(), pause);
  }

  /** The version that the present one is held against, or null. */
  get #before(): Version | null {
    const { store } = this;
    if (store.kept) return store.kept;
    return store.textBefore === null ? null : { ...store.version, text: store.textBefore };
  }

  #compare(): void {
    const { store } = this;
    const before = this.#before;
    if (!before || !store.engine || !store.simulation || this.#playing.isRunning) return;
    this.#played = before;
    void this.#playing.run(
      async (signal) => {
        const known = isSameVersion(this.#version, before) ? this.#outcome : null;
        return known ?? outcomeOfRun(await playedAside(store.tasks, before, { signal }));
      },
      (outcome) => this.#hold(before, outcome),
      (error) => this.#fail(messageOf(error)),
    );
    this.requestUpdate();
  }

  /** Holds what there is now against how the version before ends. */
  #hold(before: Version, outcome: Outcome): void {
    const now = this.store.timeline.outcome;
    if (!now) return;
    this.#error = '';
    this.#version = before;
    this.#outcome = outcome;
    this.#difference = difference(outcome, now);
    this.#tell(this.#difference);
    this.requestUpdate();
  }

  #fail(error: string): void {
    this.#outcome = null;
    this.#difference = null;
    this.#error = error;
    this.requestUpdate();
  }

  /** Reads out what became different, unless something else was said since. */
  #tell(found: Difference): void {
    const { store } = this;
    const text = differenceInWords(found);
    // Held against what the last one is in the language of now: another language is no news.
    const isNew = text !== (this.#told ? differenceInWords(this.#told) : '');
    const isSilent = this.#heard === null || store.announcement === this.#heard;
    this.#told = found;
    if (isNew && isSilent && text !== '') store.say(text);
    this.#heard = store.announcement;
  }

  /** Ends the comparison; what has the focus goes with it, so the stimulus that is looked at gets it. */
  #end(act: () => void): void {
    const root = this.getRootNode() as ShadowRoot;
    act();
    // Once the timeline is drawn anew.
    setTimeout(() => {
      const timeline = root.querySelector('rehearse-timeline');
      timeline?.shadowRoot?.querySelector<HTMLElement>('li.selected .run')?.focus();
    });
  }

  override render(): TemplateResult | typeof nothing {
    const { store } = this;
    const found = this.#difference;
    const isShown = store.kept !== null || this.#error !== '' || (found !== null && !found.isNone);
    this.hidden = !isShown;
    if (!isShown || !store.vocabulary) return nothing;
    return store.kept ? this.#versions(store.kept, found) : this.#changes(found);
  }

  /** What the changes of the workspace since the last stimulus come to. */
  #changes(found: Difference | null): TemplateResult | typeof nothing {
    const said = texts().comparison;
    return html`
      <div class="row"><h2>${said.changesHeading}</h2><span class="grow"></span>
        <button type="button" class="small quiet" title=${said.doneHint} @click=${() => this.#end(() => this.store.forgetChanges())}>${said.done}</button></div>
      ${this.#problem()}
      ${found === null ? nothing : this.#ends(html`${differenceTable(journalWords(this.store), found, { a: said.before, b: said.after })}`)}`;
  }

  #problem(): TemplateResult | typeof nothing {
    if (!this.#error) return nothing;
    return html`<p class="problem" role="alert"><span class="error">${texts().comparison.cannotRun} ${worded(this.#error)}</span></p>`;
  }

  /** A and B side by side: what is done in each, and how each ends. */
  #versions(kept: Version, found: Difference | null): TemplateResult {
    const { store } = this;
    const said = texts().comparison;
    const end = () => this.#end(() => store.compareWith(null, said.keptB));
    const back = () => this.#end(() => store.take(kept, kept.stimuli.length - 1, said.keptA));
    const isSameYet = isSameVersion(kept, store.version);
    return html`
      <div class="row"><h2>${said.heading}</h2><span class="grow"></span>
        <div class="choice"><button type="button" class="small" id="keep-a" @click=${back}>${said.keepA}</button>
          <button type="button" class="small" id="keep-b" @click=${end}>${said.keepB}</button></div></div>
      ${this.#problem()}
      ${isSameYet ? html`<p class="hint">${said.sameSoFar}</p>` : this.#stimuli(kept)}
      ${
        found === null || isSameYet
          ? nothing
          : this.#ends(
              found.isNone
                ? html`<p class="hint">${said.sameEnd}</p>`
                : html`<section class="stack"><h3>${said.end}</h3>${differenceTable(journalWords(store), found, { a: said.asKept, b: said.asChanged })}</section>`,
            )
      }`;
  }

  /** How both end; what is being held against each other anew says so. */
  #ends(shown: TemplateResult): TemplateResult {
    const { isRunning } = this.#playing;
    return html`<div><div class="last" aria-busy=${isRunning ? 'true' : 'false'}>${shown}</div>${againHint(this.#playing)}</div>`;
  }

  /** The stimuli of both from the first on that is not the same. */
  #stimuli(kept: Version): TemplateResult {
    const said = texts().comparison;
    const { stimuli, text } = this.store.version;
    const first = firstUnlike(kept.stimuli, stimuli);
    const isWhole = first >= Math.max(kept.stimuli.length, stimuli.length);
    return html`
      ${text === kept.text ? nothing : html`<p class="hint">${said.workspaceDiffers}</p>`}
      ${
        isWhole
          ? nothing
          : html`<section class="stack">
              <h3>${said.stimuli}</h3>
              ${first > 0 ? html`<p class="hint">${said.stimuliShared(first)}</p>` : nothing}
              <div class="sides">${this.#side(said.asKept, kept.stimuli, first)}${this.#side(said.asChanged, stimuli, first)}</div>
            </section>`
      }`;
  }

  #side(label: string, stimuli: Version['stimuli'], first: number): TemplateResult {
    const { skipped, nothingDone, more } = texts().comparison;
    const shown = stimuli.slice(first, first + mostStimuli);
    const rest = stimuli.length - first - shown.length;
    return html`
      <div class="side"><h4>${label}</h4>
        ${
          shown.length === 0
            ? html`<p class="muted">${nothingDone}</p>`
            : html`<ol start=${first + 1}>${shown.map(
                (each) =>
                  html`<li class=${each.skipped ? 'skipped' : ''}><span class="words">${rendered(capital(stimulusInWords(this.store, each.stimulus)))}</span>${
                    each.skipped ? html` <span class="badge">${skipped}</span>` : nothing
                  }</li>`,
              )}</ol>`
        }
        ${rest > 0 ? html`<p class="muted">${more(rest)}</p>` : nothing}
      </div>`;
  }

  static override styles = [
    Region.styles,
    differenceStyles,
    againStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        container-type: inline-size;
      }

      /* Its word ends where the table does. */
      .quiet:last-child {
        margin-inline-end: -0.6875rem;
      }

      .choice {
        display: flex;
        gap: var(--space-2);
      }

      .sides {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--space-3);
        font-size: var(--text-small);
      }

      .side {
        display: grid;
        gap: var(--space-1);
        align-content: start;
        padding: var(--space-2);
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
      }

      .side ol {
        padding-inline-start: var(--space-5);
      }

      .side + .side {
        border-color: var(--accent);
      }

      .skipped .words {
        text-decoration: line-through;
        color: var(--muted);
      }
    `,
  ];
}

/** The most stimuli of each side that are shown. */
const mostStimuli = 12;

function isSameVersion(one: Version | null, other: Version | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.text !== other.text || one.runsDrafts !== other.runsDrafts) return false;
  if (JSON.stringify(one.start ?? null) !== JSON.stringify(other.start ?? null)) return false;
  return firstUnlike(one.stimuli, other.stimuli) >= Math.max(one.stimuli.length, other.stimuli.length);
}

/** Index of the first stimulus that is not the same in both. */
function firstUnlike(one: Version['stimuli'], other: Version['stimuli']): number {
  const shorter = Math.min(one.length, other.length);
  for (let index = 0; index < shorter; index += 1) {
    const [a, b] = [one[index], other[index]];
    // Most are the very same object: they are handed on from one timeline to the next.
    if (a?.skipped !== b?.skipped) return index;
    if (a?.stimulus !== b?.stimulus && JSON.stringify(a?.stimulus) !== JSON.stringify(b?.stimulus)) return index;
  }
  return shorter;
}
