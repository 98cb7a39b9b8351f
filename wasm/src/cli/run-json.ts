import type { Report } from '../report.js';
import type { Simulation } from '../simulation.js';
import type { Diagnostic, Stimulus } from '../types.js';
import { type Console, ExitStatus } from './outcome.js';
import { Pieces } from './pieces.js';
import type { Refusal, RunOutput } from './run-output.js';

/**
 * A run for programs: one document, or a line of JSON for each stimulus. Written while it goes on, and in pieces: a
 * journal may be larger than a text can be.
 */
export class RunJson implements RunOutput {
  readonly #pieces: Pieces;
  readonly #engine: string;
  readonly #form: 'json' | 'ndjson';
  #isFirst = true;
  #ok = true;
  #refusal: Refusal | null = null;

  constructor(console: Console, engine: string, form: 'json' | 'ndjson') {
    this.#pieces = new Pieces(console);
    this.#engine = engine;
    this.#form = form;
  }

  async invalid(file: string, _text: string, diagnostics: readonly Diagnostic[]): Promise<ExitStatus> {
    await this.#pieces.add(`${JSON.stringify({ ok: false, engine: this.#engine, workspace: file, diagnostics })}\n`);
    await this.#pieces.flush();
    return ExitStatus.failed;
  }

  async begin(file: string, diagnostics: readonly Diagnostic[]): Promise<void> {
    if (this.#form === 'json') {
      const head = JSON.stringify({ engine: this.#engine, workspace: file, diagnostics });
      await this.#pieces.add(`${head.slice(0, -1)},\n"reports":[`);
    }
  }

  async report(stimulus: Stimulus, report: Report): Promise<void> {
    this.#ok = this.#ok && !report.halted;
    const { seq, halted, diagnostics } = report;
    const head = JSON.stringify({ stimulus, seq, halted, diagnostics });
    await this.#pieces.add(
      `${this.#form === 'ndjson' ? '' : this.#isFirst ? '\n' : ',\n'}${head.slice(0, -1)},"fired":[`,
    );
    this.#isFirst = false;
    await this.#items(report.fired);
    await this.#pieces.add('],"entries":[');
    await this.#items(report.eachEntry());
    await this.#pieces.add(this.#form === 'ndjson' ? ']}\n' : ']}');
    await this.#pieces.flush();
  }

  async refused({ place, stimulus, message, diagnostics }: Refusal): Promise<void> {
    this.#ok = false;
    this.#refusal = { place, stimulus, message, diagnostics };
  }

  async end(simulation: Simulation | undefined): Promise<void> {
    const { now = null, nextDue = null } = simulation ?? {};
    const head = JSON.stringify({ ok: this.#ok, refused: this.#refusal, now, nextDue });
    await this.#pieces.add(
      this.#form === 'ndjson' ? `${head.slice(0, -1)},"contacts":[` : `\n],\n${head.slice(1, -1)},\n"contacts":[`,
    );
    await this.#items(simulation?.contacts() ?? []);
    await this.#pieces.add(']}\n');
    await this.#pieces.flush();
  }

  async #items(items: Iterable<unknown>): Promise<void> {
    let separator = '';
    for (const item of items) {
      await this.#pieces.add(`${separator}${JSON.stringify(item)}`);
      separator = ',';
    }
  }
}
