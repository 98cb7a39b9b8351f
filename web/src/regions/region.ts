import { type CSSResultGroup, LitElement, type PropertyValues } from 'lit';
import type { Store } from '../store/store.js';
import { shared } from '../styles/theme.js';
import { textsChanged } from '../texts/texts.js';

/** A part of the tester: shows the store, and is drawn again whenever the store or the texts change. */
export abstract class Region extends LitElement {
  static override properties = { store: { attribute: false } };
  static override styles: CSSResultGroup = shared;

  declare store: Store;
  #listensTo: Store | null = null;

  readonly #changed = () => {
    if (this.store) this.storeChanged();
    this.requestUpdate();
  };

  /** Called when the store has changed, before the region is drawn. */
  protected storeChanged(): void {}

  /** Called when it was taken away for good, or for a while: what is under way is to be ended. A move is neither. */
  protected removed(): void {}

  override connectedCallback(): void {
    super.connectedCallback();
    textsChanged.addEventListener('change', this.#changed);
    this.#listen(this.store ?? null);
    // What was ended when it was taken away is asked for by drawing.
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    textsChanged.removeEventListener('change', this.#changed);
    this.#listen(null);
    // A move puts it back at once.
    setTimeout(() => {
      if (!this.isConnected) this.removed();
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('store') && this.isConnected) this.#listen(this.store ?? null);
  }

  /** Draws it anew, and puts the focus on what a selector finds then. */
  protected focusOn(selector: string): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  /** In a large workspace each region is drawn in a task of its own, so that the page is never held up for long. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated && this.store?.isLarge) await new Promise((resolve) => setTimeout(resolve));
    super.scheduleUpdate();
  }

  #listen(store: Store | null): void {
    if (this.#listensTo === store) return;
    this.#listensTo?.removeEventListener('change', this.#changed);
    this.#listensTo = store;
    store?.addEventListener('change', this.#changed);
    if (store) this.storeChanged();
  }
}
