// With the whole journal: every trigger that was evaluated, with expected and actual.

import { atLeast } from '../harness/targets.js';
import { compete } from './compete.js';

export async function explained(context) {
  const usual = context.usual();
  const step = 20;
  const race = await compete(context, usual, 'With the whole journal, in Node', [
    { key: 'fire', label: 'Rehearse, fire(), the report not read', module: 'rehearse/fire.js', step: 1 },
    {
      key: 'fields',
      label: 'Rehearse, fire(), forms with fields, the report not read',
      module: 'rehearse/fire-fields.js',
      step: 1,
    },
    {
      key: 'newTexts',
      label: 'Rehearse, fire(), events with ids of their own, the report not read',
      module: 'rehearse/fire-new-texts.js',
      step: 1,
    },
    {
      key: 'fired',
      label: 'Rehearse, fire(), fired and every condition read',
      module: 'rehearse/fire-fired.js',
      step: 1,
    },
    { key: 'entries', label: 'Rehearse, fire(), every entry read', module: 'rehearse/fire-entries.js', step },
    {
      key: 'matched',
      label: 'JavaScript, indexed, trace of what matched, dropped',
      module: 'engines/indexed-trace-matched.js',
      step: 1,
    },
    {
      key: 'dropped',
      label: 'JavaScript, indexed, whole trace, dropped',
      module: 'engines/indexed-trace-dropped.js',
      step: 1,
    },
    {
      key: 'kept',
      label: 'JavaScript, indexed, whole trace, kept',
      module: 'engines/indexed-trace-kept.js',
      step,
      nodeOptions: ['--max-old-space-size=8192'],
    },
    {
      key: 'objects',
      label: 'JavaScript, straightforward, the same report objects',
      module: 'engines/plain-report.js',
      step,
    },
  ]);
  race.reference = 'fire';
  race.targets = [
    atLeast('Whole journal, to indexed JavaScript that builds the same trace', race.ratioOf('fire', 'dropped'), 1),
    atLeast('fire(), the report not read', race.rateOf('fire'), 1e6, 1e6, '/s'),
    atLeast('fire(), fired and every condition read', race.rateOf('fired'), 150e3, 150e3, '/s'),
  ];
  return race;
}
