// The element among a host's own things: its styles, its shadow roots, its comings and goings.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { useBrowser } from './support/chromium.js';
import { hostServer } from './support/host-page.js';

const manifest = JSON.parse(await readFile(new URL('../../web/custom-elements.json', import.meta.url), 'utf8'));
const script = "import '@rehearse/tester/define';";
const page = '<rehearse-tester></rehearse-tester><script type="module" src="/define.js"></script>';
const hostile = `* { all: unset; color: red; font: 40px/3 serif; letter-spacing: 1em; text-transform: uppercase; text-align: end;
    visibility: visible; cursor: wait; list-style: square }
  button, input, h2, section { display: none !important; border: 9px solid red }
  html, body, rehearse-tester, div { display: block }
  html { font-size: 16px }
  head, script, link { display: none }`;
const shared = useBrowser(
  hostServer({
    '/': page,
    '/define.js': script,
    '/none': '<script type="module" src="/define.js"></script>',
    '/hostile': `<link rel="stylesheet" href="/hostile.css">${page}`,
    '/hostile.css': hostile,
    '/rtl': `<div dir="rtl">${page}</div>`,
  }),
);

const workspace = (/** @type {string} */ name) => ({
  rehearse: 1,
  name,
  workflows: [
    {
      id: 'points',
      status: 'published',
      triggers: [{ type: 'page.viewed' }],
      steps: [{ type: 'modifyEngagementScore', operation: 'add', points: 3 }],
    },
  ],
  contacts: [{ id: 'kim' }],
});

/** @param {string} [path] */
async function open(path = '') {
  const opened = await shared.browser.newPage({ viewport: { width: 1440, height: 900 } });
  opened.setDefaultTimeout(15_000);
  /** @type {string[]} */
  const complaints = [];
  opened.on('pageerror', (error) => complaints.push(String(error)));
  opened.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await opened.goto(shared.address + path);
  await opened.evaluate(() => customElements.whenDefined('rehearse-tester'));
  const done = async () => {
    await opened.close();
    assert.deepEqual(complaints, []);
  };
  return { page: opened, done };
}

test('a thousand of them come and go, and leave nothing behind', { timeout: 240_000 }, async (context) => {
  const { page, done } = await open('none');
  const session = await page.context().newCDPSession(page);
  const mount = (/** @type {number} */ count) =>
    page.evaluate(
      async ([times, given]) => {
        for (let index = 0; index < times; index += 1) {
          const tester = /** @type {any} */ (document.createElement('rehearse-tester'));
          tester.loading = 'eager';
          tester.workspace = given;
          document.body.append(tester);
          if (index % 10 === 0) await tester.fire({ type: 'page.viewed', contact: 'kim', page: 'home' });
          await tester.updateComplete;
          tester.remove();
          /** @type {any} */ (globalThis).engine ??= tester.engine;
        }
        await new Promise((resolve) => setTimeout(resolve, 1500));
        return /** @type {any} */ (globalThis).engine.simulationCount;
      },
      /** @type {const} */ ([count, workspace('Mounted')]),
    );
  const measure = async () => {
    for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
    await session.send('Performance.enable');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (/** @type {string} */ name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') / 2 ** 20 };
  };
  await session.send('HeapProfiler.enable');
  await mount(50);
  const before = await measure();
  const simulations = await mount(1000);
  const after = await measure();
  context.diagnostic(JSON.stringify({ before, after }));
  assert.equal(simulations, 0);
  // One of them has hundreds; templates of parts that came meanwhile stay.
  assert.ok(after.nodes - before.nodes < 500, `${before.nodes} nodes, then ${after.nodes}`);
  assert.ok(after.listeners - before.listeners < 20, `${before.listeners} listeners, then ${after.listeners}`);
  assert.ok(after.heap - before.heap < 2, `${before.heap} MiB, then ${after.heap}`);
  await done();
});

test('of several workspaces that are set while the engine is loaded, the last one is shown', async () => {
  const { page, done } = await open('none');
  const told = await page.evaluate(
    async ([first, second, third]) => {
      const tester = /** @type {any} */ (document.createElement('rehearse-tester'));
      tester.loading = 'eager';
      tester.workspace = first;
      document.body.append(tester);
      tester.workspace = second;
      const before = tester.workspace.name;
      await Promise.resolve();
      tester.workspace = third;
      await new Promise((resolve) => tester.addEventListener('rehearse-ready', resolve, { once: true }));
      await tester.updateComplete;
      return [before, tester.workspace.name, tester.engine.simulationCount];
    },
    /** @type {const} */ ([workspace('First'), workspace('Second'), workspace('Third')]),
  );
  assert.deepEqual(told, ['Second', 'Third', 2]);
  await page.locator('rehearse-workflows h2', { hasText: 'Third' }).waitFor();
  await done();
});

test('two in one page, one of them in a shadow root of the host, have a state each and share the engine', async () => {
  const { page, done } = await open();
  const told = await page.evaluate(async (given) => {
    const first = /** @type {any} */ (document.querySelector('rehearse-tester'));
    const frame = document.createElement('section');
    document.body.append(frame);
    const second = /** @type {any} */ (document.createElement('rehearse-tester'));
    frame.attachShadow({ mode: 'open' }).append(second);
    for (const tester of [first, second]) tester.workspace = given;
    /** @type {EventTarget[]} */
    const heard = [];
    document.addEventListener('rehearse-report', (event) => heard.push(event.composedPath()[0] ?? document));
    await second.fire({ type: 'page.viewed', contact: 'kim', page: 'home' });
    await second.fire({ type: 'page.viewed', contact: 'kim', page: 'home' });
    await first.fire({ type: 'page.viewed', contact: 'kim', page: 'home' });
    // Defined once more, by another copy of the program.
    await import(String('/element/define.js?again'));
    // Moved out of the shadow root, it is as it was.
    document.body.append(second);
    await second.updateComplete;
    const timeline = async (/** @type {any} */ tester) =>
      (await tester.exportScenario()).scenarios[0].steps.filter((/** @type {object} */ step) => 'fire' in step).length;
    return {
      heard: heard.map((target) => (target === first ? 'first' : target === second ? 'second' : 'another')),
      fired: [await timeline(first), await timeline(second)],
      shared: first.engine === second.engine,
      simulations: first.engine.simulationCount,
    };
  }, workspace('Two'));
  assert.deepEqual(told, { heard: ['second', 'second', 'first'], fired: [1, 2], shared: true, simulations: 4 });
  await done();
});

/** What a page's own styles could change of it. */
const looked = [
  ...['color', 'fontFamily', 'fontSize', 'lineHeight', 'letterSpacing'],
  ...['textTransform', 'textAlign', 'display', 'cursor', 'borderTopWidth'],
];

/** How some of what is inside looks. @param {import('playwright-core').Page} opened */
async function looks(opened) {
  await opened.locator('rehearse-composer form').waitFor();
  await opened.locator('rehearse-workflows h2').first().waitFor();
  return opened.evaluate((looked) => {
    const inside = (/** @type {string} */ region, /** @type {string} */ selector) =>
      document.querySelector('rehearse-tester')?.shadowRoot?.querySelector(region)?.shadowRoot?.querySelector(selector);
    const found = [
      inside('rehearse-composer', 'button.fire'),
      inside('rehearse-composer', 'select'),
      inside('rehearse-workflows', 'h2'),
    ];
    return found.map((element) => {
      if (!element) return null;
      const style = /** @type {Record<string, any>} */ (getComputedStyle(element));
      return Object.fromEntries(looked.map((name) => [name, style[name]]));
    });
  }, looked);
}

test("a page's own styles do not get in, and none gets out", async () => {
  const plain = await open();
  const expected = await looks(plain.page);
  const { styles, sheets } = await plain.page.evaluate(() => ({
    styles: document.querySelectorAll('style, link[rel=stylesheet]').length,
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
  }));
  assert.deepEqual([styles, sheets], [0, 0]);
  await plain.done();
  const other = await open('hostile');
  const found = await looks(other.page);
  assert.ok(!expected.includes(null));
  assert.deepEqual(found, expected);
  await other.done();
});

test('from right to left, its columns change sides and nothing sticks out', async () => {
  const { page, done } = await open('rtl');
  await page.locator('rehearse-composer form').waitFor();
  const told = await page.evaluate(() => {
    const tester = document.querySelector('rehearse-tester');
    const at = (/** @type {string} */ name) =>
      tester?.shadowRoot?.querySelector(name)?.getBoundingClientRect().left ?? 0;
    return { build: at('.build'), contacts: at('.contacts'), out: document.documentElement.scrollWidth - innerWidth };
  });
  assert.ok(told.build > told.contacts, JSON.stringify(told));
  assert.ok(told.out <= 0);
  // English has its own direction there.
  const inOrder = await page.getByRole('button', { name: /^\+1 d/ }).evaluate((button) => {
    const text = [...button.childNodes].find(({ nodeType }) => nodeType === Node.TEXT_NODE);
    const left = (/** @type {number} */ index) => {
      const range = document.createRange();
      range.setStart(/** @type {Node} */ (text), index);
      range.setEnd(/** @type {Node} */ (text), index + 1);
      return range.getBoundingClientRect().left;
    };
    return left(0) < left(1) && left(1) < left((text?.textContent ?? '').length - 1);
  });
  assert.ok(inOrder);
  // The next tab stands on the left.
  const tab = (/** @type {RegExp} */ name) => page.getByRole('tab', { name });
  await tab(/^Workflows/).press('ArrowLeft');
  assert.equal(await tab(/^Tests/).getAttribute('aria-selected'), 'true');
  assert.equal(await tab(/^Workflows/).getAttribute('aria-controls'), null);
  await tab(/^Tests/).press('ArrowRight');
  assert.equal(await tab(/^Workflows/).getAttribute('aria-selected'), 'true');
  await done();
});

test('its custom properties and parts are those that are documented', async () => {
  const [{ cssParts, cssProperties }] = manifest.modules.flatMap((/** @type {any} */ { declarations }) => declarations);
  const { page, done } = await open();
  await page.evaluate(async (given) => {
    const tester = /** @type {any} */ (document.querySelector('rehearse-tester'));
    tester.workspace = given;
    await tester.fire({ type: 'page.viewed', contact: 'kim', page: 'home' });
    const { workspace: now } = tester;
    tester.style.setProperty('--rehearse-text', 'rgb(1, 2, 3)');
    return now;
  }, workspace('Parts'));
  await page.evaluate(() => {
    /** @type {any} */ (document.querySelector('rehearse-tester')).view = 'replay';
  });
  await page.locator('rehearse-replay').waitFor();
  const told = await page.evaluate(() => {
    const tester = document.querySelector('rehearse-tester');
    const parts = [...(tester?.shadowRoot?.querySelectorAll('[part]') ?? [])].flatMap(({ part }) => [...part]);
    const heading = tester?.shadowRoot?.querySelector('rehearse-workflows')?.shadowRoot?.querySelector('h2');
    return { parts: [...new Set(parts)].sort(), color: heading ? getComputedStyle(heading).color : '' };
  });
  const named = cssParts.map((/** @type {{ name: string }} */ { name }) => name).sort();
  // Shown only where there is no engine, or something to compare with.
  assert.deepEqual(
    told.parts,
    named.filter((/** @type {string} */ name) => !['failure', 'comparison'].includes(name)),
  );
  assert.equal(told.color, 'rgb(1, 2, 3)');
  const theme = await readFile(new URL('../../web/src/styles/theme.ts', import.meta.url), 'utf8');
  const used = [...new Set([...theme.matchAll(/var\((--rehearse-[a-z-]+)/g)].map(([, name]) => name))].sort();
  assert.deepEqual(cssProperties.map((/** @type {{ name: string }} */ { name }) => name).sort(), used);
  await done();
});
