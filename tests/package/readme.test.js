import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The README's blocks of one language, in order. */
function blocksOf(markdown, language) {
  return [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, written]) => written === language)
    .map(([, , content]) => content);
}

test('the README prints what it says', async () => {
  const readme = await readFile(`${root}README.md`, 'utf8');
  const [code] = blocksOf(readme, 'js');
  const [printed] = blocksOf(readme, 'text');
  assert.ok(code && printed, 'the README has a js block and a text block');
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], { cwd: root });
  assert.equal(stdout, printed);
});

test('the README shows only pictures and links to files that there are', async () => {
  const readme = await readFile(`${root}README.md`, 'utf8');
  const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, target]) => target);
  assert.ok(targets.length > 0);
  for (const target of targets) {
    await assert.doesNotReject(readFile(root + target), `${target} is there`);
  }
});
