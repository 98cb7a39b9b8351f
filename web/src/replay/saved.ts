import type { ReplayComparison, ReplayReport } from '@rehearse/engine';
import type { ScoreTable } from './score-table.js';

/** How many lines become text at once. */
const linesAtOnce = 10_000;

/** The report as `rehearse replay --json` prints it: without what depends on how it was come by. */
export function reportAsJson(finished: ReplayReport | ReplayComparison): Blob {
  const { workers: _workers, why: _why, part: _part, ...report } = finished;
  return new Blob([`${JSON.stringify({ ok: true, ...report }, undefined, 2)}\n`], { type: 'application/json' });
}

/**
 * The scores as `rehearse replay --csv` writes them: a line for each contact. Ids are written as they are, also those
 * that a spreadsheet takes for formulas: a file that is read again must name the same contacts.
 */
export function scoresAsCsv(scores: ScoreTable): Blob {
  const names = scores.columns === 2 ? ['contact', 'before', 'after'] : ['contact', 'before', 'a', 'b'];
  const pieces: Blob[] = [new Blob([`${names.join(',')}\n`])];
  for (let first = 0; first < scores.ids.length; first += linesAtOnce) {
    let text = '';
    for (let place = first; place < Math.min(scores.ids.length, first + linesAtOnce); place += 1) {
      const row = scores.row(place);
      text += `${[cell(row.id), ...row.scores.map((score) => score ?? '')].join(',')}\n`;
    }
    pieces.push(new Blob([text]));
  }
  return new Blob(pieces, { type: 'text/csv' });
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
