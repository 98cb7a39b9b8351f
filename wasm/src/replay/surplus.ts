import type { CatalogEventType, LogWarning } from '../types.js';
import type { Batch } from './batch.js';
import { type Column, emptyCell } from './column.js';
import { grown } from './dictionary.js';
import type { ColumnCopy } from './reader.js';
import { rowColumn } from './rows.js';
import { fieldPrefix } from './table.js';
import { counted } from './words.js';

/** What is not known to be the type of an event: whatever is wrong with it the engine tells. */
const unknownKind = 0;

/** Columns that the log has one column for, and for each by kind of event whether such events have it. */
interface Group {
  /** Indexes of columns. */
  columns: readonly number[];
  names: readonly string[];
  belongs: readonly Uint8Array[];
}

/**
 * Takes values out of rows whose event types have no such attribute: exports have one line for all kinds of events, and
 * often say more of each than is asked for. Counted are columns of the log, so what holds several attributes counts
 * only where its row can use none of them.
 */
export class Surplus {
  readonly #eventTypes: readonly CatalogEventType[];
  readonly #isStrict: boolean;
  /** By attribute how many values were left out. */
  readonly #counts = new Map<string, number>();
  /** By number of the dictionary the kind of event, which is the place of its type in the catalog + 1. */
  #kindOf = new Uint16Array(1024);
  /** By row of a batch. */
  #kinds = new Uint16Array(0);
  #groups: readonly Group[] = [];
  #type: Column | undefined;
  #typeIndex = 0;
  /** How many columns the groups were made for. */
  #columns = 0;

  /** @param isStrict whether only those values are taken out that share their column with one that belongs */
  constructor(eventTypes: readonly CatalogEventType[], isStrict: boolean) {
    this.#eventTypes = eventTypes;
    this.#isStrict = isStrict;
  }

  /** Empties the cells of a batch that are too much. */
  leaveOut(batch: Batch, copies: readonly ColumnCopy[]): void {
    if (batch.columns.length !== this.#columns) {
      this.#setColumns(batch.columns, copies);
    }
    if (this.#type === undefined || this.#groups.length === 0) {
      return;
    }
    this.#readKinds(batch, this.#type);
    for (const group of this.#groups) {
      const left = group.columns.length === 1 ? this.#leaveOutOne(batch, group) : this.#leaveOutShared(batch, group);
      if (left > 0) {
        const [name] = group.names as [string];
        this.#counts.set(name, (this.#counts.get(name) ?? 0) + left);
      }
    }
  }

  get warnings(): LogWarning[] {
    const counts = [...this.#counts].sort(([left], [right]) => (left < right ? -1 : 1));
    if (counts.length === 0) {
      return [];
    }
    const list = counts.map(([name, count]) => `${name} in ${counted(count, 'row')}`).join(', ');
    return [
      {
        code: 'attribute.ignored',
        message: `Left out, since events of the row's type have no such attribute: ${list}.`,
        counts: Object.fromEntries(counts),
      },
    ];
  }

  #setColumns(columns: readonly Column[], copies: readonly ColumnCopy[]): void {
    this.#columns = columns.length;
    this.#typeIndex = columns.findIndex(({ name }) => name === 'type');
    this.#type = columns[this.#typeIndex];
    const isCopy = new Set(copies.map(({ to }) => to));
    this.#groups = columns.flatMap(({ name }, index) => {
      if (['contact', 'type', 'id', rowColumn].includes(name) || isCopy.has(index)) {
        return [];
      }
      const all = [index, ...copies.filter(({ from }) => from === index).map(({ to }) => to)];
      const names = all.map((column) => (columns[column] as Column).name);
      return [{ columns: all, names, belongs: names.map((column) => this.#belonging(column)) }];
    });
  }

  /** By kind of event whether it has what a column holds. */
  #belonging(name: string): Uint8Array {
    const has = this.#eventTypes.map(({ attributes, hasFields }) =>
      name.startsWith(fieldPrefix) ? hasFields : attributes.some((attribute) => attribute.name === name),
    );
    return Uint8Array.from([true, ...has], Number);
  }

  #readKinds(batch: Batch, type: Column): void {
    for (const [text, number] of type.takeNew()) {
      if (number >= this.#kindOf.length) {
        this.#kindOf = grown(this.#kindOf, number + 1);
      }
      this.#kindOf[number] = this.#kindNamed(text);
    }
    if (this.#kinds.length < batch.rows) {
      this.#kinds = new Uint16Array(batch.room);
    }
    const kinds = this.#kinds;
    const kindOf = this.#kindOf;
    const numbers = batch.cells[this.#typeIndex] as Uint32Array;
    for (let row = 0; row < batch.rows; row += 1) {
      const number = numbers[row] as number;
      kinds[row] = number < kindOf.length ? (kindOf[number] as number) : unknownKind;
    }
  }

  #kindNamed(text: string): number {
    // A name that ends with a point stands for all that begin with it.
    return 1 + this.#eventTypes.findIndex(({ name }) => (name.endsWith('.') ? text.startsWith(name) : text === name));
  }

  #leaveOutOne(batch: Batch, { columns: [column], belongs: [belongs] }: Group): number {
    if (this.#isStrict) {
      return 0;
    }
    const cells = batch.cells[column as number] as Uint32Array;
    const kinds = this.#kinds;
    const allowed = belongs as Uint8Array;
    let left = 0;
    for (let row = 0; row < batch.rows; row += 1) {
      if (cells[row] !== emptyCell && allowed[kinds[row] as number] === 0) {
        cells[row] = emptyCell;
        left += 1;
      }
    }
    return left;
  }

  #leaveOutShared(batch: Batch, { columns, belongs }: Group): number {
    const cells = columns.map((column) => batch.cells[column] as Uint32Array);
    const [first] = cells as [Uint32Array];
    let left = 0;
    for (let row = 0; row < batch.rows; row += 1) {
      const number = first[row] as number;
      if (number === emptyCell) {
        continue;
      }
      const kind = this.#kinds[row] as number;
      let isUsed = false;
      for (let index = 0; index < cells.length; index += 1) {
        if ((belongs[index] as Uint8Array)[kind] === 1) {
          isUsed = true;
        } else {
          (cells[index] as Uint32Array)[row] = emptyCell;
        }
      }
      if (!isUsed && this.#isStrict) {
        first[row] = number; // the engine refuses it
      }
      left += isUsed || this.#isStrict ? 0 : 1;
    }
    return left;
  }
}
