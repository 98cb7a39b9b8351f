import type { ContactState, Entry, MessageEntry, Simulation, Stats } from '@rehearse/engine';

/** More contacts than this that a stimulus has touched are read with all others: one by one would take longer. */
const mostReadAlone = 100;

/** What the regions show of a world: read once, and after a stimulus only what it has touched. */
export class Seen {
  #contacts: ContactState[] | null = null;
  /** Places in `#contacts` by id. */
  #places: Map<string, number> | null = null;
  #stats: Stats | null = null;
  #journal: Entry[] | null = null;
  #outbox: MessageEntry[] | null = null;

  /** All contacts, in order of arrival. */
  contacts(world: Simulation | null): readonly ContactState[] {
    this.#contacts ??= world?.contacts() ?? [];
    return this.#contacts;
  }

  contact(world: Simulation | null, id: string): ContactState | undefined {
    const contacts = this.contacts(world);
    this.#places ??= new Map(contacts.map((contact, index) => [contact.id, index]));
    return contacts[this.#places.get(id) ?? -1];
  }

  /** The counts, read once. */
  stats(world: Simulation | null): Stats | null {
    this.#stats ??= world?.stats() ?? null;
    return this.#stats;
  }

  /** All entries, read once. */
  journal(world: Simulation | null): readonly Entry[] {
    this.#journal ??= world?.journal() ?? [];
    return this.#journal;
  }

  /** All messages, read once. */
  outbox(world: Simulation | null): readonly MessageEntry[] {
    this.#outbox ??= world?.outbox() ?? [];
    return this.#outbox;
  }

  /** It is another world. */
  forget(): void {
    this.#outbox = null;
    this.#journal = null;
    this.#contacts = null;
    this.#places = null;
    this.#stats = null;
  }

  /** The world has gone on: it wrote these entries, each of which names the contact that it changed. */
  follow(world: Simulation, entries: readonly Entry[]): void {
    const contacts = this.#contacts;
    const touched = new Set(entries.map(({ contact }) => contact).filter((id) => id !== null));
    this.#stats = null;
    if (this.#journal) this.#journal = [...this.#journal, ...entries];
    const messages = entries.filter((entry) => entry.kind === 'message');
    if (this.#outbox && messages.length > 0) this.#outbox = [...this.#outbox, ...messages];
    if (!contacts || touched.size > mostReadAlone) {
      this.#contacts = null;
      this.#places = null;
      return;
    }
    const places = this.#places ?? new Map(contacts.map(({ id }, index) => [id, index]));
    this.#places = places;
    this.#contacts = [...contacts];
    for (const id of touched) {
      const state = world.contact(id);
      // What was seen says nothing of a contact that is not there.
      if (!state) continue;
      const place = places.get(id) ?? this.#contacts.length;
      places.set(id, place);
      this.#contacts[place] = state;
    }
  }
}
