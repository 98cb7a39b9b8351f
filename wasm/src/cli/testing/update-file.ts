import { counted } from '../../replay/words.js';
import { differenceLines } from '../../words/difference.js';
import { labelOf, placeOf } from '../../words/failure-words.js';
import { indented } from '../../words/lines.js';
import { printable } from '../../words/printable.js';
import type { Style } from '../../words/style.js';
import { ExitStatus, type Telling } from '../outcome.js';
import { replaceFile } from '../replace-file.js';
import type { FileRun } from './run-file.js';
import { type PlannedUpdate, planUpdates, updatedText } from './update.js';

/**
 * Puts what is there into the expectations of a file that failed, and runs it again.
 * @param people hear what is about to be changed, and what is not
 * @param again runs it
 * @returns what came of the file then; the same run where nothing could be changed
 * @throws UnwritableFile
 */
export async function updateFile(
  run: FileRun,
  { print, style }: Telling,
  again: () => Promise<FileRun>,
): Promise<FileRun> {
  if (run.status !== ExitStatus.failed || run.text === undefined) {
    return run;
  }
  const updates = planUpdates(run, run.text);
  const text = updatedText(run.text, updates);
  if (updates.length > 0) {
    print(updates.flatMap((update) => [...updateLines(run, update, style), '']).join('\n'));
  }
  if (text === run.text) {
    return run;
  }
  await replaceFile(run.file, run.text, text, 'while its scenarios ran');
  const changed = updates.filter(({ reason }) => reason === undefined).length;
  print(`${style.green('Updated')} ${counted(changed, 'expectation')} in ${printable(run.file)}.\n`);
  return again();
}

function updateLines(run: FileRun, { scenario, failure, value, reason }: PlannedUpdate, style: Style): string[] {
  const label = printable(labelOf(failure));
  const title = `${style.cyan(placeOf(run.file, failure))} ${printable(scenario.name)}`;
  return [
    title,
    ...indented(
      reason === undefined
        ? [`${label}:`, ...indented(differenceLines(failure.expected, value, style))]
        : [`${style.yellow('not updated')}: ${label}: ${printable(reason)}`],
    ),
  ];
}
