#!/usr/bin/env node
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { main } from '../dist/cli/main.js';
import { hasColors } from '../dist/words/style.js';

const { stdin, stdout, stderr, env } = process;

// Whoever reads may stop early, as head does.
stdout.on('error', (error) => {
  stderr.write(`What was printed was not read to its end: ${error.message}\n`);
  process.exit(2);
});
stderr.on('error', () => process.exit(2));

try {
  process.exitCode = await main(process.argv.slice(2), {
    print: (text) => stdout.write(`${text}\n`),
    complain: (text) => stderr.write(`${text}\n`),
    write: (text) => stdout.write(text),
    // That nobody reads any more is told by an event, which has its turn even where all is taken at once.
    drained: () => (stdout.writableNeedDrain ? once(stdout, 'drain') : setImmediate()),
    inputIsTerminal: stdin.isTTY,
    terminal: stderr.isTTY ? { write: (text) => stderr.write(text), columns: () => stderr.columns ?? 80 } : undefined,
    colors: hasColors(stdout, env),
    complaintColors: hasColors(stderr, env),
  });
} catch (error) {
  // A fault of this program, and not a scenario that failed, which 1 says.
  stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 2;
}
