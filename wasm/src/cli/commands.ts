import { check } from './check.js';
import type { Command } from './command.js';
import { init } from './init.js';
import { merge, replay } from './replay-commands.js';
import { run } from './run.js';
import { test } from './test.js';

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [test, check, run, init, replay, merge];
