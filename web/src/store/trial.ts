import type { Explanation } from '@rehearse/engine';
import { outcomeOfRun, type Player, playedAside } from './aside.js';
import { type Difference, difference } from './difference.js';
import { type Edit, withEdits } from './edits.js';
import type { Remedy } from './remedy.js';
import type { Outcome, Version } from './version.js';
import type { EventPlace, WhyQuestion } from './why-question.js';

/** What something can be tried out in. */
export interface Sandbox {
  player: Player;
  version: Version;
  /** Ends what is under way. */
  signal?: AbortSignal | undefined;
}

/** What came of a remedy. */
export interface Trial {
  remedy: Remedy;
  version: Version;
  /** Where the event stands with the remedy. */
  event: EventPlace;
  /** Whether the workflow started at the event. */
  started: boolean;
  /** Of that event; `null` where it does not come any more. */
  explanation: Explanation | null;
  after: Outcome;
  difference: Difference;
}

/** Plays a version with a remedy, and says whether that lets the workflow start and what else becomes different. */
export async function tryOut(
  { player, version: present, signal }: Sandbox,
  before: Outcome,
  { contact, workflow, event: place }: WhyQuestion,
  tried: Remedy,
): Promise<Trial> {
  const version = withEdits(present, tried.edits);
  const event = placeWith(place, tried.edits);
  const run = await playedAside(player, version, { signal, asked: { contact, workflow, event } });
  const { explanation } = run;
  const after = outcomeOfRun(run);
  return {
    remedy: tried,
    version,
    event,
    started: explanation?.started ?? false,
    explanation,
    after,
    difference: difference(before, after),
  };
}

/** Where the event that is asked about stands once the edits are made. */
function placeWith(event: WhyQuestion['event'], edits: readonly Edit[]): EventPlace {
  const place = event ?? { run: 0, type: '', number: 0 };
  const inserted = edits.filter((edit) => edit.kind === 'insert' && edit.before <= place.run).length;
  return { ...place, run: place.run + inserted };
}

/**
 * Why the workflow does or does not start with the edits made, played up to the event; null where the event does not come
 * any more, or the workspace cannot be run with them.
 *
 * @param changed the workspace's text, of that with the edits: to put something beside what is asked about
 */
export async function explainedWith(
  { player, version, signal }: Sandbox,
  { contact, workflow, event: place }: WhyQuestion,
  edits: readonly Edit[],
  changed: (text: string) => string = (text) => text,
): Promise<Explanation | null> {
  const edited = withEdits(version, edits);
  const event = placeWith(place, edits);
  const upToEvent = { ...edited, text: changed(edited.text), stimuli: edited.stimuli.slice(0, event.run + 1) };
  try {
    const { explanation } = await playedAside(player, upToEvent, { signal, asked: { contact, workflow, event } });
    return explanation;
  } catch (error) {
    signal?.throwIfAborted();
    if ((error as { code?: string }).code === 'workspace.invalid') return null;
    throw error;
  }
}
