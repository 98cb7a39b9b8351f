// A replay of columns, by the functions that the module binds.

import { ask } from './module.js';

/** Rows, texts and contacts are handed over so many at a time. */
const batch = 1 << 16;

export class ColumnReplay {
  constructor({ functions, memory }, workspace, options = {}) {
    this.functions = functions;
    this.memory = memory;
    this.handle = ask(functions.replayOpen(workspace, JSON.stringify(options))).replay;
  }

  /**
   * The dictionary that columns refer to.
   * @param {{ ends: Uint32Array, bytes: Uint8Array, kinds: Uint8Array }} texts where each text ends, their bytes, and
   *   which are numbers (1)
   */
  addTexts({ ends, bytes, kinds }) {
    for (let first = 0; first < ends.length; first += batch) {
      const last = Math.min(first + batch, ends.length);
      const start = first === 0 ? 0 : ends[first - 1];
      const count = last - first;
      const own = bytes.subarray(start, ends[last - 1]);
      const room = this.#room(4 * count + count + own.length);
      new Uint32Array(this.memory.buffer, room, count).set(ends.subarray(first, last).map((end) => end - start));
      new Uint8Array(this.memory.buffer, room + 4 * count, count).set(kinds.subarray(first, last));
      new Uint8Array(this.memory.buffer, room + 5 * count, own.length).set(own);
      ask(this.functions.replayTexts(this.handle, count, own.length));
    }
  }

  /** @param {Record<string, Uint32Array>} columns */
  addContacts(columns) {
    const names = Object.keys(columns);
    ask(this.functions.replayColumns(this.handle, 'contacts', JSON.stringify(names)));
    const rows = columns[names[0]].length;
    for (let first = 0; first < rows; first += batch) {
      const count = Math.min(batch, rows - first);
      let address = this.#room(4 * count * names.length);
      for (const name of names) address = this.#copy(columns[name].subarray(first, first + count), address);
      ask(this.functions.replayContacts(this.handle, count));
    }
  }

  /** @param {{ at: Float64Array } & Record<string, Uint32Array>} columns */
  addEvents(columns) {
    const names = Object.keys(columns);
    ask(this.functions.replayColumns(this.handle, 'events', JSON.stringify(names)));
    const rows = columns.at.length;
    for (let first = 0; first < rows; first += batch) {
      const count = Math.min(batch, rows - first);
      let address = this.#room((8 + 4 * (names.length - 1)) * count);
      for (const name of names) address = this.#copy(columns[name].subarray(first, first + count), address);
      const { refused } = ask(this.functions.replayRows(this.handle, count));
      if (refused !== 0) throw new Error(`${refused} rows of a batch were refused.`);
    }
  }

  finish() {
    return ask(this.functions.replayFinish(this.handle, '')).report;
  }

  dispose() {
    this.functions.replayDispose(this.handle);
  }

  #room(bytes) {
    return this.functions.replayRoom(this.handle, bytes);
  }

  #copy(column, address) {
    new column.constructor(this.memory.buffer, address, column.length).set(column);
    return address + column.byteLength;
  }
}
