/** The engagement score: its range, its changes, and what they cause. */
import { write } from './journal.js';
import { queueEvent } from './queue.js';

const most = 1_000_000_000;

/** The score after points, an empty one counting as 0, and whether it was held at the end of its range. */
export function scoreAfter(score, points) {
  const sum = (score ?? 0) + points;
  const held = Math.min(most, Math.max(-most, sum));
  return { score: held, clamped: held !== sum };
}

/**
 * Writes that a score became another one, and queues the event if it did.
 * @param {{ score: number | null, clamped: boolean, source: string, rule?: string }} facets
 */
export function changeScore(simulation, contact, cause, place, { score, clamped, source, rule = null }) {
  const entry = writeScoreChanged(simulation, contact, cause, place, { score, clamped, source, rule });
  queueScoreChanged(simulation, contact, entry);
  return simulation.journal[entry - 1].delta;
}

export function writeScoreChanged(simulation, contact, cause, place, { score, clamped, source, rule = null }) {
  const previous = contact.engagementScore;
  const delta = (score ?? 0) - (previous ?? 0);
  const seq = write(simulation, 'scoreChanged', cause, place, { previous, score, delta, clamped, source, rule });
  contact.engagementScore = score;
  contact.lastScoreChange = seq;
  return seq;
}

export function queueScoreChanged(simulation, contact, seq) {
  const { previous, score } = simulation.journal[seq - 1];
  if (previous !== score) {
    const attributes = [
      ['previousScore', previous],
      ['score', score],
    ];
    queueEvent(simulation, contact, 'score.changed', attributes, seq);
  }
}
