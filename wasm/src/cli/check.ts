import type { Engine } from '../engine.js';
import { ArgumentError } from './arguments.js';
import { defineCommand } from './command.js';
import { isScenarioFile, readNamedWorkspace, readText } from './files.js';
import { checked, type FileResult, resultOf, tellResults } from './outcome.js';

/** `rehearse check`: what is wrong with workspaces and scenario files. */
export const check = defineCommand({
  name: 'check',
  usage: 'FILE… [--json]',
  summary: 'says what is wrong with workspaces and scenario files',
  description: ['Nothing is run. A scenario file is checked together with the workspace that it names.'],
  options: { json: { type: 'boolean', default: false, help: 'prints one JSON document instead of text' } },
  examples: [{ command: 'rehearse check spring.workspace.json spring.scenario.json' }],
  exitStatus: '0 all well; 1 a document has errors; 2 wrong usage, or a file that cannot be read.',
  async run({ values, positionals }, { console, engine }) {
    if (positionals.length === 0) {
      throw new ArgumentError('check needs the files to check.');
    }
    const results: FileResult[] = [];
    for (const file of positionals) {
      results.push(await checkFile(await engine(), file));
    }
    return tellResults(results, values.json, console);
  },
});

/** What is wrong with a workspace, or with a scenario file and the workspace that it names. */
function checkFile(engine: Engine, file: string): Promise<FileResult> {
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
