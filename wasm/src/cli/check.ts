import type { Engine } from '../engine.js';
import { isScenarioFile, readNamedWorkspace, readText } from './files.js';
import { checked, type FileResult, resultOf } from './outcome.js';

/** `rehearse check`: what is wrong with a workspace, or with a scenario file and the workspace that it names. */
export function checkFile(engine: Engine, file: string): Promise<FileResult> {
  return resultOf(file, async () => {
    const text = await readText(file);
    if (!isScenarioFile(text)) {
      return checked(file, engine.check(text));
    }
    const workspace = await readNamedWorkspace(file, text);
    const workspaceResult = workspace && engine.check(workspace.text);
    if (workspaceResult?.ok === false) {
      return checked(file, workspaceResult, workspace?.file);
    }
    return checked(file, engine.checkScenarios(text, { workspace: workspace?.text }));
  });
}
