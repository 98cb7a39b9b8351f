import { texts } from '../texts/texts.js';
import { numberInWords } from './format.js';

/** A size in bytes as `12 kB` or `3.4 MB`; a tenth of a kB at the least. */
export function sizeInWords(bytes: number): string {
  const { kilobytes, megabytes, gigabytes } = texts().format.sizes;
  let size = Math.max(100, bytes) / 1000;
  for (const inWords of [kilobytes, megabytes]) {
    if (size < 999.5) return inWords(roundedSize(size));
    size /= 1000;
  }
  return gigabytes(roundedSize(size));
}

function roundedSize(size: number): string {
  return numberInWords(size < 9.95 ? Math.round(size * 10) / 10 : Math.round(size));
}
