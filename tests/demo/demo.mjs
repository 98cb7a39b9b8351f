/**
 * Runs the worked example in the terminal: opened, then ten points for each trigger link clicked. All that it prints
 * comes from the engine's journal.
 */
import { readFile } from 'node:fs/promises';
import { loadEngine } from '@rehearse/engine';
import { narrate } from './narrator.js';

const workspace = await readFile(
  new URL('../conformance/samples/email-engagement.workspace.json', import.meta.url),
  'utf8',
);

const stimuli = [
  ['Ana opens another email', (simulation) => fire(simulation, 'email.opened', { email: 'newsletter' })],
  ['Ana opens the spring offer', (simulation) => fire(simulation, 'email.opened', { email: 'spring-offer' })],
  ['Ana clicks the link to the prices', (simulation) => fire(simulation, 'link.clicked', { link: 'pricing' })],
  ['Ana clicks the link to the questions', (simulation) => fire(simulation, 'link.clicked', { link: 'faq' })],
  ['Eight days go by', (simulation) => simulation.advance('8d')],
];

function fire(simulation, type, attributes) {
  return simulation.fire({ type, contact: 'ana', ...attributes });
}

const scoreOf = (simulation) => simulation.contact('ana').engagementScore ?? 'empty';

const engine = await loadEngine();
const simulation = engine.simulate(workspace);
console.log(`${JSON.parse(workspace).name} (engine ${engine.version}; nothing is ever sent)\n`);
for (const [title, run] of stimuli) {
  const before = scoreOf(simulation);
  const report = run(simulation);
  console.log(`${simulation.now.slice(0, 16).replace('T', ' ')}  ${title}`);
  for (const line of narrate(report.entries)) console.log(`    ${line}`);
  console.log(`    Ana's score: before ${before}, after ${scoreOf(simulation)}\n`);
}
const { entries, messages } = simulation.stats();
console.log(`${entries} entries in the journal, ${messages} messages in the outbox.`);
simulation.dispose();
