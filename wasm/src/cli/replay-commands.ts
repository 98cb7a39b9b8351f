import { ArgumentError } from './arguments.js';
import { type Command, defineCommand } from './command.js';
import { mergeCommand, replayCommand } from './replay.js';
import { replayOptions, replayUsage } from './replay-arguments.js';

/** `rehearse replay` */
export const replay: Command = {
  name: 'replay',
  usage: 'WORKSPACE --events FILE [options]',
  summary: 'runs a log of past events through a workspace, or through two',
  options: replayOptions,
  help: replayUsage,
  run: (given, { console, engine }) => replayCommand(engine, [...given], console),
};

/** `rehearse merge` */
export const merge: Command = defineCommand({
  name: 'merge',
  usage: 'PART… [--json]',
  summary: 'the report of a replay that was done in parts',
  description: [
    'Puts together what rehearse replay --partition I/N --part FILE wrote for each of the N parts, in any order. The ' +
      'report is the same as that of a replay in one piece.',
  ],
  options: { json: { type: 'boolean', default: false, help: 'prints the whole report as JSON' } },
  examples: [{ command: 'rehearse merge part-*.json' }],
  exitStatus:
    '0 all well; 1 no row could be used; 2 wrong usage, or files that cannot be read or are not all parts of one replay.',
  async run({ values, positionals }, { console, engine }) {
    if (positionals.length === 0) {
      throw new ArgumentError('merge needs the files that the parts were written to.');
    }
    return mergeCommand(await engine(), positionals, values.json, console);
  },
});
