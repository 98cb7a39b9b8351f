import { counted } from '../replay/words.js';
import type { Report } from '../report.js';
import type { Simulation } from '../simulation.js';
import type { Catalog, ContactState, Diagnostic, Entry, Stimulus } from '../types.js';
import { cut, valueInWords } from '../words/condition-words.js';
import { journalTree } from '../words/journal-tree.js';
import { id, instantInWords, JournalWords } from '../words/journal-words.js';
import { printable } from '../words/printable.js';
import { type Style, styleOf } from '../words/style.js';
import { printDiagnostics } from './excerpt.js';
import { type Console, ExitStatus } from './outcome.js';
import { Pieces } from './pieces.js';
import type { Refusal, RunOutput } from './run-output.js';

/** How many contacts are shown in the end. */
const shownContacts = 50;

/** A run for people. */
export class RunTree implements RunOutput {
  readonly #console: Console;
  readonly #style: Style;
  readonly #words: JournalWords;
  readonly #pieces: Pieces;
  /** Ids of contacts that something happened to, in order. */
  readonly #touched = new Set<string>();
  /** The entry that was printed last: of a halted stimulus, why. */
  #last: Entry | undefined;
  #isFirst = true;

  constructor(console: Console, catalog: Catalog) {
    this.#console = console;
    this.#style = styleOf(console.colors);
    this.#words = new JournalWords(catalog);
    this.#pieces = new Pieces(console);
  }

  async invalid(file: string, text: string, diagnostics: readonly Diagnostic[]): Promise<ExitStatus> {
    this.#console.complain(printDiagnostics(file, text, diagnostics, styleOf(this.#console.complaintColors)));
    return ExitStatus.failed;
  }

  async begin(file: string, warnings: readonly Diagnostic[]): Promise<void> {
    if (warnings.length > 0) {
      this.#console.complain(`${file}: ${counted(warnings.length, 'warning')}; rehearse check tells them.\n`);
    }
  }

  async report(_stimulus: Stimulus, report: Report): Promise<void> {
    await this.#pieces.add(this.#isFirst ? '' : '\n');
    this.#isFirst = false;
    for (const line of journalTree(this.#words, this.#noted(report.eachEntry()), this.#style)) {
      await this.#pieces.add(`${line}\n`);
    }
    if (report.halted && this.#last) {
      await this.#pieces.add(`${this.#style.red(`! ${this.#words.line(this.#last).text}`)}\n`);
    }
    for (const { severity, code, message, hint } of report.diagnostics) {
      const text = `${severity} ${code}: ${printable([message, hint].filter((part) => part !== '').join(' '))}`;
      await this.#pieces.add(`${this.#style.yellow(text)}\n`);
    }
    await this.#pieces.flush();
  }

  async refused({ place, message, diagnostics, written }: Refusal): Promise<void> {
    await this.#pieces.flush();
    const style = styleOf(this.#console.complaintColors);
    const told =
      written === undefined || diagnostics.length === 0
        ? `${style.bold(printable(cut(place, 200)))}: ${style.red(printable(message))}`
        : printDiagnostics(cut(written.name, 200), written.text, diagnostics, style, written.line);
    this.#console.complain(`${this.#isFirst ? '' : '\n'}${told}`);
  }

  async end(simulation: Simulation | undefined): Promise<void> {
    if (simulation === undefined) {
      return;
    }
    const { now, nextDue } = simulation;
    const due = nextDue === null ? 'nothing is due any more' : `next due ${instantInWords(nextDue)}`;
    const lines = ['', `${this.#style.bold('In the end')}, ${instantInWords(now)} UTC; ${due}`];
    for (const contact of [...this.#touched].slice(0, shownContacts)) {
      const state = simulation.contact(contact);
      lines.push(...(state === undefined ? [] : this.#contact(state)));
    }
    const others = simulation.stats().contacts - Math.min(this.#touched.size, shownContacts);
    if (others > 0) {
      const what = this.#touched.size > shownContacts ? '' : ', to whom nothing happened';
      lines.push(`  ${this.#style.dim(`${counted(others, 'more contact')}${what}`)}`);
    }
    await this.#pieces.add(`${lines.slice(this.#isFirst ? 1 : 0).join('\n')}\n`);
    await this.#pieces.flush();
  }

  *#noted(entries: Iterable<Entry>): Generator<Entry> {
    for (const entry of entries) {
      if (entry.contact !== null) {
        this.#touched.add(entry.contact);
      }
      this.#last = entry;
      yield entry;
    }
  }

  #contact({ id: contact, engagementScore, tags, fields, notes, waiting, locked }: ContactState): string[] {
    const told = [
      `score ${engagementScore ?? 'empty'}`,
      ...(tags.length > 0 ? [`tags ${tags.slice(0, 10).map(id).join(', ')}${tags.length > 10 ? ' …' : ''}`] : []),
      ...Object.entries(fields)
        .slice(0, 5)
        .map(([name, value]) => `${id(name)} ${valueInWords(value)}`),
      ...(notes.length > 0 ? [counted(notes.length, 'note')] : []),
    ];
    const waits = waiting.map(({ workflow, step, event, due }) => {
      const until = due === null ? '' : `${event === null ? ' until' : ', at most until'} ${instantInWords(due)}`;
      return `    waits in ${id(workflow)} at ${id(step)}${event === null ? '' : ` for ${printable(event)}`}${until}`;
    });
    const locks = locked.map((workflow) => `    ${this.#style.red(`locked out of ${id(workflow)}`)}`);
    return [`  ${this.#style.bold(id(contact))}: ${told.join('; ')}`, ...waits, ...locks];
  }
}
