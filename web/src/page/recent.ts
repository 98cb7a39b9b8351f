import { html, nothing, render, type TemplateResult } from 'lit';
import { balanced, setApart } from '../text/balanced.js';
import { deleteWork, type KeptHead, type KeptWork, keepWork, listWork, mostKept, readWork } from './kept-work.js';
import { currentLocale } from './language.js';
import type { OpenWork } from './open-work.js';
import { claimed } from './tab.js';
import { pageTexts } from './texts.js';

/** What the list shows. */
interface Listed {
  kept: readonly KeptHead[];
  /** Ids of those that some tab has open. */
  claimed: ReadonlySet<string>;
  /** What was deleted last, for taking that back. */
  deleted: KeptWork | null;
}

/** The dialog with all that the browser keeps: open one, delete one. */
export class RecentDialog {
  readonly #work: OpenWork;
  readonly #dialog = document.createElement('dialog');
  #listed: Listed = { kept: [], claimed: new Set(), deleted: null };

  constructor(work: OpenWork) {
    this.#work = work;
    this.#dialog.className = 'page-dialog';
    this.#dialog.setAttribute('aria-labelledby', 'recent-heading');
  }

  /** Where it stands on the page. */
  get element(): HTMLDialogElement {
    return this.#dialog;
  }

  /** Shows it, with what is kept now. */
  async show(): Promise<void> {
    await this.#work.keeper.flush();
    this.#listed = { ...this.#listed, deleted: null };
    await this.#read();
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  async #read(): Promise<void> {
    try {
      const kept = await listWork();
      this.#listed = { ...this.#listed, kept, claimed: await claimed(kept.map(({ id }) => id)) };
    } catch (error) {
      this.#work.keeper.refused(error);
    }
    this.#draw();
  }

  async #delete({ id }: KeptHead): Promise<void> {
    let deleted: KeptWork | null = null;
    const isGone = await this.#try(async () => {
      deleted = await readWork(id);
      await deleteWork(id);
    });
    if (!isGone) return;
    this.#listed = { ...this.#listed, deleted };
    await this.#read();
    this.#dialog.querySelector<HTMLButtonElement>('#undo-delete')?.focus();
  }

  async #undo(work: KeptWork): Promise<void> {
    if (!(await this.#try(() => keepWork(work)))) return;
    this.#listed = { ...this.#listed, deleted: null };
    await this.#read();
    this.#dialog.querySelector<HTMLButtonElement>('li button')?.focus();
  }

  /** Says whether it could be done; where not, the page tells that the browser keeps nothing, and the list stays. */
  async #try(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      this.#work.keeper.refused(error);
      return false;
    }
  }

  #open(work: KeptHead): void {
    this.#dialog.close();
    void this.#work.openKept(work.id);
  }

  #draw(): void {
    const { kept, deleted } = this.#listed;
    const { refusal } = this.#work.keeper;
    const texts = pageTexts().recent;
    render(
      html`
        <h2 id="recent-heading">${texts.heading}</h2>
        <p class="muted">${texts.explained(mostKept)}</p>
        <p class="deleted" role="status">${
          deleted === null
            ? nothing
            : html`<span>${texts.deleted(setApart(deleted.name || texts.nameless))}</span>
              <button type="button" id="undo-delete" @click=${() => this.#undo(deleted)}>${texts.undo}</button>`
        }</p>
        ${kept.length === 0 ? html`<p>${refusal === null ? texts.none : pageTexts().kept[refusal]}</p>` : html`<ul>${kept.map((work) => this.#row(work))}</ul>`}
        <button type="button" class="close" @click=${() => this.#dialog.close()}>${texts.close}</button>`,
      this.#dialog,
    );
  }

  #row(work: KeptHead): TemplateResult {
    const { nameless, openHere, openElsewhere, open, delete: remove, deleteIt, changed } = pageTexts().recent;
    const name = work.name || nameless;
    const isHere = work.id === this.#work.keeper.id;
    const isElsewhere = !isHere && this.#listed.claimed.has(work.id);
    return html`
      <li>
        <div class="one">
          <button type="button" class="name" aria-label=${open(name)} ?disabled=${isHere} @click=${() => this.#open(work)}><bdi>${balanced(name)}</bdi></button>
          <span class="muted">${changed(momentInWords(work.at))}${
            isHere || isElsewhere ? html` · <strong>${isHere ? openHere : openElsewhere}</strong>` : nothing
          }</span>
        </div>
        ${
          isHere || isElsewhere
            ? nothing
            : html`<button type="button" class="delete" aria-label=${deleteIt(name)} @click=${() => this.#delete(work)}>${remove}</button>`
        }
      </li>`;
  }
}

function momentInWords(at: number): string {
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
