#!/usr/bin/env node
import { main } from '../dist/cli/main.js';

const { stdout, stderr } = process;

// Whoever reads may stop early, as head does.
stdout.on('error', (error) => {
  stderr.write(`What was printed was not read to its end: ${error.message}\n`);
  process.exit(2);
});

process.exitCode = await main(process.argv.slice(2), {
  print: (text) => stdout.write(`${text}\n`),
  complain: (text) => stderr.write(`${text}\n`),
  terminal: stderr.isTTY ? { write: (text) => stderr.write(text), columns: () => stderr.columns ?? 80 } : undefined,
});
