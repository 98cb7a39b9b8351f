// In Chromium: the start, and `fire` with its whole report.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, listen, stop } from '../../browser/support/chromium.js';
import { root } from '../harness/context.js';
import { median, quantile } from '../harness/statistics.js';
import { atMost } from '../harness/targets.js';
import { makeWorkspace } from '../workload/workflows.js';
import { checksum, contactsOf, eventObjects } from '../workload/workload.js';

const step = 20;
const types = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json', '': 'text/html' };
const page = fileURLToPath(new URL('../rehearse/page.js', import.meta.url));

export async function browser(context) {
  const usual = context.usual();
  const sample = usual.sample(step);
  const contacts = contactsOf(sample);
  const events = eventObjects(sample);
  const workspaceWith = (some) => JSON.stringify(makeWorkspace(sample.workflows, some));
  const made = {
    '/': '<!doctype html><title>Benchmark</title>',
    '/workspace.json': workspaceWith(contacts),
    // The start is measured with one contact: to read a list of them is another thing.
    '/start.json': workspaceWith(contacts.filter(({ id }) => id === events[0].contact)),
    '/events.json': JSON.stringify(events),
  };
  const server = createServer((request, response) => serve(made, request, response));
  const address = await listen(server);
  const chromium = await launch();
  try {
    const visits = [];
    for (let round = 0; round < context.rounds; round += 1) {
      context.progress(`Chromium, round ${round + 1} of ${context.rounds}`);
      visits.push(await visit(chromium, address));
    }
    for (const { scores } of visits) {
      if (checksum(sample, scores) !== usual.checksum(step)) throw new Error('The browser ends with other scores.');
    }
    return report(visits, chromium.version());
  } finally {
    await chromium.close();
    stop(server);
  }
}

async function visit(chromium, address) {
  const context = await chromium.newContext();
  const tab = await context.newPage();
  await tab.goto(address);
  const measured = await tab.evaluate("import('./page.js').then(({ measure }) => measure())");
  await context.close();
  return measured;
}

function report(visits, version) {
  const microseconds = (part) => median(visits.map(({ times }) => quantile(times, part) * 1000));
  const startUp = median(visits.map((measured) => measured.startUp));
  return {
    chromium: version,
    targets: [
      atMost('fire() with its whole report in Chromium, median', microseconds(0.5), 50, 'µs'),
      atMost('fire() with its whole report in Chromium, 99th percentile', microseconds(0.99), 1000, 'µs'),
      atMost('Start-up in Chromium, bytes in hand to first report', startUp, 30, 'ms'),
    ],
  };
}

async function serve(made, { url }, response) {
  // Isolated pages have clocks that tell five microseconds apart instead of a hundred.
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-embedder-policy', 'require-corp');
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  );
  try {
    const body = made[url] ?? (await readFile(fileOf(url)));
    response.setHeader('content-type', types[extname(url)] ?? 'text/plain').end(body);
  } catch {
    response.writeHead(404).end();
  }
}

function fileOf(url) {
  return url === '/page.js' ? page : join(root, 'wasm/dist', url.replace(/^\/engine\//, ''));
}
