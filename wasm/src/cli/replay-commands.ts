import { ArgumentError } from './arguments.js';
import { defineCommand } from './command.js';
import { expandPatterns } from './patterns.js';
import { mergeParts, replayLog } from './replay.js';
import { readReplayArguments, replayOptions } from './replay-arguments.js';

/** `rehearse replay`: a log of past events through a workspace, or through two versions of one. */
export const replay = defineCommand({
  name: 'replay',
  usage: 'WORKSPACE --events FILE [options]',
  summary: 'runs a log of past events through a workspace, or through two',
  description: [
    'Replays a log of past events through a workspace: who would have scored what, which workflows would have started, ' +
      'what would have been sent. The log is CSV with a header, or NDJSON; its columns are at, contact, type and the ' +
      'attributes of the events. Rows that cannot be used are told with their lines and reasons.',
  ],
  options: replayOptions,
  examples: [
    { command: 'rehearse replay spring.workspace.json --events quarter.csv' },
    {
      does: 'columns, types and times as another system writes them',
      command:
        'rehearse replay spring.workspace.json --events export.csv --sort \\\n' +
        "    --map 'at=Timestamp,contact=Contact Id,type=Event,email=Campaign' \\\n" +
        "    --type 'Email Opened=email.opened' --time iso --offset +02:00",
    },
    {
      does: 'with the contacts that there were, until the end of the quarter',
      command:
        'rehearse replay spring.workspace.json --events quarter.csv --drafts \\\n' +
        "    --contacts crm.csv --contacts-map 'id=Contact Id' \\\n" +
        '    --start 2026-01-01T00:00:00Z --end 2026-04-01T00:00:00Z',
    },
    {
      does: 'from standard input; a line for each contact',
      command:
        'zcat log.gz | rehearse replay spring.workspace.json --events - \\\n' +
        '    --format ndjson --strict --csv scores.csv',
    },
    {
      does: 'what a change of the workspace would have changed',
      command:
        'rehearse replay today.json --compare tomorrow.json --events quarter.csv \\\n    --thresholds 50,60 --jobs auto',
    },
    {
      does: 'why a workflow started, for machines',
      command: 'rehearse replay spring.workspace.json --events quarter.csv --json \\\n    --excerpts spring-offer=5',
    },
    {
      does: 'one of two parts, on another machine each; then rehearse merge',
      command: 'rehearse replay spring.workspace.json --events quarter.csv \\\n    --partition 0/2 --part part-0.json',
    },
  ],
  exitStatus:
    '0 all well; 1 the workspace has errors, or no row can be used, or one cannot and --strict was given; 2 wrong usage, ' +
    'or a file that cannot be read or written.',
  run: (given, context) => replayLog(readReplayArguments(given), context),
});

/** `rehearse merge` */
export const merge = defineCommand({
  name: 'merge',
  usage: 'PART… [--json]',
  summary: 'the report of a replay that was done in parts',
  description: [
    'Puts together what rehearse replay --partition I/N --part FILE wrote for each of the N parts, in any order. The ' +
      'report is the same as that of a replay in one piece. - reads parts from standard input, one on each line.',
  ],
  options: { json: { type: 'boolean', default: false, help: 'prints the whole report as JSON' } },
  examples: [{ command: 'rehearse merge part-*.json' }, { command: 'cat part-*.json | rehearse merge - --json' }],
  exitStatus:
    '0 all well; 1 no row could be used; 2 wrong usage, or files that cannot be read or are not all parts of one replay.',
  async run({ values, positionals }, context) {
    if (positionals.length === 0) {
      throw new ArgumentError('merge needs the files that the parts were written to.');
    }
    return mergeParts(await expandPatterns(positionals), values.json, context);
  },
});
