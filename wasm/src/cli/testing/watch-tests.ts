import { dirname, resolve } from 'node:path';
import { counted } from '../../replay/words.js';
import { printable } from '../../words/printable.js';
import { type Style, styleOf } from '../../words/style.js';
import type { Context } from '../command.js';
import { readNamedWorkspace, readText, workspacePlace } from '../files.js';
import type { FoundFiles } from '../find-files.js';
import { ExitStatus } from '../outcome.js';
import { countsOf } from './reporter.js';
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
  const round = async (touched: readonly string[], found: FoundFiles) => {
    watch.watch(foldersOf(found, latest));
    let files = touched;
    while (files.length > 0) {
      const { runs } = await runTests(files, asked, context);
      for (const run of runs) {
        latest.set(run.file, run);
      }
      // Folders of workspaces are known only now: what was changed in them while the files ran is looked for.
      const isNew = watch.watch(foldersOf(found, latest));
      files = isNew ? await touchedOf([...latest.keys()], latest) : [];
    }
    if (touched.length > 0) {
      console.print(`\n${standing(latest, found.files, style)}`);
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
function standing(latest: ReadonlyMap<string, FileRun>, files: readonly string[], style: Style): string {
  const notRun = files.filter((file) => !latest.has(file)).length;
  const left = notRun === 0 ? '' : style.yellow(`, ${notRun} not run (--bail)`);
  return `Watching ${counted(files.length, 'file')}, ${stateOf(latest, style)}${left}. Ctrl-C ends.`;
}

function stateOf(latest: ReadonlyMap<string, FileRun>, style: Style): string {
  const wrong = [...latest.values()].filter(({ status }) => status !== ExitStatus.ok).map(({ file }) => file);
  if (wrong.length > 0) {
    return style.red(`wrong: ${wrong.slice(0, 3).map(printable).join(', ')}${wrong.length > 3 ? ' …' : ''}`);
  }
  const { passed, filtered } = countsOf([...latest.values()]);
  return filtered > 0 && passed === 0 ? style.yellow('no name fits --filter') : style.green('all well');
}
