import { performance } from 'node:perf_hooks';
import { parsedDocument } from '../../document-text.js';
import type { Engine } from '../../engine.js';
import type { Coverage, Diagnostic, Entry, ExpectationFailure, ScenarioFile, ScenarioPlace } from '../../types.js';
import { ExpectationKeys } from '../../words/expectation-keys.js';
import type { FailedExpectation } from '../../words/failure-words.js';
import { type Document, isScenarioFile, isWorkspace, readNamedWorkspace, readText, UnreadableFile } from '../files.js';
import { ExitStatus } from '../outcome.js';
import type { TextCache } from './text-cache.js';

/** What became of a scenario; `filtered` and `bailed` were not run. */
export type ScenarioStatus = 'passed' | 'failed' | 'filtered' | 'bailed';

export interface ScenarioRun extends ScenarioPlace {
  status: ScenarioStatus;
  milliseconds: number;
  /** How many were looked at. */
  expectations: number;
  failures: FailedExpectation[];
  /** The whole journal, where asked for. */
  journal?: Entry[];
}

/** What became of a scenario file. */
export interface FileRun {
  file: string;
  status: ExitStatus;
  /** The file's text; undefined where it cannot be read, and where nobody asks for it any more. */
  text?: string | undefined;
  /** The workspace that it names by a path, once that was read; without its text where nobody asks for that any more. */
  workspace?: { file: string; text?: string } | undefined;
  /** What kept it from being read. */
  error?: string;
  /** What is wrong with a document; the scenarios were not run if one of them is an error. */
  diagnostics: Diagnostic[];
  /** The document that the diagnostics are about. */
  diagnosed: Document;
  scenarios: ScenarioRun[];
  /** What the scenarios exercised, where asked for. */
  coverage?: Coverage | undefined;
  milliseconds: number;
}

/** How scenarios are run. */
export interface RunOptions {
  /** Whether to run the scenario with that name. */
  filter(name: string): boolean;
  /** Whether to stop after the first that fails. */
  bail: boolean;
  /** Whether to keep the journals. */
  journals: boolean;
  /** Whether to measure coverage. */
  coverage: boolean;
  /** Whether to keep the texts of files that are well, to see later whether they were changed. */
  keepTexts: boolean;
}

/** Runs the scenarios of a file; what cannot be read is a result too. */
export async function runFile(
  engine: Engine,
  file: string,
  options: RunOptions,
  workspaces: TextCache,
): Promise<FileRun> {
  const start = performance.now();
  const run: FileRun = {
    ...{ file, status: ExitStatus.ok, milliseconds: 0, diagnostics: [], scenarios: [] },
    diagnosed: { file, text: '' },
  };
  try {
    run.text = await readText(file);
    run.diagnosed.text = run.text;
    const workspace = await readNamedWorkspace(file, run.text, (name) => workspaces.read(name));
    run.workspace = workspace;
    runScenarios(engine, run, run.text, workspace, options);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) {
      throw error;
    }
    run.error = error.message;
    run.status = ExitStatus.usage;
  }
  if (!options.keepTexts && run.status === ExitStatus.ok) {
    forgetTexts(run);
  }
  run.milliseconds = performance.now() - start;
  return run;
}

/** Of thousands of files that are well, nobody looks at the texts again. */
function forgetTexts(run: FileRun): void {
  run.text = undefined;
  run.workspace &&= { file: run.workspace.file };
  if (run.diagnostics.length === 0) {
    run.diagnosed = { file: run.file, text: '' };
  }
}

function runScenarios(
  engine: Engine,
  run: FileRun,
  text: string,
  workspace: Document | undefined,
  { filter, bail, journals, coverage }: RunOptions,
): void {
  if (!isScenarioFile(text) && isWorkspace(text)) {
    run.error = `${run.file}: is a workspace, and has no scenarios. rehearse check says what is wrong with workspaces.`;
    run.status = ExitStatus.usage;
    return;
  }
  const withSubjects = subjectsIn(text, engine);
  let before = 0;
  const result = engine.test(text, {
    ...{ workspace: workspace?.text, journals, coverage },
    filter: (place) => {
      const isWanted = filter(place.name);
      const status = isWanted ? 'bailed' : 'filtered';
      run.scenarios.push({ ...place, status, milliseconds: 0, expectations: 0, failures: [] });
      before = performance.now();
      return isWanted;
    },
    onScenario: ({ ok, expectations, failures, journal }, index) => {
      const now = performance.now();
      const scenario = run.scenarios[index] as ScenarioRun;
      const status = ok ? 'passed' : 'failed';
      Object.assign(scenario, { status, milliseconds: now - before, expectations });
      scenario.failures = withSubjects(failures, index);
      if (journal) {
        scenario.journal = journal;
      }
      before = performance.now();
      return ok || !bail;
    },
  });
  run.diagnostics = result.diagnostics;
  run.coverage = result.coverage;
  run.status = result.ok ? ExitStatus.ok : ExitStatus.failed;
  if (!result.ok && workspace && run.scenarios.length === 0) {
    blameWorkspace(engine, run, workspace);
  }
}

/** Adds to a scenario's failures whom the document says that they speak of; it is read where something failed. */
function subjectsIn(
  text: string,
  { catalog }: Engine,
): (failures: readonly ExpectationFailure[], scenario: number) => FailedExpectation[] {
  const keys = new ExpectationKeys(catalog);
  let document: ScenarioFile | undefined;
  return (failures, scenario) =>
    failures.map((failure) => {
      document ??= parsedDocument(text) as ScenarioFile;
      const step = document.scenarios[scenario]?.steps[failure.step];
      const expectation = step !== undefined && 'expect' in step ? step.expect : {};
      return { ...failure, subject: keys.subjectOf(failure, expectation) };
    });
}

/** What is wrong with a workspace is told in the file where it is. */
function blameWorkspace(engine: Engine, run: FileRun, workspace: Document): void {
  const { ok, diagnostics } = engine.check(workspace.text);
  if (!ok) {
    run.diagnostics = diagnostics;
    run.diagnosed = workspace;
  }
}
