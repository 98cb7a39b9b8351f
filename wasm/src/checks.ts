import { documentText, unencodable } from './input.js';
import type { Native } from './native.js';
import type { CheckResult, Diagnostic, ScenarioFile, Workspace } from './types.js';

/** What is wrong with a workspace. */
export function check(native: Native, workspace: Workspace | string): CheckResult {
  const text = documentText(workspace, 'workspace');
  const problem = unencodable(text);
  return problem ? { ok: false, diagnostics: [problem] } : native.ask('check', text);
}

/** What is wrong with a scenario file. */
export function checkScenarios(
  native: Native,
  scenario: ScenarioFile | string,
  workspace: Workspace | string | undefined,
): CheckResult {
  const texts = scenarioTexts(scenario, workspace);
  return 'code' in texts
    ? { ok: false, diagnostics: [texts] }
    : native.ask('checkScenarios', texts.scenario, texts.workspaceGiven, texts.workspace);
}

interface ScenarioTexts {
  scenario: string;
  workspaceGiven: boolean;
  /** Empty where none is given. */
  workspace: string;
}

/** A scenario file and its workspace as texts, or what keeps one of them from being handed to the engine. */
export function scenarioTexts(
  scenario: ScenarioFile | string,
  workspace: Workspace | string | undefined,
): ScenarioTexts | Diagnostic {
  const workspaceGiven = workspace !== undefined;
  const texts = {
    scenario: documentText(scenario, 'scenario'),
    workspaceGiven,
    workspace: workspaceGiven ? documentText(workspace, 'workspace') : '',
  };
  return unencodable(texts.scenario) ?? unencodable(texts.workspace) ?? texts;
}
