import { CsvReader } from './csv.js';
import type { PapaParse } from './csv-records.js';
import { NdjsonReader } from './ndjson.js';
import type { Reader, ReaderSettings } from './reader.js';
import type { LogFormat } from './source.js';

/** A reader for logs of a format. Papa Parse is loaded only where there is CSV to be read. */
export async function openReader(
  format: LogFormat,
  settings: ReaderSettings,
  loadPapa: () => Promise<PapaParse>,
): Promise<Reader> {
  return format === 'ndjson' ? new NdjsonReader(settings) : new CsvReader(settings, await loadPapa());
}
