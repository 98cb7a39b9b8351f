import { html, render } from 'lit';
import { sizeInWords } from '../text/size.js';
import type { OpenWork } from './open-work.js';
import { pageTexts } from './texts.js';

/** Copies a link to what is open, and says what is in it; where the browser forbids that, shows it to be copied by hand. */
export class LinkButton {
  readonly #work: OpenWork;
  readonly #dialog = document.createElement('dialog');

  constructor(work: OpenWork) {
    this.#work = work;
    this.#dialog.className = 'page-dialog';
    this.#dialog.setAttribute('aria-labelledby', 'link-heading');
  }

  /** Where the dialog stands on the page. */
  get element(): HTMLDialogElement {
    return this.#dialog;
  }

  async copy(): Promise<void> {
    const link = await this.#work.link();
    if (link === null) return;
    try {
      await navigator.clipboard.writeText(link);
      this.#work.tell({ text: () => pageTexts().link.copied(sizeInWords(link.length)) });
    } catch {
      this.#show(link);
    }
  }

  #show(link: string): void {
    const { heading, copyByHand } = pageTexts().link;
    render(
      html`
        <h2 id="link-heading">${heading}</h2>
        <label for="link">${copyByHand}</label>
        <textarea id="link" readonly rows="4" .value=${link}></textarea>
        <button type="button" class="close" @click=${() => this.#dialog.close()}>${pageTexts().recent.close}</button>`,
      this.#dialog,
    );
    this.#dialog.showModal();
    this.#dialog.querySelector('textarea')?.select();
  }
}
