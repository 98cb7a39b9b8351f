import type { Stimulus } from '@rehearse/engine';
import { withValue } from '../document/pointer.js';
import type { SessionStimulus } from './session.js';
import type { Version } from './version.js';

/** A change of a version: of the workspace at a place, or of what stands on the timeline. */
export type Edit =
  | { kind: 'set'; pointer: string; value: unknown }
  | { kind: 'insert'; before: number; stimulus: Stimulus }
  | { kind: 'replace'; index: number; stimulus: Stimulus }
  | { kind: 'skip'; index: number };

/** A version with the edits made. Places on the timeline are those before any of them. */
export function withEdits(version: Version, edits: readonly Edit[]): Version {
  let document: unknown = null;
  /** Each stimulus as the last of its list, after what is inserted before it. */
  const stimuli: SessionStimulus[][] = version.stimuli.map((each) => [each]);
  for (const edit of edits) {
    if (edit.kind === 'set') document = withValue(document ?? JSON.parse(version.text), edit.pointer, edit.value);
    if (edit.kind === 'insert') stimuli[edit.before]?.splice(-1, 0, { stimulus: edit.stimulus, skipped: false });
    const place = edit.kind === 'replace' || edit.kind === 'skip' ? stimuli[edit.index] : undefined;
    const own = place?.pop();
    if (place && own) {
      place.push(edit.kind === 'replace' ? { ...own, stimulus: edit.stimulus } : { ...own, skipped: true });
    }
  }
  const text = document === null ? version.text : `${JSON.stringify(document, null, 2)}\n`;
  return { ...version, text, stimuli: stimuli.flat() };
}
