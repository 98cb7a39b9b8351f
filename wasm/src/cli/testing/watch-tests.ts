import { dirname, resolve } from 'node:path';
import { counted } from '../../replay/words.js';
import { printable } from '../../words/printable.js';
import { type Style, styleOf } from '../../words/style.js';
import type { Context } from '../command.js';
import { readNamedWorkspace, readText, workspacePlace } from '../files.js';
import type { FoundFiles } from '../find-files.js';
import { ExitStatus } from '../outcome.js';
import type { FileRun } from './run-file.js';
import { type AskedTests, runTests } from './run-tests.js';
import { FolderWatch } from './watch.js';

/**
 * Runs scenario files, and again those that a change touches: of the file itself, or of the workspace that it names. Ends
 * with Ctrl-C.
 * @param search finds the files, also those that were not there before
 */
export async function watchTests(
  search: () => Promise<FoundFiles>,
  asked: AskedTests,
  context: Context,
): Promise<ExitStatus> {
  const { console } = context;
  const style = styleOf(console.colors);
  const watch = new FolderWatch();
  const latest = new Map<string, FileRun>();
  const round = async (files: readonly string[], found: FoundFiles) => {
    watch.watch(foldersOf(found, latest));
    if (files.length > 0) {
      const { runs } = await runTests(files, asked, context);
      for (const run of runs) {
        latest.set(run.file, run);
      }
      watch.watch(foldersOf(found, latest)); // with those of the workspaces
      console.print(`\n${standing(latest, style)}`);
    }
  };
  try {
    let found = await search();
    await round(found.files, found);
    while (await watch.next()) {
      found = await search().catch(() => found);
      forgetGone(latest, found.files);
      const touched = await touchedOf(found.files, latest);
      if (touched.length > 0) {
        console.print(`\n${style.dim('──')} ${style.bold(changeText(touched))} ${style.dim('──')}\n`);
      }
      await round(touched, found);
    }
    return ExitStatus.ok;
  } finally {
    watch.close();
  }
}

function foldersOf({ folders, files }: FoundFiles, latest: ReadonlyMap<string, FileRun>): Set<string> {
  const named = [...latest.values()].map(({ file, text }) =>
    text === undefined ? undefined : workspacePlace(file, text),
  );
  const all = [...files, ...named.filter((place) => place !== undefined)];
  return new Set([...folders.map((folder) => resolve(folder)), ...all.map((file) => dirname(resolve(file)))]);
}

function forgetGone(latest: Map<string, FileRun>, files: readonly string[]): void {
  for (const file of [...latest.keys()].filter((name) => !files.includes(name))) {
    latest.delete(file);
  }
}

/** The files that are new, or read otherwise than when they were run, or whose workspaces do. */
async function touchedOf(files: readonly string[], latest: ReadonlyMap<string, FileRun>): Promise<string[]> {
  const touched: string[] = [];
  for (const file of files) {
    const run = latest.get(file);
    if (run === undefined || (await isTouched(run))) {
      touched.push(file);
    }
  }
  return touched;
}

async function isTouched({ file, text, workspace }: FileRun): Promise<boolean> {
  const now = await readText(file).catch(() => undefined);
  if (now !== text || now === undefined) {
    return now !== text;
  }
  const named = await readNamedWorkspace(file, now).catch(() => undefined);
  return named?.text !== workspace?.text;
}

function changeText(files: readonly string[]): string {
  const names = files.slice(0, 3).map(printable).join(', ');
  return `Run again: ${names}${files.length > 3 ? ` and ${files.length - 3} more` : ''}`;
}

/** How all files stand, also those that were not run this time. */
function standing(latest: ReadonlyMap<string, FileRun>, style: Style): string {
  const wrong = [...latest.values()].filter(({ status }) => status !== ExitStatus.ok).map(({ file }) => file);
  const state =
    wrong.length === 0
      ? style.green('all well')
      : style.red(`wrong: ${wrong.slice(0, 3).map(printable).join(', ')}${wrong.length > 3 ? ' …' : ''}`);
  return `Watching ${counted(latest.size, 'file')}, ${state}. Ctrl-C ends.`;
}
