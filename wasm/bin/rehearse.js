#!/usr/bin/env node
import { main } from '../dist/cli/main.js';
import { hasColors } from '../dist/cli/style.js';

const { stdout, stderr, env } = process;

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
    terminal: stderr.isTTY ? { write: (text) => stderr.write(text), columns: () => stderr.columns ?? 80 } : undefined,
    colors: hasColors(stdout, env),
    complaintColors: hasColors(stderr, env),
  });
} catch (error) {
  // A fault of this program, and not a scenario that failed, which 1 says.
  stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 2;
}
