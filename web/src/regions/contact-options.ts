import type { ContactState } from '@rehearse/engine';
import type { Suggestion } from '../document/references.js';
import { shortened } from '../text/parts.js';

/** Contacts to choose from: the same list as before as long as nobody comes, goes or is called otherwise. */
export class ContactOptions {
  #contacts: readonly ContactState[] = [];
  #options: readonly Suggestion[] = [];

  of(contacts: readonly ContactState[]): readonly Suggestion[] {
    if (contacts === this.#contacts) return this.#options;
    const before = this.#contacts;
    this.#contacts = contacts;
    const isSame = ({ id, name }: ContactState, index: number) =>
      before[index]?.id === id && before[index]?.name === name;
    if (contacts.length !== before.length || !contacts.every(isSame)) {
      this.#options = contacts.map(({ id, name }) => ({ value: id, label: shortened(name || id) }));
    }
    return this.#options;
  }
}
