// In a page of a browser: how long the start takes, and each `fire` with its whole report. Served by parts/browser.js.

import { loadEngine } from './engine/index.js';

/** From bytes in hand to the first report, then every event with its report read to the end; all in milliseconds. */
export async function measure() {
  const [wasm, first, workspace, events] = await Promise.all([
    fetch('./engine/rehearse.wasm').then((answer) => answer.arrayBuffer()),
    fetch('./start.json').then((answer) => answer.text()),
    fetch('./workspace.json').then((answer) => answer.text()),
    fetch('./events.json').then((answer) => answer.json()),
  ]);
  const start = performance.now();
  const engine = await loadEngine({ wasm });
  read(engine.simulate(first).fire(events[0]));
  const startUp = performance.now() - start;
  const simulation = engine.simulate(workspace);
  const times = events.map((event) => {
    const before = performance.now();
    read(simulation.fire(event));
    return performance.now() - before;
  });
  const scores = simulation.contacts().map(({ engagementScore }) => engagementScore);
  return { startUp, times, scores };
}

function read({ fired, entries, halted }) {
  if (halted || entries.length === 0 || fired.some(({ conditions }) => conditions === null)) {
    throw new Error('A report is not what it should be.');
  }
}
