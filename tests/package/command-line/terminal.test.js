// A terminal, and what is one only by half: `script` of util-linux runs a command in a pseudo-terminal.

import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { printable } from '../../../wasm/dist/words/printable.js';
import { files } from './support/files.js';
import { folderOf, program } from './support/rehearse.js';

const { stdout: version } = spawnSync('script', ['--version'], { encoding: 'utf8' });
const missing = /util-linux/.test(version ?? '') ? false : 'there is no `script` of util-linux to make a terminal with';
const folder = await folderOf(files);

/**
 * Types a command into a terminal of its own.
 * @param {string} given
 * @param {Record<string, string>} [environment]
 * @returns {Promise<{ status: unknown, shown: string }>}
 */
function inTerminal(given, environment = {}) {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...others } = process.env;
  const env = { ...others, TERM: 'xterm', ...environment };
  const command = `"${process.execPath}" "${program}" ${given}`;
  return new Promise((resolve) => {
    const child = execFile('script', ['-qec', command, '/dev/null'], { cwd: folder, env }, (error, stdout) => {
      resolve({ status: error?.code ?? 0, shown: stdout.replaceAll('\r\n', '\n') });
    });
    child.stdin?.end();
  });
}

const introducer = '\u001b[';

test('colours on a terminal, unless they are not wanted', { skip: missing }, async () => {
  const given = 'check workspaces/broken.workspace.json';
  const { status, shown } = await inTerminal(given);
  assert.equal(status, 1);
  assert.ok(shown.includes(`${introducer}31merror value.unknown${introducer}39m`), shown);
  /** @type {[string, Record<string, string>][]} */
  const plain = [
    [given, { NO_COLOR: '1' }],
    [given, { TERM: 'dumb' }],
    [given, { FORCE_COLOR: '0' }],
    [`${given} | cat`, {}],
    [`${given} --json`, {}],
  ];
  for (const [typed, environment] of plain) {
    const { shown } = await inTerminal(typed, environment);
    assert.match(shown, /value\.unknown/, typed);
    assert.ok(!shown.includes(introducer), JSON.stringify(environment));
  }
  for (const [typed, mark] of [
    ['test scenarios/right.scenario.json', `${introducer}32m✓`],
    ['run workspaces/email.workspace.json --advance 1d', `${introducer}1m`],
    ['run workspaces/broken.workspace.json --advance 1d > /dev/null', `${introducer}31merror`],
  ]) {
    const { shown } = await inTerminal(String(typed));
    assert.ok(shown.includes(String(mark)), shown);
  }
});

test('nobody is made to wait for what nobody types', { skip: missing }, async () => {
  const { status, shown } = await inTerminal('run workspaces/email.workspace.json');
  assert.equal(status, 2);
  assert.match(
    shown,
    /^rehearse run: run needs stimuli: --fire, --advance and so on, --stimuli FILE, or lines on standard input; --stimuli - reads /,
  );
});

test('what would command a terminal is written as JSON writes it', () => {
  assert.equal(printable('a\u001b\u0085\u202e\u2028b'), 'a\\u001b\\u0085\\u202e\\u2028b');
  assert.equal(printable('\u{e0001}'), '\\udb40\\udc01');
  assert.equal(JSON.parse(`"${printable('\u{e0001}')}"`), '\u{e0001}', 'read back, it is one character');
  assert.equal(printable('👩‍👩‍👧 é 営'), '👩‍👩‍👧 é 営');
});
