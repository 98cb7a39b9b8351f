// What all parts of the benchmarks share: where files are, the workloads with their right checksums, what is printed.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWorkload } from '../workload/files.js';
import { inspect } from '../workload/inspect.js';
import { makeWorkload, sampleOf } from '../workload/workload.js';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A workload as files, and in memory once somebody asks for it. */
class MadeWorkload {
  #workload;
  #checksums = new Map();

  constructor(name, size, folder) {
    this.name = name;
    this.size = size;
    this.folder = folder;
  }

  /** @returns {import('../workload/workload.js').Workload} */
  get workload() {
    this.#workload ??= makeWorkload(this.size);
    return this.#workload;
  }

  /** The part of it that is about every `step`th contact. */
  sample(step) {
    return step === 1 ? this.workload : sampleOf(this.workload, step);
  }

  eventCount(step) {
    return step === 1 ? this.size.events : this.sample(step).events.count;
  }

  /** The checksum that a run over every `step`th contact must end with, from the reference. */
  checksum(step) {
    if (!this.#checksums.has(step)) this.#checksums.set(step, inspect(this.sample(step)).checksum);
    return this.#checksums.get(step);
  }

  /** Writes the files if they are not there, or were made by other sources. */
  write(options) {
    const mark = join(this.folder, 'made-by');
    const maker = hashOf(JSON.stringify([this.size, options]), generatorSources());
    if (existsSync(mark) && readFileSync(mark, 'utf8') === maker) return;
    rmSync(this.folder, { recursive: true, force: true });
    writeWorkload(this.folder, this.workload, options);
    writeFileSync(mark, maker);
  }
}

function generatorSources() {
  const folder = fileURLToPath(new URL('../workload', import.meta.url));
  return readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
}

function hashOf(...texts) {
  return createHash('sha256').update(texts.join('')).digest('hex');
}

export class Context {
  #made = new Map();

  /** @param {{ rounds: number, folder?: string }} options */
  constructor({ rounds, folder = join(root, 'build/bench') }) {
    this.rounds = rounds;
    this.folder = folder;
  }

  /** Says what is going on, on a terminal. */
  progress(text) {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
  }

  endProgress() {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  }

  /** A program of the native build. */
  program(name) {
    return join(root, 'build/native/tests', name);
  }

  /**
   * A workload, written to files.
   * @param {string} name
   * @param {Parameters<typeof makeWorkload>[0]} size
   * @param {{ csv: boolean }} options
   */
  workload(name, size, options = { csv: false }) {
    if (!this.#made.has(name)) {
      this.progress(`making the workload ${name}`);
      const made = new MadeWorkload(name, size, join(this.folder, 'workload', name));
      made.write(options);
      this.#made.set(name, made);
    }
    return this.#made.get(name);
  }

  /** What all competitors run. */
  usual() {
    return this.workload('usual', { contacts: 10_000, events: 100_000 }, { csv: true });
  }
}
