// Rehearse in WebAssembly, replaying columns with counts: the copying into the module's memory and the report with its
// checksum are measured, too.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyScore } from '../workload/checksum.js';
import { noText, readColumns, readTexts } from '../workload/files.js';
import { ColumnReplay } from './column-replay.js';
import { loadModule } from './module.js';

/** When the contacts are there: before the first event. */
const start = '2026-01-05T00:00:00Z';

/** A dictionary with start scores after what is in it, as numbers, and the column that refers to them. */
function withScores({ ends, bytes }, scores) {
  const distinct = [...new Set(scores)].filter((score) => score !== emptyScore);
  const numbers = new Map(distinct.map((score, index) => [score, ends.length + index]));
  const added = new TextEncoder().encode(distinct.join(''));
  let end = bytes.length;
  const addedEnds = distinct.map((score) => {
    end += String(score).length;
    return end;
  });
  const kinds = new Uint8Array(ends.length + distinct.length);
  return {
    texts: { ends: joined(ends, addedEnds), bytes: joined(bytes, added), kinds: kinds.fill(1, ends.length) },
    column: Uint32Array.from(scores, (score) => numbers.get(score) ?? noText),
  };
}

function joined(column, more) {
  const result = new column.constructor(column.length + more.length);
  result.set(column);
  result.set(more, column.length);
  return result;
}

export const takesFiles = true;

/** @param {string} folder */
export async function prepare(folder) {
  const module = await loadModule();
  const workspace = readFileSync(join(folder, 'workspace.json'), 'utf8');
  const contacts = readColumns(join(folder, 'contacts.columns'));
  const events = readColumns(join(folder, 'events.columns'));
  const { texts, column } = withScores(readTexts(join(folder, 'texts.bin')), contacts.engagementScore);
  const memory = () => module.memory.buffer.byteLength;
  let replay;
  return () => {
    replay?.dispose();
    replay = new ColumnReplay(module, workspace, { start });
    const empty = memory();
    replay.addTexts(texts);
    replay.addContacts({ id: contacts.id, engagementScore: column });
    const withContacts = memory();
    return () => {
      const before = process.cpuUsage();
      replay.addEvents(events);
      const { user, system } = process.cpuUsage(before);
      const { checksum } = replay.finish();
      return {
        checksum,
        processorSecondsOfEvents: (user + system) / 1e6,
        memory: { empty, withContacts, atTheEnd: memory() },
      };
    };
  };
}
