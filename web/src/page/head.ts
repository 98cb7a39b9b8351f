import { html, nothing, render, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { samples } from '../samples.js';
import { chooseLanguage, currentLanguage, languages } from './language.js';
import type { LinkButton } from './link-button.js';
import type { OpenWork, Told } from './open-work.js';
import type { RecentDialog } from './recent.js';
import { pageTexts } from './texts.js';

/** The page's head: what is open, what else can be, and what is to be known of it. */
export class Head {
  readonly #work: OpenWork;
  readonly #recent: RecentDialog;
  readonly #link: LinkButton;
  readonly #element: HTMLElement;

  /** @param element where it is drawn */
  constructor(element: HTMLElement, work: OpenWork, recent: RecentDialog, link: LinkButton) {
    this.#element = element;
    this.#work = work;
    this.#recent = recent;
    this.#link = link;
    work.addEventListener('change', () => this.draw());
  }

  draw(): void {
    const work = this.#work;
    const { sample } = work;
    const texts = pageTexts().head;
    render(
      html`
        <h1>Rehearse</h1>
        <div class="workspace">
          <label for="sample">${texts.workspace}</label>
          <select id="sample" @change=${(event: Event) => work.openSample((event.target as HTMLSelectElement).value)}>
            ${sample === '' ? html`<option value="" .selected=${live(true)}>${texts.yourOwn}</option>` : ''}
            ${samples.map((each) => html`<option value=${each.id} .selected=${live(each.id === sample)}>${each.name}</option>`)}
          </select>
        </div>
        <button type="button" id="more" popovertarget="files">${texts.more}</button>
        <div class="files" id="files" popover @click=${shutFirst}>
          <button type="button" @click=${() => work.startEmpty()}>${texts.startEmpty}</button>
          <button type="button" @click=${() => this.#element.querySelector<HTMLInputElement>('#file')?.click()}>${texts.openFile}</button>
          <input id="file" type="file" accept=".json,application/json,.csv,.tsv,.ndjson,.jsonl,text/csv" aria-label=${texts.fileToOpen} hidden
            @change=${(event: Event) => this.#choose(event.target as HTMLInputElement)}>
          <button type="button" @click=${() => work.save()}>${texts.saveFile}</button>
          <button type="button" @click=${() => this.#link.copy()}>${texts.copyLink}</button>
          <button type="button" @click=${() => this.#recent.show()}>${texts.recent}</button>
        </div>
        ${languagePicker()}
        ${this.#notes()}`,
      this.#element,
    );
  }

  #choose(input: HTMLInputElement): void {
    const files = [...(input.files ?? [])];
    input.value = '';
    void this.#work.openFiles(files);
  }

  /** What is told stands in places that are always there, so that screen readers hear it when it comes. */
  #notes(): TemplateResult {
    const { problem, note, told, held } = this.#work;
    const { refusal } = this.#work.keeper;
    const hide = () => this.#work.tell(null);
    return html`
      <div class="notes">
        <div ?hidden=${problem === null}><p class="problem" role="alert">${problem?.text()}</p>${action(problem)}</div>
        <p class=${`note ${note === null ? 'none' : ''}`} role="status">${note?.text()}</p>
        <p class=${`storage ${refusal === null ? 'none' : ''}`} role="status">${refusal === null ? nothing : pageTexts().kept[refusal]}</p>
        <div class=${`held ${held === null ? 'none' : ''}`}><p role="status">${held?.text()}</p>${action(held)}</div>
        <div class=${`told ${told === null ? 'none' : ''}`}><p role="status">${told?.text()}</p>${action(told)}
          ${told === null ? nothing : html`<button type="button" class="hide" aria-label=${pageTexts().head.hideNote} @click=${hide}>×</button>`}</div>
      </div>`;
  }
}

/** On a phone the buttons are a menu: it is shut before one of them acts, so that the focus comes back to what opened it. */
const shutFirst = {
  capture: true,
  handleEvent: ({ currentTarget }: Event) => {
    const menu = currentTarget as HTMLElement;
    if (menu.matches(':popover-open')) menu.hidePopover();
  },
};

function languagePicker(): TemplateResult {
  const change = (event: Event) => void chooseLanguage((event.target as HTMLSelectElement).value);
  return html`
    <select id="language" aria-label=${pageTexts().head.language} @change=${change}>
      ${languages.map(({ id, name }) => html`<option value=${id} lang=${id} .selected=${live(id === currentLanguage())}>${name}</option>`)}
    </select>`;
}

function action(told: Told | null): TemplateResult | typeof nothing {
  return told?.action ? html`<button type="button" @click=${told.action.act}>${told.action.label()}</button>` : nothing;
}
