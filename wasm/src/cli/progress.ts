import type { ReplayProgress } from '../replay/replay-options.js';
import { counted } from '../replay/words.js';

/** A terminal, where a line may be written over. */
export interface Terminal {
  write(text: string): void;
  /** How many characters a line has. */
  columns(): number;
}

const barLength = 20;

/** A line on a terminal that says how far a replay has come. */
export class ProgressLine {
  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(progress: ReplayProgress): void {
    this.#terminal.write(`\r${progressText(progress).slice(0, this.#terminal.columns() - 1)}\x1b[K`);
  }

  /** Takes the line away. */
  clear(): void {
    this.#terminal.write('\r\x1b[K');
  }
}

/** Rows, rate, and where the size is known how much is done and how long it takes yet. */
export function progressText({ rows, bytes, totalBytes, elapsed }: ReplayProgress): string {
  const rate = elapsed > 0 ? (1000 * rows) / elapsed : 0;
  const text = `${counted(rows, 'row')}  ${shortNumber(rate)} rows/s`;
  if (totalBytes === undefined || totalBytes === 0) {
    return text;
  }
  const done = Math.min(1, bytes / totalBytes);
  const filled = Math.round(done * barLength);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(barLength - filled)}]`;
  const left = done > 0 ? `  ${duration((elapsed / done) * (1 - done))} left` : '';
  return `${bar} ${String(Math.floor(100 * done)).padStart(3)}%  ${text}${left}`;
}

/** Such as `950`, `12.3 k` or `1.25 M`. */
function shortNumber(number: number): string {
  if (number < 1000) {
    return String(Math.round(number));
  }
  return number < 1_000_000 ? `${(number / 1000).toFixed(1)} k` : `${(number / 1_000_000).toFixed(2)} M`;
}

/** Minutes and seconds. */
function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
