#!/usr/bin/env node
import { main } from '../dist/cli/main.js';
import { isWritingFiles } from '../dist/cli/output-file.js';
import { standardError, standardOutput } from '../dist/cli/standard-streams.js';
import { hasColors } from '../dist/words/style.js';

const { stdin, stdout, stderr, env } = process;

/** Whether all that was to be told was told. */
let isTold = true;

// Whoever reads may stop early, as head does: that costs nobody the files that were asked for, too.
stdout.on('error', (error) => {
  if (isTold) {
    standardError.write(`What was printed was not read to its end: ${error.message}\n`);
  }
  standardOutput.readerIsGone();
  lost();
});
stderr.on('error', () => {
  standardError.readerIsGone();
  lost();
});

/** Goes on while a file is being written, and ends otherwise. */
function lost() {
  isTold = false;
  process.exitCode = 2;
  endUnlessWriting();
}

function endUnlessWriting() {
  if (!isTold && !isWritingFiles()) {
    process.exit(2);
  }
}

/** @param {string} text */
function print(text) {
  endUnlessWriting();
  standardOutput.write(text);
}

/** @param {string} text */
function complain(text) {
  endUnlessWriting();
  standardError.write(text);
}

try {
  const status = await main(process.argv.slice(2), {
    print: (text) => print(`${text}\n`),
    complain: (text) => complain(`${text}\n`),
    write: print,
    drained: () => standardOutput.drained(),
    inputIsTerminal: stdin.isTTY,
    terminal: stderr.isTTY
      ? { write: (text) => standardError.write(text), columns: () => stderr.columns ?? 80 }
      : undefined,
    colors: hasColors(stdout, env),
    complaintColors: hasColors(stderr, env),
  });
  process.exitCode = isTold ? status : 2;
} catch (error) {
  // A fault of this program, and not a scenario that failed, which 1 says.
  stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 2;
}
