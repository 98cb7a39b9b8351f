import { type PathPlace, type PathStatus, pathOf } from '../document/path.js';
import { join } from '../document/pointer.js';
import { plain } from '../text/parts.js';
import { journalWords } from '../text/runs.js';
import type { Store } from './store.js';
import { entriesOf } from './timeline.js';
import { waitingIn } from './waiting.js';

/** What `path` looks at. */
export interface PathOptions {
  /** The id of the contact whose path it is; without it, that of all contacts. */
  contact?: string;
  /** Whether it is all that happened up to the stimulus that is looked at, and not what that one did alone. */
  whole?: boolean;
}

/** A part of a workflow, and what became of it: plain data, for a canvas of the host's own. */
export interface PathNode {
  node: PathPlace;
  status: PathStatus;
  /** In words, such as `Does not hold: tags contain lead (was none)`. */
  reason: string;
  /** How often it was come to. */
  times: number;
  /** How many contacts stand here at the moment that is looked at. */
  waiting: number;
}

/**
 * What became of every part of a workflow of the document that runs. Throws a RangeError for a workflow or a contact
 * that there is not.
 */
export function pathIn(store: Store, workflow: string, { contact, whole = false }: PathOptions = {}): PathNode[] {
  const index = store.running.workflows.findIndex(({ id }) => id === workflow);
  const found = store.running.workflows[index];
  if (!store.viewed || !found) throw new RangeError(unknown('workflow', workflow, store.running.workflows));
  if (contact !== undefined && !store.contacts.some(({ id }) => id === contact))
    throw new RangeError(unknown('contact', contact, store.contacts));
  const entries = whole ? store.viewed.journal() : entriesOf(store.selectedRun);
  const pointer = join('/workflows', index);
  const nodes = pathOf({ words: journalWords(store), workflow: found, pointer, entries, contact: contact ?? null });
  const standing = waitingIn(store.contacts, workflow);
  return nodes.map(({ node, status, reason, times }) => {
    const here = isStep(node) ? (standing.get(node.id) ?? []) : [];
    const waiting = here.filter((each) => contact === undefined || each.contact === contact).length;
    return { node: { ...node }, status, reason: plain(reason), times, waiting };
  });
}

const isStep = ({ kind }: PathPlace) => kind === 'step' || kind === 'goal';

/** The most ids that an error names. */
const mostNamed = 10;

function unknown(kind: string, id: unknown, all: readonly { id: string }[]): string {
  const ids = all.slice(0, mostNamed).map((each) => `"${each.id}"`);
  const more = all.length > mostNamed ? ' …' : '';
  const hint = ids.length === 0 ? `There are no ${kind}s.` : `There are ${ids.join(', ')}${more}.`;
  return `There is no ${kind} "${id}". ${hint}`;
}
