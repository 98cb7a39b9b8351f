// The element's attributes, properties, methods and events, in a page of a host.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { hostServer } from './support/host-page.js';

/** @import { RehearseTester } from '@rehearse/tester' */

const workspace = {
  rehearse: 1,
  name: 'Of the host',
  clock: '2026-03-02T09:00:00Z',
  workflows: [
    {
      id: 'points',
      status: 'published',
      triggers: [
        { id: 'seen', type: 'page.viewed', conditions: [{ field: 'event.page', operator: 'equalTo', value: 'home' }] },
      ],
      steps: [
        { type: 'modifyEngagementScore', operation: 'add', points: 3 },
        { type: 'wait', for: '2d' },
        { type: 'addTag', tags: ['waited'] },
      ],
    },
  ],
  contacts: [{ id: 'kim' }],
};

const script = "import '@rehearse/tester/define';";
const shared = useBrowser(
  hostServer({
    '/': '<rehearse-tester></rehearse-tester><script type="module" src="/define.js"></script>',
    '/define.js': script,
    '/none': '<script type="module" src="/define.js"></script>',
    '/far': '<div id="far"><rehearse-tester></rehearse-tester></div><script type="module" src="/far.js"></script>',
    '/far.js': `${script} document.querySelector('#far').style.marginTop = '5000px';`,
    '/attributes': `<rehearse-tester view="nonsense" readonly loading="manual"></rehearse-tester>
      <rehearse-tester view="contacts" loading="nonsense"></rehearse-tester><script type="module" src="/define.js"></script>`,
    '/early': '<rehearse-tester></rehearse-tester><script type="module" src="/early.js"></script>',
    // Properties come before the class does.
    '/early.js': `const tester = document.querySelector('rehearse-tester');
      const heard = [];
      tester.addEventListener('rehearse-ready', () => heard.push('ready'));
      tester.addEventListener('rehearse-change', () => heard.push('change'));
      Object.assign(tester, { scenarios: [{ name: 'none', steps: [] }], readonly: true, view: 'contacts', workspace: ${JSON.stringify(workspace)} });
      await import('@rehearse/tester/define');
      globalThis.heard = heard;`,
    '/missing':
      '<rehearse-tester engine-src="/nowhere.wasm"></rehearse-tester><script type="module" src="/define.js"></script>',
  }),
);

/**
 * Opens a page; `fetched` holds what it asked for, `done` closes it and fails where anything went wrong.
 * @param {string} [path]
 */
async function open(path = '') {
  const page = await shared.browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(10_000);
  /** @type {string[]} */
  const fetched = [];
  /** @type {string[]} */
  const complaints = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(shared.address + path);
  await page.evaluate(() => customElements.whenDefined('rehearse-tester'));
  const done = async () => {
    await page.close();
    assert.deepEqual(complaints, []);
  };
  return { page, fetched, done };
}

/** Whether the engine was asked for. @param {string[]} fetched */
const hasEngine = (fetched) => fetched.some((path) => path.endsWith('.wasm'));

test('the engine is loaded when the element can be seen, once for all of a page', async () => {
  const { page, fetched, done } = await open('far');
  await page.waitForTimeout(300);
  assert.equal(hasEngine(fetched), false);
  await page.evaluate(() => document.querySelector('rehearse-tester')?.scrollIntoView());
  await page.locator('rehearse-composer form').waitFor();
  const same = await page.evaluate(async () => {
    const first = /** @type {RehearseTester | null} */ (document.querySelector('rehearse-tester'));
    const second = document.createElement('rehearse-tester');
    document.body.prepend(second);
    scrollTo(0, 0);
    await new Promise((resolve) => second.addEventListener('rehearse-ready', resolve, { once: true }));
    return first?.engine === second.engine;
  });
  assert.equal(same, true);
  assert.equal(fetched.filter((path) => path.endsWith('.wasm')).length, 1);
  await done();
});

test('a method asks for the engine, waits for it, and those that follow wait for their turn', async () => {
  const { page, done } = await open('far');
  const told = await page.evaluate(async (document_) => {
    const tester = document.querySelector('rehearse-tester');
    if (!tester) throw new Error('no element');
    /** @type {string[]} */
    const heard = [];
    for (const name of ['rehearse-ready', 'rehearse-report', 'rehearse-change', 'rehearse-error']) {
      document.addEventListener(name, () => heard.push(name));
    }
    tester.workspace = /** @type {any} */ (document_);
    const [fired, , due, past] = await Promise.all([
      tester.fire({ type: 'page.viewed', contact: 'kim', page: 'home' }),
      tester.advance('1d'),
      tester.advanceTo('2026-03-05T00:00:00Z'),
      tester.advanceTo('2026-03-01T00:00:00Z').catch((error) => `${error.name}: ${error.message}`),
    ]);
    const explained = await tester.explain(fired.seq, 'points');
    const latest = await tester.explain({ contact: 'kim', workflow: 'points', event: 'page.viewed' });
    const tried = await tester.explain({
      contact: 'kim',
      workflow: 'points',
      event: { type: 'page.viewed', page: 'faq' },
    });
    const unheard = await tester
      .explain({ contact: 'kim', workflow: 'points', event: 'email.opened' })
      .catch((error) => error.message);
    const unnamed = await tester
      .explain(/** @type {any} */ ({ contact: 'kim', workflow: 'points' }))
      .catch((error) => `${error.name}: ${error.message}`);
    const exported = await tester.exportScenario('seen, then waited');
    const result = tester.engine?.test(exported);
    await tester.reset();
    const nothing = await tester.exportScenario().catch((error) => error.message);
    return {
      heard,
      fired: fired.fired.map(({ workflow }) => workflow),
      due: due.entries.map(({ kind }) => kind),
      past,
      explained: explained.started,
      latest: latest.started,
      tried: [tried.started, tried.change?.wanted],
      unheard,
      unnamed,
      exported: exported.scenarios.map(({ name, steps }) => [name, steps.length > 3]),
      passed: result?.ok,
      nothing,
      timeline: tester.shadowRoot?.querySelectorAll('.run').length,
    };
  }, workspace);
  assert.deepEqual(told.fired, ['points']);
  assert.ok(told.due.includes('waitEnded'), told.due.join());
  assert.match(String(told.past), /^\w+Error: .*back/i);
  assert.deepEqual([told.explained, told.latest, ...told.tried], [true, true, false, 'home']);
  assert.match(told.unheard, /kim has had no event of type email\.opened/);
  assert.match(String(told.unnamed), /^TypeError: `event` must be the type of an event/);
  assert.deepEqual(told.exported, [['seen, then waited', true]]);
  assert.equal(told.passed, true);
  assert.match(told.nothing, /nothing to export/);
  assert.deepEqual(told.heard.sort(), ['rehearse-ready', 'rehearse-report', 'rehearse-report', 'rehearse-report']);
  await done();
});

test('a change tells the new and the old workspace; prevented, the old one is kept and shown', async () => {
  const { page, done } = await open();
  await page.evaluate((document_) => {
    const frozen = (/** @type {any} */ value) => {
      if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
      return Object.freeze(value);
    };
    const tester = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const host = /** @type {any} */ (globalThis);
    host.heard = [];
    host.prevent = true;
    document.body.addEventListener('rehearse-change', (event) => {
      const { workspace, previousWorkspace } = event.detail;
      const points = (/** @type {any} */ each) => each.workflows[0].steps[0].points;
      host.heard.push([points(previousWorkspace), points(workspace), points(tester.workspace)]);
      if (host.prevent) event.preventDefault();
    });
    tester.workspace = frozen(document_);
    return tester.fire(frozen({ type: 'page.viewed', contact: 'kim', page: 'home' }));
  }, workspace);
  await page.getByRole('button', { name: 'Edit points' }).click();
  const points = page.getByLabel('Points', { exact: true });
  await points.fill('4');
  assert.equal(await points.inputValue(), '3');
  const score = () => page.locator('rehearse-contacts .score').textContent();
  assert.match((await score()) ?? '', /3/);
  assert.equal(await page.locator('#undo').getAttribute('aria-disabled'), 'true');
  assert.match((await page.getByRole('status').last().textContent()) ?? '', /not allowed here/);
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).prevent = false;
  });
  await points.fill('5');
  assert.equal(await points.inputValue(), '5');
  assert.match((await score()) ?? '', /5/);
  // An undo is a change, too.
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).prevent = true;
  });
  await page.locator('#undo').click();
  assert.equal(await points.inputValue(), '5');
  assert.equal(await page.locator('#undo').getAttribute('aria-disabled'), null);
  const heard = await page.evaluate(() => /** @type {any} */ (globalThis).heard);
  assert.deepEqual(heard, [
    [3, 4, 4],
    [3, 5, 5],
    [5, 3, 3],
  ]);
  await done();
});

test('a document of the host alone is shown and not changed; events are fired', async () => {
  const { page, done } = await open();
  await page.evaluate((document_) => {
    const tester = /** @type {any} */ (document.querySelector('rehearse-tester'));
    tester.readonly = true;
    tester.workspace = document_;
    /** @type {any} */ (globalThis).changes = 0;
    tester.addEventListener('rehearse-change', () => {
      /** @type {any} */ (globalThis).changes += 1;
    });
  }, workspace);
  assert.equal(await page.locator('rehearse-tester').getAttribute('readonly'), '');
  await page.locator('rehearse-composer button.fire').click();
  await page.locator('rehearse-timeline .run').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Add workflow' }).isDisabled(), true);
  await page.locator('#open-workflow-0').click();
  assert.equal(await page.getByLabel('Points', { exact: true }).isDisabled(), true);
  assert.equal(await page.locator('#publish').isDisabled(), true);
  await page.getByRole('tab', { name: 'JSON' }).click();
  const json = page.getByLabel('Workspace as JSON');
  assert.match(await json.inputValue(), /"Of the host"/);
  assert.equal(await json.isEditable(), false);
  await page.locator('#add-contact').click();
  assert.equal(await page.getByRole('button', { name: 'Add from the start' }).count(), 0);
  // Contacts that arrive are part of what is simulated.
  await page.getByRole('button', { name: 'Let it arrive now' }).click();
  await page.locator('rehearse-contacts .contact').nth(1).waitFor();
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).changes), 0);
  // The host itself may.
  const name = await page.evaluate(() => {
    const tester = /** @type {any} */ (document.querySelector('rehearse-tester'));
    tester.workspace = { ...tester.workspace, name: 'Another' };
    return tester.workspace.name;
  });
  assert.equal(name, 'Another');
  await done();
});

test('attributes set what they name, stand for it, and words that are not known for the usual', async () => {
  const { page, fetched, done } = await open('attributes');
  const told = await page.evaluate(async () => {
    const [first, second] = /** @type {any[]} */ ([...document.querySelectorAll('rehearse-tester')]);
    const before = [first.view, first.readonly, first.loading, second.view, second.loading];
    first.view = 'build';
    first.readonly = false;
    first.engineSrc = '/engine/rehearse.wasm';
    second.setAttribute('readonly', '');
    let said = '';
    try {
      second.view = 'sideways';
    } catch (error) {
      said = String(error);
    }
    await first.updateComplete;
    return { before, said, after: first.outerHTML, second: [second.readonly, second.view] };
  });
  assert.deepEqual(told.before, ['simulate', true, 'manual', 'contacts', 'lazy']);
  assert.match(told.said, /TypeError: `view` must be one of build, simulate, contacts.*sideways/);
  assert.match(told.after, /view="build"/);
  assert.doesNotMatch(told.after, /readonly/);
  assert.match(told.after, /engine-src="\/engine\/rehearse\.wasm"/);
  assert.deepEqual(told.second, [true, 'contacts']);
  await page.locator('rehearse-composer form').waitFor();
  assert.equal(fetched.filter((path) => path.endsWith('.wasm')).length, 1);
  assert.equal(await page.evaluate(() => document.querySelector('rehearse-tester')?.engine), null);
  await done();
});

test('what was set before the class was there is taken up', async () => {
  const { page, done } = await open('early');
  await page.locator('rehearse-composer form').waitFor();
  const told = await page.evaluate(() => {
    const tester = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const own = ['workspace', 'scenarios', 'readonly', 'view'].filter((name) => Object.hasOwn(tester, name));
    return {
      own,
      name: tester.workspace.name,
      readonly: tester.readonly,
      view: tester.view,
      heard: /** @type {any} */ (globalThis).heard,
    };
  });
  assert.deepEqual(told, { own: [], name: 'Of the host', readonly: true, view: 'contacts', heard: ['ready'] });
  await done();
});

test('a workspace with errors and an engine that is not there are told', async () => {
  const { page, done } = await open();
  await page.locator('rehearse-composer form').waitFor();
  const told = await page.evaluate(async () => {
    const tester = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const next = () =>
      new Promise((resolve) =>
        tester.addEventListener('rehearse-error', (/** @type {any} */ { detail }) => resolve(detail), { once: true }),
      );
    const heard = next();
    tester.workspace = { rehearse: 1, workflows: [{ id: 'a', triggers: [{ type: 'page.seen' }], steps: [] }] };
    const { name, code, diagnostics } = await heard;
    return { name, code, paths: diagnostics.map((/** @type {any} */ { path }) => path) };
  });
  assert.deepEqual(told, {
    name: 'WorkspaceError',
    code: 'workspace.invalid',
    paths: ['/workflows/0/triggers/0/type'],
  });
  await done();

  const other = await open('missing');
  const failure = await other.page.evaluate(async () => {
    const tester = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const fired = await tester
      .fire({ type: 'page.viewed', contact: 'kim', page: 'home' })
      .catch((/** @type {any} */ error) => error);
    return { name: fired.name, code: fired.code };
  });
  assert.equal(failure.name, 'EngineLoadError');
  assert.match((await other.page.locator('.failure').textContent()) ?? '', /nowhere\.wasm/);
  // Where it is found later, the next call gets it.
  const score = await other.page.evaluate(async (document_) => {
    const tester = /** @type {any} */ (document.querySelector('rehearse-tester'));
    tester.engineSrc = '/engine/rehearse.wasm';
    tester.workspace = document_;
    const report = await tester.fire({ type: 'page.viewed', contact: 'kim', page: 'home' });
    return report.fired.length;
  }, workspace);
  assert.equal(score, 1);
  await other.page.close();
});

test('one that stands in no document says so', async () => {
  const { page, done } = await open('none');
  const said = await page.evaluate(async (document_) => {
    const tester = document.createElement('rehearse-tester');
    tester.workspace = /** @type {any} */ (document_);
    const error = await tester.advance('1d').catch((reason) => reason.message);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const count = tester.engine?.simulationCount;
    document.body.append(tester);
    const report = await tester.advance('1d');
    return { error, count, entries: report.entries.length };
  }, workspace);
  assert.match(said.error, /stands in no document/);
  assert.deepEqual([said.count, said.entries], [0, 1]);
  await done();
});

test('an engine that comes before a workspace is no change of the workspace', async () => {
  const { page, done } = await open('none');
  const heard = await page.evaluate(async () => {
    /** @type {string[]} */
    const names = [];
    for (const name of ['rehearse-ready', 'rehearse-change']) document.addEventListener(name, () => names.push(name));
    const tester = document.createElement('rehearse-tester');
    document.body.append(tester);
    await new Promise((resolve) => tester.addEventListener('rehearse-ready', resolve, { once: true }));
    return names;
  });
  assert.deepEqual(heard, ['rehearse-ready']);
  await done();
});

test('sessions that are none are refused; a start that there cannot be is passed over', async () => {
  const { page, done } = await open();
  const told = await page.evaluate(async (text) => {
    const tester = document.querySelector('rehearse-tester');
    if (!tester) throw new Error('no element');
    tester.workspace = text;
    await tester.fire({ type: 'page.viewed', contact: 'kim', page: 'home' });
    const good = tester.session;
    const start = { clock: '2026-03-01T00:00:00Z', note: '', contacts: [] };
    /** @type {any[]} */
    const bad = [
      { ...good, start: { ...start, clock: 'x' } },
      { ...good, start: { ...start, contacts: [null] } },
      { ...good, stimuli: [{ stimulus: {}, skipped: false }] },
      { ...good, stimuli: [{ stimulus: { fire: null }, skipped: false }] },
      { ...good, stimuli: [{ stimulus: { advance: '1d', reset: true, advanceTo: 'x' }, skipped: false }] },
      { ...good, scenarios: [{ name: 'a', steps: [1] }] },
    ];
    const refused = bad.map((session) => {
      try {
        tester.session = session;
        return 'taken';
      } catch (error) {
        return /** @type {Error} */ (error).name;
      }
    });
    const same = JSON.stringify(tester.session) === JSON.stringify(good);
    tester.session = /** @type {any} */ ({ ...good, start: { ...start, contacts: [{ id: 'kim', tags: 7 }] } });
    const { matched } = await tester
      .explain((await tester.fire({ type: 'page.viewed', contact: 'kim', page: 'home' })).seq, 'points')
      .then(({ triggers }) => triggers[0] ?? { matched: false });
    return { refused, same, matched, start: tester.session.start ?? null };
  }, JSON.stringify(workspace));
  assert.deepEqual(told, { refused: Array(6).fill('TypeError'), same: true, matched: true, start: null });
  await done();
});

test('tests that the host sets are not taken back with what a person did before', async () => {
  const { page, done } = await open();
  await page.evaluate((text) => {
    const tester = document.querySelector('rehearse-tester');
    if (tester) tester.workspace = text;
  }, JSON.stringify(workspace));
  await page.getByRole('button', { name: 'Add workflow' }).click();
  await page.evaluate(() => {
    const tester = document.querySelector('rehearse-tester');
    if (tester) tester.scenarios = [{ name: 'of the host', steps: [] }];
  });
  await page.getByRole('button', { name: 'Undo' }).click();
  const after = await page.evaluate(() => {
    const tester = document.querySelector('rehearse-tester');
    return [tester?.workspace.workflows.length, tester?.scenarios.map(({ name }) => name)];
  });
  assert.deepEqual(after, [1, ['of the host']]);
  await done();
});
