import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = await readFile(`${root}README.md`, 'utf8');

/**
 * The README's first block of a language.
 * @param {string} language
 */
function blockOf(language) {
  const [, content] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(readme) ?? [];
  assert.ok(content, `the README has a block of ${language}`);
  return content;
}

test('the README prints what it says', async () => {
  const inputs = ['--input-type=module', '--eval', blockOf('js')];
  const { stdout } = await promisify(execFile)(process.execPath, inputs, { cwd: root });
  assert.equal(stdout, blockOf('text'));
});

test('the README shows only pictures and links to files that there are', async () => {
  const targets = [...readme.matchAll(/\]\((?!https?:)(?<path>[^)#]+)/g)].map((match) => match.groups?.path ?? '');
  assert.notEqual(targets.length, 0);
  for (const target of targets) {
    await assert.doesNotReject(access(root + target), `${target} is there`);
  }
});
