import { nearest, quoted } from '../../replay/words.js';
import type { Catalog } from '../../types.js';
import { FailureWords } from '../../words/failure-words.js';
import { styleOf } from '../../words/style.js';
import { ArgumentError } from '../arguments.js';
import type { Console } from '../outcome.js';
import { keepInputs, type Output, OutputFile } from '../output-file.js';
import { dotReporter } from './dot.js';
import { jsonReporter } from './json.js';
import { junitReporter } from './junit.js';
import { prettyReporter } from './pretty.js';
import { filesOf, type Reporter, type ReporterMaker, type TestOutcome } from './reporter.js';
import type { FileRun } from './run-file.js';
import { tapReporter } from './tap.js';

/** Every reporter by its name. */
const makers = {
  pretty: prettyReporter,
  dot: dotReporter,
  tap: tapReporter,
  json: jsonReporter,
  junit: junitReporter,
} as const satisfies Record<string, ReporterMaker>;

export type ReporterName = keyof typeof makers;

/** What reporters there are, for help. */
export const reporterNames = Object.keys(makers) as ReporterName[];

/** A reporter that was asked for. */
export interface AskedReporter {
  name: ReporterName;
  /** Where it goes; to standard output where it is undefined. */
  file: string | undefined;
}

/**
 * Reads `NAME` or `NAME=FILE`. Standard output has the reporter `pretty`, unless another is to go there.
 * @throws ArgumentError
 */
export function readReporters(texts: readonly string[] = []): AskedReporter[] {
  const asked = texts.map(readOne);
  const printed = asked.filter(({ file }) => file === undefined).map(({ name }) => name);
  if (new Set(printed).size > 1) {
    const [first, second] = printed;
    throw new ArgumentError(
      `Only one reporter can go to standard output. Give the other a file: --reporter ${first} --reporter ${second}=FILE.`,
    );
  }
  const files = asked.filter(({ file }) => file !== undefined);
  return [{ name: printed[0] ?? 'pretty', file: undefined }, ...files];
}

function readOne(text: string): AskedReporter {
  const end = text.indexOf('=');
  const name = end < 0 ? text : text.slice(0, end);
  const file = end < 0 ? undefined : text.slice(end + 1);
  if (!Object.hasOwn(makers, name)) {
    const meant = nearest(name, reporterNames);
    const hint = meant === undefined ? `There are ${reporterNames.join(', ')}.` : `Did you mean ${meant}?`;
    throw new ArgumentError(`There is no reporter ${quoted(name)}. ${hint}`);
  }
  if (file === '') {
    throw new ArgumentError(`--reporter ${text} needs the name of a file after =.`);
  }
  return { name: name as ReporterName, file };
}

interface Sink {
  reporter: Reporter;
  name: string | undefined;
  output: Output | undefined;
  write(text: string): Promise<void>;
}

/** The reporters of one run, each with where it goes. Files come to their places when all is done. */
export class Reporters {
  readonly #sinks: Sink[];

  private constructor(sinks: Sink[]) {
    this.#sinks = sinks;
  }

  /**
   * Begins every file, before anything is run.
   * @throws UnwritableFile
   */
  static async open(asked: readonly AskedReporter[], catalog: Catalog, console: Console): Promise<Reporters> {
    const reporters = new Reporters([]);
    try {
      for (const { name, file } of asked) {
        const output = file === undefined ? undefined : await OutputFile.create(file);
        const style = styleOf(file === undefined && console.colors);
        const reporter = makers[name]({ style, failures: new FailureWords(catalog, style) });
        const write = async (text: string) => {
          if (output) {
            await output.write(text);
          } else {
            console.write(text);
            await console.drained();
          }
        };
        reporters.#sinks.push({ reporter, name: file, output, write });
      }
      return reporters;
    } catch (error) {
      await reporters.discard();
      throw error;
    }
  }

  /** @throws UnwritableFile */
  async file(run: FileRun): Promise<void> {
    await this.#writeAll((reporter) => reporter.file(run));
  }

  /**
   * Tells the outcome, and puts the files in their places.
   * @throws UnwritableFile also where that place is one that was read
   */
  async end(outcome: TestOutcome): Promise<void> {
    await keepInputs(
      filesOf(outcome),
      this.#sinks.map(({ name }) => name),
    );
    await this.#writeAll((reporter) => reporter.end(outcome));
    for (const { output } of this.#sinks) {
      await output?.close();
    }
  }

  /** Leaves what stood in the files before. */
  async discard(): Promise<void> {
    for (const { output } of this.#sinks) {
      await output?.discard();
    }
  }

  async #writeAll(textOf: (reporter: Reporter) => string | readonly string[]): Promise<void> {
    for (const { reporter, write } of this.#sinks) {
      for (const text of [textOf(reporter)].flat()) {
        if (text !== '') {
          await write(text);
        }
      }
    }
  }
}
