import { parsedDocument } from '../document-text.js';
import type { Engine } from '../engine.js';
import { RehearseError, ScenarioError, UsageError, WorkspaceError } from '../errors.js';
import { documentText } from '../input.js';
import { loadEngine } from '../loader.js';
import { perform } from '../stimulus.js';
import type {
  Diagnostic,
  Expectation,
  ExpectationFailure,
  Scenario,
  ScenarioFile,
  ScenarioResult,
  TestResult,
  Workspace,
} from '../types.js';
import { ExpectationKeys } from '../words/expectation-keys.js';
import { FailureWords } from '../words/failure-words.js';
import { styleOf } from '../words/style.js';
import { ExpectationError } from './expectation-error.js';
import { failureMessage, type ToldFailure } from './failure-message.js';
import { addressBeside, addressOf, nameOf, readText } from './files.js';
import { workflowsNamed } from './given.js';
import { type Happened, whatHappened } from './what-happened.js';

/** The function of a test runner that makes a test: such as that of `node:test` or Vitest. */
export type TestFunction = (name: string, run: () => void) => unknown;

/** How `scenarioTests` makes tests. */
export interface ScenarioTestsOptions {
  /** Makes a test. */
  test: TestFunction;
  /** Makes a group of tests: if given, a file's tests are a group under its name. */
  describe?: TestFunction | undefined;
  /** The document that the scenario file's `workspace` names, where it is not read from there. */
  workspace?: Workspace | string | undefined;
  /** One that is loaded already, such as that of `@rehearse/engine/inline`; by default one is loaded. */
  engine?: Engine | PromiseLike<Engine> | undefined;
}

/** A scenario file's address, its path from the current folder (in Node), or the document itself. */
export type ScenarioSource = URL | string | ScenarioFile;

/**
 * Makes a test of each scenario of a file, or of several. A file that cannot be used is one test, which fails with all
 * that is wrong in it.
 *
 * A file is run as a whole when the first of its tests is; the others only tell what came of theirs.
 * @param source such as `new URL('reward.scenario.json', import.meta.url)`, or a list
 * @throws EngineLoadError where the engine cannot be loaded
 * @throws UsageError for an empty list, which would test nothing, and without `test`
 */
export async function scenarioTests(
  source: ScenarioSource | readonly ScenarioSource[],
  { test, describe, workspace, engine }: ScenarioTestsOptions,
): Promise<void> {
  if (typeof test !== 'function') {
    throw new UsageError('usage.argument', "scenarioTests needs the runner's own function: { test }.");
  }
  const sources: readonly ScenarioSource[] = isList(source) ? source : [source];
  if (sources.length === 0) {
    throw new UsageError('usage.argument', 'scenarioTests has no file to make tests of: the list is empty.');
  }
  const loaded = await (engine ?? loadEngine());
  const files = await Promise.all(sources.map((each) => usableFile(loaded, each, workspace)));
  // From here on at once: runners take what is made after a pause for a part of its own.
  for (const file of files) {
    if (describe === undefined) {
      makeTests(loaded, file, test);
    } else {
      describe(file.name, () => makeTests(loaded, file, test));
    }
  }
}

function isList(source: ScenarioSource | readonly ScenarioSource[]): source is readonly ScenarioSource[] {
  return Array.isArray(source);
}

function makeTests(engine: Engine, file: UsableFile | UnusableFile, test: TestFunction): void {
  if ('error' in file) {
    test(`${file.name} can be used`, () => {
      throw file.error;
    });
    return;
  }
  let result: TestResult | undefined;
  for (const [index, scenario] of file.scenarios.entries()) {
    test(scenario.name, () => {
      result ??= engine.test(file.text, { workspace: file.workspaceText });
      tell(engine, file, scenario, result.scenarios[index] as ScenarioResult);
    });
  }
}

/** Where a document is: its name for people, and its address for stacks; empty for a document that was given. */
interface Place {
  name: string;
  address: string;
}

/** A scenario file that can be run. */
interface UsableFile extends Place {
  text: string;
  workspaceText: string | undefined;
  workspace: Workspace;
  scenarios: readonly Scenario[];
}

interface UnusableFile extends Place {
  error: Error;
}

async function usableFile(
  engine: Engine,
  source: ScenarioSource,
  workspace: Workspace | string | undefined,
): Promise<UsableFile | UnusableFile> {
  const isFile = typeof source === 'string' || source instanceof URL;
  const address = isFile ? await addressOf(source) : '';
  const place: Place = { address, name: address === '' ? 'scenarios' : nameOf(address) };
  try {
    const text = isFile ? await readText(address) : documentText(source, 'scenario file');
    const workspaceText = await workspaceFor(engine, text, place, workspace);
    const { ok, diagnostics } = engine.checkScenarios(text, { workspace: workspaceText });
    if (!ok) {
      const error = new ScenarioError(`${place.name} cannot be used.`, errorsOf(diagnostics));
      return { ...place, error: withFrames(error, address, error.diagnostics) };
    }
    const document = parsedDocument(text) as ScenarioFile;
    const own = workspaceText === undefined ? document.workspace : parsedDocument(workspaceText);
    return { ...place, text, workspaceText, workspace: own as Workspace, scenarios: document.scenarios };
  } catch (error) {
    if (error instanceof RehearseError) {
      return { ...place, error };
    }
    throw error;
  }
}

/**
 * The workspace's text, where it is not in the scenario file.
 * @throws WorkspaceError where it cannot be used: with its own places, not those of the scenario file
 */
async function workspaceFor(
  engine: Engine,
  scenarios: string,
  { address }: Place,
  given: Workspace | string | undefined,
): Promise<string | undefined> {
  const named = given === undefined ? await namedWorkspace(scenarios, address) : '';
  if (named === undefined) {
    return undefined;
  }
  const text = given === undefined ? await readText(named) : documentText(given, 'workspace');
  const { ok, diagnostics } = engine.check(text);
  if (!ok) {
    const error = new WorkspaceError(
      `${named === '' ? 'The workspace' : nameOf(named)} cannot be used.`,
      errorsOf(diagnostics),
    );
    throw withFrames(error, named, error.diagnostics);
  }
  return text;
}

const errorsOf = (diagnostics: readonly Diagnostic[]) => diagnostics.filter(({ severity }) => severity === 'error');

/** @throws ExpectationError where the scenario failed */
function tell(engine: Engine, file: UsableFile, scenario: Scenario, { failures }: ScenarioResult): void {
  const told = circumstances(engine, file, scenario, failures);
  const [first, ...others] = told.map(({ failure }) => failure);
  if (first !== undefined) {
    const words = new FailureWords(engine.catalog, styleOf());
    const where = file.address === '' ? {} : { file: file.name, source: file.text };
    const error = new ExpectationError(failureMessage(told, words, where), [first, ...others]);
    throw withFrames(error, file.address, failures);
  }
}

/** Runs a scenario's stimuli again, to tell of each failure what happened before it. */
function circumstances(
  engine: Engine,
  { workspace }: UsableFile,
  { contacts = [], drafts = 'skip', steps }: Scenario,
  failures: readonly ExpectationFailure[],
): ToldFailure[] {
  if (failures.length === 0) {
    return [];
  }
  const keys = new ExpectationKeys(engine.catalog);
  const simulation = engine.simulate(contacts.length === 0 ? workspace : engine.layContacts(workspace, contacts), {
    drafts,
  });
  try {
    const happened: Happened[] = [];
    let done = 0;
    return failures.map((failure): ToldFailure => {
      for (; done < failure.step; done += 1) {
        const step = steps[done];
        if (step !== undefined && !('expect' in step)) {
          happened.push({ step, report: perform(simulation, step) });
        }
      }
      const step = steps[failure.step];
      const expectation: Expectation = step !== undefined && 'expect' in step ? step.expect : {};
      return {
        failure: { ...failure, subject: keys.subjectOf(failure, expectation) },
        story: whatHappened(simulation, happened, workflowsNamed(expectation)),
      };
    });
  } finally {
    simulation.dispose();
  }
}

/** Puts the places in the file on the stack, where runners look for the line to show. */
function withFrames<Kind extends Error>(
  error: Kind,
  address: string,
  places: readonly { line: number; column: number }[],
): Kind {
  if (address !== '') {
    const frames = places.map(({ line, column }) => `\n    at ${address}:${line}:${column}`);
    error.stack = `${error.name}: ${error.message}${frames.join('')}`;
  }
  return error;
}

/** The workspace that the scenario file names; undefined where it holds the workspace itself, or is no such file. */
async function namedWorkspace(text: string, address: string): Promise<string | undefined> {
  const document = parsedDocument(text);
  const path = typeof document === 'object' && document !== null ? Reflect.get(document, 'workspace') : undefined;
  return typeof path === 'string' && address !== '' ? addressBeside(address, path) : undefined;
}
