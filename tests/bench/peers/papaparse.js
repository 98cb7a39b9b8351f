// Papa Parse reading the events' file and doing nothing with it: rows as lists, in chunks as large as those in which the
// package reads, with the separator given. It still looks for quotation marks, as a reader of any CSV must.

import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';

export const takesFiles = true;

/** @param {string} folder */
export async function prepare(folder) {
  return readerOf(folder, {});
}

/**
 * @param {string} folder
 * @param {import('papaparse').ParseConfig} options besides those that both ways of reading have
 */
export function readerOf(folder, options) {
  return () => () =>
    new Promise((resolve, reject) => {
      let rows = -1; // the header
      Papa.parse(createReadStream(join(folder, 'events.csv'), { highWaterMark: 262_144 }), {
        delimiter: ',',
        skipEmptyLines: true,
        chunk({ data }) {
          rows += data.length;
        },
        complete: () => resolve({ rows }),
        error: reject,
        ...options,
      });
    });
}
