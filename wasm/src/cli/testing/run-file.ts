import { performance } from 'node:perf_hooks';
import type { Engine } from '../../engine.js';
import type { Coverage, Diagnostic, Entry, ExpectationFailure, ScenarioPlace } from '../../types.js';
import { type Document, isScenarioFile, isWorkspace, readNamedWorkspace, readText, UnreadableFile } from '../files.js';
import { ExitStatus } from '../outcome.js';

/** What became of a scenario; `filtered` and `bailed` were not run. */
export type ScenarioStatus = 'passed' | 'failed' | 'filtered' | 'bailed';

export interface ScenarioRun extends ScenarioPlace {
  status: ScenarioStatus;
  milliseconds: number;
  /** How many were looked at. */
  expectations: number;
  failures: ExpectationFailure[];
  /** The whole journal, where asked for. */
  journal?: Entry[];
}

/** What became of a scenario file. */
export interface FileRun {
  file: string;
  status: ExitStatus;
  /** The file's text; undefined where it cannot be read. */
  text?: string;
  /** The workspace that it names by a path, once that was read. */
  workspace?: Document | undefined;
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
}

/** Runs the scenarios of a file; what cannot be read is a result too. */
export async function runFile(engine: Engine, file: string, options: RunOptions): Promise<FileRun> {
  const start = performance.now();
  const run: FileRun = {
    ...{ file, status: ExitStatus.ok, milliseconds: 0, diagnostics: [], scenarios: [] },
    diagnosed: { file, text: '' },
  };
  try {
    run.text = await readText(file);
    run.diagnosed.text = run.text;
    run.workspace = await readNamedWorkspace(file, run.text);
    runScenarios(engine, run, run.text, options);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) {
      throw error;
    }
    run.error = error.message;
    run.status = ExitStatus.usage;
  }
  run.milliseconds = performance.now() - start;
  return run;
}

function runScenarios(
  engine: Engine,
  run: FileRun,
  text: string,
  { filter, bail, journals, coverage }: RunOptions,
): void {
  if (!isScenarioFile(text) && isWorkspace(text)) {
    run.error = `${run.file}: is a workspace, and has no scenarios. rehearse check says what is wrong with workspaces.`;
    run.status = ExitStatus.usage;
    return;
  }
  let before = 0;
  const result = engine.test(text, {
    ...{ workspace: run.workspace?.text, journals, coverage },
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
      Object.assign(scenario, { status, milliseconds: now - before, expectations, failures });
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
  if (!result.ok && run.workspace && run.scenarios.length === 0) {
    blameWorkspace(engine, run, run.workspace);
  }
}

/** What is wrong with a workspace is told in the file where it is. */
function blameWorkspace(engine: Engine, run: FileRun, workspace: Document): void {
  const { ok, diagnostics } = engine.check(workspace.text);
  if (!ok) {
    run.diagnostics = diagnostics;
    run.diagnosed = workspace;
  }
}
