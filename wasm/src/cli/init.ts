import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printable } from '../words/printable.js';
import { styleOf } from '../words/style.js';
import { ArgumentError } from './arguments.js';
import { defineCommand } from './command.js';
import { readText } from './files.js';
import { listLines } from './help.js';
import { NewFiles } from './new-files.js';
import { type Console, ExitStatus } from './outcome.js';
import { type PackageChange, packageChange, withoutScripts } from './package-scripts.js';
import { replaceFile } from './replace-file.js';

/** Where the files stand in the package; folders whose names begin with a dot stand there without it. */
const templates = new URL('../../templates/', import.meta.url);

/** What is put into a folder, and what that is. */
const meanings = {
  'workflows/lead-scoring.workspace.json': 'two workflows: clicks count, and sales hear of hot leads',
  'workflows/lead-scoring.scenario.json': 'their tests',
  'workflows/clicks.ndjson': 'something to try out with rehearse run',
  'workflows/README.md': 'what to do with them',
  '.github/workflows/rehearse.yml': "the tests in GitHub Actions, if this is the repository's root",
} as const;

/** `rehearse init`: a worked example in a folder. */
export const init = defineCommand({
  name: 'init',
  usage: '[FOLDER] [--json]',
  summary: 'puts a worked example with tests into a folder',
  description: [
    'Puts a worked example into a folder, the current one by default: a workspace, its scenarios, stimuli to try it out ' +
      'with, a short README and a workflow for GitHub Actions; and the scripts that run them into package.json, which is made if there is none.',
    'Nothing is ever overwritten: where a file is in the way, nothing is written at all.',
  ],
  options: { json: { type: 'boolean', default: false, help: 'prints one JSON document instead of text' } },
  examples: [
    { command: 'rehearse init' },
    { does: 'in another folder, which need not be there', command: 'rehearse init marketing' },
    { does: 'for programs', command: 'rehearse init marketing --json' },
  ],
  exitStatus: '0 all is there; 2 wrong usage, files in the way, or a file that cannot be written.',
  async run({ values, positionals }, { console, engine }) {
    const [folder = '.', ...others] = positionals;
    if (others.length > 0) {
      throw new ArgumentError('init takes one folder.');
    }
    if (folder === '') {
      throw new ArgumentError('The name of the folder is empty. Leave it out, or give ., for the current one.');
    }
    const files = await templateFiles();
    const inTheWay = await those(Object.keys(files), folder);
    if (inTheWay.length > 0) {
      return refuse(inTheWay, folder, values.json, console);
    }
    const plan = await planPackage(folder, (await engine()).version);
    await write(folder, filesFor(plan.change, files), plan);
    tell({ folder, files: Object.keys(files), change: plan.change }, values.json, console);
    return ExitStatus.ok;
  },
});

/** The texts of all templates, by their paths in a folder. */
async function templateFiles(): Promise<Record<string, string>> {
  const files = Object.keys(meanings).map(async (path) => {
    const file = fileURLToPath(new URL(path.replace(/^\./, ''), templates));
    return [path, await readText(file)] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

/** The files tell to run scripts; where package.json does not get them, what is in them. */
function filesFor({ kind, scripts }: PackageChange, files: Record<string, string>): Record<string, string> {
  const missing = kind === 'left' ? scripts : {};
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, withoutScripts(text, missing)]));
}

/** Those of the paths that there are already. */
async function those(paths: readonly string[], folder: string): Promise<string[]> {
  const there = await Promise.all(paths.map((path) => exists(join(folder, path))));
  return paths.filter((_, index) => there[index]);
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes(String(Reflect.get(Object(error), 'code')));
  }
}

function refuse(paths: readonly string[], folder: string, json: boolean, console: Console): ExitStatus {
  if (json) {
    console.print(JSON.stringify({ ok: false, folder, inTheWay: paths, created: [] }, undefined, 2));
  } else {
    const what = paths.length === 1 ? 'A file is' : 'Files are';
    console.complain(
      `${what} in the way, so nothing is written:\n${paths.map((path) => `  ${join(folder, path)}`).join('\n')}\n` +
        'Give another folder: rehearse init FOLDER.',
    );
  }
  return ExitStatus.usage;
}

/** What becomes of a package.json, and what it was read as; undefined where there was none. */
interface PackagePlan {
  before: string | undefined;
  change: PackageChange;
}

async function planPackage(folder: string, version: string): Promise<PackagePlan> {
  const file = join(folder, 'package.json');
  const before = (await exists(file)) ? await readText(file) : undefined;
  return { before, change: packageChange(before, version) };
}

/**
 * Writes all, or nothing.
 * @throws UnwritableFile
 */
async function write(
  folder: string,
  files: Record<string, string>,
  { before, change: { text } }: PackagePlan,
): Promise<void> {
  const made = new NewFiles();
  try {
    for (const [path, content] of Object.entries(files)) {
      await made.write(join(folder, path), content);
    }
    if (text !== undefined) {
      const file = join(folder, 'package.json');
      await (before === undefined ? made.write(file, text) : replaceFile(file, before, text, 'meanwhile'));
    }
  } catch (error) {
    await made.undo();
    throw error;
  }
}

interface Done {
  folder: string;
  files: string[];
  change: PackageChange;
}

function tell({ folder, files, change }: Done, json: boolean, console: Console): void {
  const { kind, scripts, hasEngine } = change;
  if (json) {
    const created = kind === 'made' ? [...files, 'package.json'] : files;
    const result = { ok: true, folder, created, packageJson: kind, scripts: Object.keys(scripts) };
    console.print(JSON.stringify(result, undefined, 2));
    return;
  }
  const style = styleOf(console.colors);
  const names = Object.keys(scripts).join(' and ');
  const packageRow = [
    'package.json',
    { made: `new, with the scripts ${names}`, changed: `now has the scripts ${names}`, left: 'left as it is' }[kind],
  ] as const;
  const steps = [
    ...(folder === '.' ? [] : [`cd ${folder}`]),
    ...(hasEngine ? (kind === 'made' ? ['npm install'] : []) : ['npm install --save-dev @rehearse/engine']),
    withoutScripts('npm run test:workflows', kind === 'left' ? scripts : {}),
    // In one line and without quotation marks: shells differ in both.
    'npx rehearse run workflows/lead-scoring.workspace.json --stimuli workflows/clicks.ndjson',
  ];
  console.print(
    [
      style.bold(`Written into ${folder === '.' ? 'this folder' : folder}:`),
      ...listLines([...Object.entries(meanings), packageRow], 40),
      ...(kind === 'left' ? ['', ...leftLines(change)] : []),
      '',
      style.bold('Next:'),
      ...steps.map((step) => `  ${step}`),
    ].join('\n'),
  );
}

/** What is to be added by hand. */
function leftLines({ why, scripts }: PackageChange): string[] {
  const lines = Object.entries(scripts).map(
    ([name, command]) => `  ${JSON.stringify(name)}: ${JSON.stringify(command)}`,
  );
  return [
    `package.json is not changed: ${printable(why)}.${lines.length > 0 ? ' Scripts to add to it:' : ''}`,
    ...lines,
  ];
}
