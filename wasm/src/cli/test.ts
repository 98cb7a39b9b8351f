import { printable } from '../words/printable.js';
import { styleOf } from '../words/style.js';
import { ArgumentError, type OptionValues } from './arguments.js';
import { defineCommand } from './command.js';
import { coverageOptions, readCoverageRequest } from './coverage/report.js';
import { type FoundFiles, searchFiles } from './find-files.js';
import { readFilter } from './testing/filter.js';
import { problemsOf } from './testing/reporter.js';
import { readReporters, reporterNames } from './testing/reporters.js';
import { type AskedTests, runTests } from './testing/run-tests.js';
import { watchTests } from './testing/watch-tests.js';

const options = {
  reporter: {
    type: 'string',
    multiple: true,
    value: 'NAME[=FILE]',
    help: `${reporterNames.join(', ')}; with =FILE it is written there, beside what is printed`,
  },
  filter: {
    type: 'string',
    multiple: true,
    value: 'TEXT',
    help: 'runs the scenarios whose names hold the text, in capitals or not; /TEXT/ is a regular expression',
  },
  bail: { type: 'boolean', default: false, help: 'stops after the first scenario that fails' },
  watch: { type: 'boolean', default: false, help: 'runs again what a changed file touches, until Ctrl-C' },
  update: {
    type: 'boolean',
    default: false,
    help: 'shows what is otherwise than expected, and writes it into the expectations',
  },
  ...coverageOptions,
  json: { type: 'boolean', default: false, help: 'the same as --reporter json' },
  journals: { type: 'boolean', default: false, help: "with the reporter json: each scenario's whole journal, too" },
} as const;

/** `rehearse test`: runs scenario files. */
export const test = defineCommand({
  name: 'test',
  usage: '[FILE or FOLDER]… [options]',
  summary: 'runs scenario files, and tells what failed and why',
  description: [
    'Runs the scenarios of each file. Folders, and the current one where none is given, are searched for ' +
      '*.scenario.json; node_modules, dist and hidden folders are passed over.',
  ],
  options,
  examples: [
    { command: 'rehearse test' },
    {
      does: 'those of one folder whose names speak of scores, up to the first that fails',
      command: 'rehearse test spring/ --filter score --bail',
    },
    { does: 'while you write them', command: 'rehearse test --watch' },
    { does: 'after a change that was meant', command: 'rehearse test spring/ --update' },
    { does: 'what of the workflows never happened', command: 'rehearse test --coverage' },
    {
      does: 'fails if less than 90% of what can happen in the workflows did',
      command: 'rehearse test --min 90 --coverage-html coverage.html',
    },
    {
      does: 'in continuous integration',
      command: 'rehearse test --reporter junit=report.xml --coverage-json coverage.json',
    },
    { does: 'for programs', command: 'rehearse test --json --journals > results.json' },
  ],
  exitStatus:
    '0 all well; 1 a scenario failed, a document has errors, or less is covered than --min wants; 2 wrong usage, nothing to run, or a file that cannot be ' +
    'read or written.',
  form: ({ json, reporter = [] }) => (json || reporter.includes('json') ? 'json' : 'text'),
  async run({ values, positionals }, context) {
    const asked = readAsked(values);
    if (values.watch) {
      return watchTests(() => search(positionals), asked, context);
    }
    const { files } = await search(positionals);
    const outcome = await runTests(files, asked, context);
    const { red } = styleOf(context.console.complaintColors);
    for (const problem of problemsOf(outcome)) {
      context.console.complain(red(problem));
    }
    return outcome.status;
  },
});

function readAsked(values: OptionValues<typeof options>): AskedTests {
  const { bail, journals, update, watch } = values;
  const reporters = readReporters([...(values.reporter ?? []), ...(values.json ? ['json'] : [])]);
  if (journals && !reporters.some(({ name }) => name === 'json')) {
    throw new ArgumentError('--journals goes with --json or --reporter json=FILE.');
  }
  const coverage = readCoverageRequest(values);
  if (coverage && watch) {
    throw new ArgumentError('Coverage is of all files: --watch, which runs some of them again, does not go with it.');
  }
  if (update && (bail || watch)) {
    throw new ArgumentError(`--update and ${bail ? '--bail' : '--watch'} do not go together.`);
  }
  if (watch && reporters.some(({ name, file }) => file !== undefined || (name !== 'pretty' && name !== 'dot'))) {
    throw new ArgumentError('--watch goes with the reporters pretty and dot, to standard output alone.');
  }
  return {
    reporters,
    coverage,
    run: {
      filter: readFilter(values.filter),
      ...{ bail, journals, coverage: coverage !== undefined, keepTexts: watch },
    },
    update,
  };
}

/** @throws ArgumentError where there is nothing to run */
async function search(paths: readonly string[]): Promise<FoundFiles> {
  const found = await searchFiles(paths.length === 0 ? ['.'] : paths, ['.scenario.json']);
  const [nothing] = found.empty;
  if (nothing !== undefined) {
    throw nothingIn(nothing);
  }
  return found;
}

function nothingIn(folder: string): ArgumentError {
  const where = folder === '.' ? 'the current folder' : printable(folder);
  return new ArgumentError(
    `There is no file *.scenario.json in ${where}, or in a folder in it. Name the scenario files, or the folder that ` +
      'they are in.',
  );
}
