import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { timeText } from '../../../wasm/dist/cli/testing/file-text.js';
import { junitReporter } from '../../../wasm/dist/cli/testing/junit.js';
import { differenceLines } from '../../../wasm/dist/words/difference.js';
import { FailureWords } from '../../../wasm/dist/words/failure-words.js';
import { styleOf } from '../../../wasm/dist/words/style.js';
import { files, scenarioFile } from './support/files.js';
import { folderOf, runIn } from './support/rehearse.js';

const evil = `<b a="'1'">&amp; ]]> \u0000\u001b[31m\t\u0085 😀 \\ # SKIP`;

const cwd = await folderOf({
  'a.scenario.json': {
    ...scenarioFile(11),
    workspace: files['workspaces/email.workspace.json'],
    scenarios: scenarioFile(11).scenarios.map((each) => ({ ...each, name: `${each.name} ${evil}` })),
  },
  'b.scenario.json': { ...scenarioFile(10), workspace: 'nowhere.json' },
  'c.scenario.json': '{',
  'd.scenario.json': { ...scenarioFile(10), workspace: files['workspaces/email.workspace.json'] },
});

/**
 * The elements of XML, as a parser that takes nothing but well-formed documents reads them.
 * @param {string} text
 */
function readXml(text) {
  assert.match(text, /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u, 'characters of XML alone');
  const [, body = ''] = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n([\s\S]*)$/.exec(text) ?? [];
  /** @type {{ name: string, attributes: Record<string, string>, text: string }[]} */
  const elements = [];
  /** @type {typeof elements} */
  const open = [];
  const piece = /<(\/?)(\w+)((?: \w+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  let end = 0;
  for (const [whole, closing, name = '', attributes = '', empty, content] of body.matchAll(piece)) {
    end += whole.length;
    const plain =
      attributes.replaceAll(/&(?:amp|lt|gt|quot);/g, '') + (content ?? '').replaceAll(/&(?:amp|lt|gt);/g, '');
    assert.doesNotMatch(plain, /&|\]\]>/);
    if (content !== undefined) {
      if (open.length > 0) Object.assign(open.at(-1) ?? {}, { text: open.at(-1)?.text + content });
    } else if (closing) {
      assert.equal(open.pop()?.name, name);
    } else {
      const pairs = [...attributes.matchAll(/ (\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]);
      const element = { name, attributes: Object.fromEntries(pairs), text: '' };
      assert.equal(Object.keys(element.attributes).length, pairs.length, 'no attribute twice');
      elements.push(element);
      if (!empty) open.push(element);
    }
  }
  assert.equal(end, body.length, `well-formed to the end: ${body.slice(end, end + 100)}`);
  assert.deepEqual(open, []);
  return elements;
}

test('junit: well-formed, and its sums are right', async () => {
  const { status, stdout } = await runIn(cwd, ['test', '--reporter', 'junit']);
  assert.equal(status, 2);
  const elements = readXml(stdout);
  const [all] = elements;
  assert.equal(all?.name, 'testsuites');
  /** @param {string} name */
  const named = (name) => elements.filter((element) => element.name === name);
  const cases = named('testcase');
  const counts = { tests: cases.length, failures: named('failure').length, errors: named('error').length };
  assert.deepEqual(counts, { tests: 6, failures: 1, errors: 2 });
  for (const [key, count] of Object.entries(counts)) {
    assert.equal(Number(all?.attributes[key]), count);
    assert.equal(
      named('testsuite').reduce((sum, { attributes }) => sum + Number(attributes[key]), 0),
      count,
    );
  }
  for (const { attributes } of cases) {
    assert.match(attributes.time ?? '', /^\d+\.\d{6}$/);
    assert.ok(attributes.name && attributes.classname && attributes.file);
  }
  const [failure] = named('failure');
  assert.equal(failure?.attributes.type, 'engagementScore');
  assert.equal(failure?.attributes.message, 'ana engagementScore: expected score 11, was 10');
  assert.match(failure?.text ?? '', /at a\.scenario\.json:\d+:\d+[\s\S]*What led there:/);
  assert.match(named('error')[0]?.attributes.message ?? '', /nowhere\.json: cannot be read/);
});

test('junit: what was not run is skipped', async () => {
  const { stdout } = await runIn(cwd, ['test', '--reporter', 'junit', '--bail', 'a.scenario.json', 'd.scenario.json']);
  const elements = readXml(stdout);
  assert.equal(elements.filter(({ name }) => name === 'skipped').length, 2);
  assert.equal(elements[0]?.attributes.skipped, '2');
});

test('junit: halves of characters, and what is no character', async () => {
  const { catalog } = await loadEngine();
  const place = { path: '', line: 1, column: 1, milliseconds: 1, expectations: 1 };
  /** @type {import('../../../wasm/dist/cli/testing/run-file.js').FileRun} */
  const run = {
    file: 'a \ud800 \uffff.json',
    status: 1,
    diagnostics: [],
    diagnosed: { file: '', text: '' },
    milliseconds: 1,
    scenarios: [{ ...place, name: 'x \udfff', status: 'passed', failures: [] }],
  };
  const reporter = junitReporter({ style: styleOf(false), failures: new FailureWords(catalog, styleOf(false)) });
  const elements = readXml(reporter.end({ runs: [run], notRun: [], gates: [], status: 1, milliseconds: 1 }));
  assert.equal(elements[1]?.attributes.name, 'a \\ud800 \\uffff.json');
  assert.equal(elements[2]?.attributes.name, 'x \\udfff');
});

test('tap: every line is one of TAP 14, and the plan is right', async () => {
  const { status, stdout } = await runIn(cwd, ['test', '--reporter', 'tap', '--filter', 'click', '--filter', '/^zz/']);
  assert.equal(status, 2);
  const [version, ...lines] = stdout.trimEnd().split('\n');
  assert.equal(version, 'TAP version 14');
  let number = 0;
  let isInside = false;
  for (const line of lines) {
    if (isInside) {
      isInside = line !== '  ...';
      assert.match(line, /^ {2}/);
      const [, value] = /^ +(?:- )?\w+: (.*)$/.exec(line) ?? [];
      if (value) assert.doesNotThrow(() => JSON.parse(value), line);
    } else if (line === '  ---') {
      isInside = true;
    } else if (/^(not )?ok/.test(line)) {
      number += 1;
      // A directive is a # that no backslash stands before; there is one at most.
      assert.match(line, /^(?:not )?ok \d+ - (?:[^\\#]|\\\\|\\#)+(?: # SKIP left out by --filter)?$/);
      assert.ok(line.includes(`ok ${number} - `));
    } else {
      assert.match(line, /^1\.\.\d+$|^# failed$/);
    }
  }
  assert.ok(stdout.includes(`\n1..${number}\n`));
  assert.equal(number, 6);
  assert.equal(lines.filter((line) => line.endsWith(' # SKIP left out by --filter')).length, 2);
  assert.match(stdout, /\nnot ok 4 - c\.scenario\.json\n {2}---\n {2}message: "The file could not be run\."\n/);
});

test('what is asked for of all files together is in every report', async () => {
  const less = ['d.scenario.json', '--min', '90'];
  const nothing = ['d.scenario.json', '--filter', 'zebra'];
  const problems = [/^Coverage is [\d.]+%, less than the 90% of --min: /, /^--filter leaves out all scenarios: /];

  for (const [index, given] of [less, nothing].entries()) {
    const json = await runIn(cwd, ['test', ...given, '--json']);
    const document = JSON.parse(json.stdout);
    assert.deepEqual([json.status, document.ok, document.files[0].ok], [index + 1, false, true]);
    assert.equal(document.problems.length, 1);
    assert.match(document.problems[0], problems[index] ?? /^$/);

    const tap = await runIn(cwd, ['test', ...given, '--reporter', 'tap']);
    assert.match(tap.stdout, /\nnot ok 3 - (coverage of at least 90%|--filter leaves something to run)\n {2}---\n/);
    assert.match(tap.stdout, /\n1\.\.3\n# failed\n$/);

    const junit = await runIn(cwd, ['test', ...given, '--reporter', 'junit']);
    const elements = readXml(junit.stdout);
    assert.equal(elements[0]?.attributes.failures, '1');
    assert.equal(elements.filter(({ name }) => name === 'testcase').length, Number(elements[0]?.attributes.tests));
    const [failure] = elements.filter(({ name }) => name === 'failure');
    assert.match(failure?.attributes.message ?? '', problems[index] ?? /^$/);
  }

  const enough = ['test', 'd.scenario.json', '--min', '10'];
  assert.deepEqual(JSON.parse((await runIn(cwd, [...enough, '--json'])).stdout).problems, []);
  assert.match(
    (await runIn(cwd, [...enough, '--reporter', 'tap'])).stdout,
    /\nok 3 - coverage of at least 10%\n1\.\.3\n$/,
  );
  const elements = readXml((await runIn(cwd, [...enough, '--reporter', 'junit'])).stdout);
  assert.deepEqual([elements[0]?.attributes.tests, elements[0]?.attributes.failures], ['3', '0']);
});

test('a report that holds what is wrong with a file says no more of a filter', async () => {
  const { status, stdout, stderr } = await runIn(cwd, ['test', 'c.scenario.json', '--json', '--filter', 'zebra']);
  assert.deepEqual([status, stderr, JSON.parse(stdout).problems], [1, '', []]);
});

test('dot: a sign for each', async () => {
  const { stdout } = await runIn(cwd, ['test', '--reporter', 'dot']);
  assert.match(stdout, /^F\.EE\.\.\n/);
  assert.match(stdout, /\n1\) a\.scenario\.json > a click counts/);
});

test('two reports to one file are refused; none is written over a file that --bail left out', async () => {
  const twice = await folderOf({
    'd.scenario.json': await readFile(join(cwd, 'd.scenario.json'), 'utf8'),
    out: 'before',
  });
  for (const given of [
    ['--reporter', 'json=out', '--reporter', 'tap=./out'],
    ['--coverage-html', 'out', '--coverage-json', 'out'],
    ['--reporter', 'json=out', '--coverage-json', 'out'],
  ]) {
    const { status, stderr } = await runIn(twice, ['test', ...given]);
    assert.equal(status, 2, given.join(' '));
    assert.match(stderr, /out: cannot be written: two results would stand there\. Give another name\./);
    assert.equal(await readFile(join(twice, 'out'), 'utf8'), 'before');
    assert.deepEqual((await readdir(twice)).sort(), ['d.scenario.json', 'out']);
  }
  const before = await readFile(join(cwd, 'd.scenario.json'), 'utf8');
  const { status } = await runIn(cwd, ['test', '--bail', '--reporter', 'json=d.scenario.json']);
  assert.equal(status, 2);
  assert.equal(await readFile(join(cwd, 'd.scenario.json'), 'utf8'), before);
});

test('times are never a thousand of the smaller unit', () => {
  const said = [0.04, 9.94, 9.96, 12.4, 999.4, 999.6, 1234].map(timeText);
  assert.deepEqual(said, ['0.0 ms', '9.9 ms', '10 ms', '12 ms', '999 ms', '1.00 s', '1.23 s']);
});

test('long texts are not cut within a character', () => {
  for (const before of [198, 199, 200]) {
    const value = `${'a'.repeat(before)}${'😀'.repeat(50)}`;
    for (const line of differenceLines(value, 'b', styleOf())) {
      assert.doesNotMatch(line, /\p{Surrogate}/u);
    }
  }
});

test('junit: a scenario has one failure, in which all are told', async () => {
  const { name, steps } = scenarioFile(11).scenarios[0] ?? assert.fail();
  const both = [
    ...steps,
    { expect: { contact: 'ana', tags: ['vip'] } },
    { expect: { contact: 'ana', hasTags: ['vip'] } },
  ];
  const cwd = await folderOf({
    'workspaces/email.workspace.json': files['workspaces/email.workspace.json'],
    'scenarios/a.scenario.json': { ...scenarioFile(11), scenarios: [{ name, steps: both }] },
  });
  const { status, stdout } = await runIn(cwd, ['test', '--reporter', 'junit']);
  assert.equal(status, 1);
  const failures = stdout.match(/<failure [^>]*>[^<]*<\/failure>/g) ?? [];
  assert.equal(failures.length, 1);
  assert.match(failures[0] ?? '', /message="ana engagementScore: [^"]* \(and \d more\)"/);
  for (const told of ['ana engagementScore: expected', 'ana tags: ', 'ana hasTags: ']) {
    assert.ok(failures[0]?.split('>')[1]?.includes(told), told);
  }
});
