import type { Engine } from '../../engine.js';
import { quoted } from '../../replay/words.js';
import type { Catalog, Coverage } from '../../types.js';
import { ArgumentError } from '../arguments.js';
import { ExitStatus, type Telling } from '../outcome.js';
import { keepInputs, type Output, OutputFile } from '../output-file.js';
import { filesOf, type Gate, type TestOutcome } from '../testing/reporter.js';
import { coveragePage } from './page.js';
import { coverageSummary } from './summary.js';
import { percentWords } from './words.js';

/** The options of a command that measures coverage. */
export const coverageOptions = {
  coverage: { type: 'boolean', default: false, help: 'tells what of the workflows the scenarios exercised' },
  'coverage-html': { type: 'string', value: 'FILE', help: 'the same as a page that draws each workflow' },
  'coverage-json': { type: 'string', value: 'FILE', help: 'the same for machines' },
  min: { type: 'string', value: 'PERCENT', help: 'fails where less is covered: --min 90' },
} as const;

/** The values of these options. */
export interface CoverageValues {
  coverage: boolean;
  'coverage-html': string | undefined;
  'coverage-json': string | undefined;
  min: string | undefined;
}

/** What is to become of coverage. */
export interface CoverageRequest {
  html: string | undefined;
  json: string | undefined;
  /** 0 to 100. */
  minimum: number | undefined;
}

/**
 * What was asked for; undefined where coverage is not.
 * @throws ArgumentError
 */
export function readCoverageRequest(values: CoverageValues): CoverageRequest | undefined {
  const { coverage, 'coverage-html': html, 'coverage-json': json, min } = values;
  const minimum = min === undefined ? undefined : percentOf(min);
  return coverage || [html, json, minimum].some((value) => value !== undefined) ? { html, json, minimum } : undefined;
}

function percentOf(text: string): number {
  if (!/^\d+(\.\d+)?%?$/.test(text) || Number.parseFloat(text) > 100) {
    throw new ArgumentError(`--min takes a percentage from 0 to 100, such as --min 90, not ${quoted(text)}.`);
  }
  return Number.parseFloat(text);
}

/** A file, and what is written there. */
type ReportFile = readonly [Output, (coverage: Coverage, catalog: Catalog) => string];

/** Gathers the coverage of several files, and tells of it in the end. */
export class CoverageReports {
  readonly #request: CoverageRequest;
  readonly #engine: Engine;
  readonly #files: ReportFile[];
  readonly #parts: Coverage[] = [];
  #whole: Coverage | undefined;

  private constructor(request: CoverageRequest, engine: Engine, files: ReportFile[]) {
    this.#request = request;
    this.#engine = engine;
    this.#files = files;
  }

  /**
   * Begins the files, before the work finds out that they cannot be written.
   * @throws UnwritableFile
   */
  static async begin(request: CoverageRequest, engine: Engine): Promise<CoverageReports> {
    const files: ReportFile[] = [];
    try {
      for (const [name, write] of [
        [request.html, coveragePage],
        [request.json, asJson],
      ] as const) {
        if (name !== undefined) {
          files.push([await OutputFile.create(name), write]);
        }
      }
    } catch (error) {
      await Promise.all(files.map(([file]) => file.discard()));
      throw error;
    }
    return new CoverageReports(request, engine, files);
  }

  /** Adds the coverage of a file's scenarios; undefined where it could not be run. */
  add(coverage: Coverage | undefined): void {
    if (coverage !== undefined) {
      this.#parts.push(coverage);
      this.#whole = undefined;
    }
  }

  /** What was gathered so far, as one. */
  get coverage(): Coverage {
    this.#whole ??= this.#engine.mergeCoverage(this.#parts);
    return this.#whole;
  }

  /** Whether as much is covered as was asked for; undefined where nothing was. */
  minimum(): Gate | undefined {
    const { minimum } = this.#request;
    if (minimum === undefined) {
      return undefined;
    }
    const { percent, covered, total } = this.coverage;
    const least = percentWords(minimum);
    const problem =
      `Coverage is ${percentWords(percent)}, less than the ${least} of --min: ` +
      `${total - covered} of ${total} things that can happen never did.`;
    return {
      name: `coverage of at least ${least}`,
      problem: percent < minimum ? problem : undefined,
      status: ExitStatus.failed,
    };
  }

  /**
   * Writes the files, and prints a summary.
   * @param outcome what was run: nothing is written where something was read
   * @param people hear the summary; undefined where they have it already
   * @throws UnwritableFile
   */
  async end(outcome: TestOutcome, catalog: Catalog, people: Telling | undefined): Promise<void> {
    const { coverage } = this;
    const { html, json } = this.#request;
    await keepInputs(filesOf(outcome), [html, json]);
    for (const [file, write] of this.#files) {
      await file.write(write(coverage, catalog));
      await file.close();
    }
    people?.print(`\n${coverageSummary(coverage, catalog, people.style)}`);
  }

  /** Leaves the files as they were. */
  async discard(): Promise<void> {
    await Promise.all(this.#files.map(([file]) => file.discard()));
  }
}

const asJson = (coverage: Coverage) => `${JSON.stringify(coverage, undefined, 2)}\n`;
