// A hundred times as much: the engine alone, beside the loop written by hand. Its memory, too.

import { atMost } from '../harness/targets.js';
import { compete } from './compete.js';

const mebibyte = 1 << 20;

/** A contact that has fewer than 50 events in all is never locked. */
function requireNoLocks({ contactIds, events }) {
  const counts = new Uint32Array(contactIds.length);
  for (const contact of events.contact) counts[contact] += 1;
  const most = counts.reduce((left, right) => Math.max(left, right), 0);
  if (most >= 50) throw new Error(`A contact has ${most} events: a lock may interfere.`);
}

export async function large(context) {
  const made = context.workload('large', { contacts: 1_000_000, events: 10_000_000 });
  requireNoLocks(made.workload);
  // The reference would take minutes: the first, the loop, takes its place. It agrees with the reference elsewhere.
  let checksum;
  const race = await compete(
    context,
    made,
    'Scores alone, 1,000,000 contacts',
    [
      { key: 'loop', label: 'C++ loop by hand, native', program: context.program('rehearse_bench_loop'), step: 1 },
      { key: 'native', label: 'Rehearse, native', program: context.program('rehearse_bench_replay'), step: 1 },
      { key: 'wasm', label: 'Rehearse in WebAssembly', module: 'rehearse/replay.js', step: 1 },
    ],
    {
      rounds: Math.min(context.rounds, 3),
      // A module's memory never shrinks: only the first run tells how much it wants.
      warmUps: 0,
      expected: (_step, first) => {
        checksum ??= first;
        return checksum;
      },
    },
  );
  const { empty, withContacts, atTheEnd } = race.rows.find(({ key }) => key === 'wasm').runs[0].memory;
  const perContact = (bytes) => bytes / made.size.contacts;
  race.targets = [
    atMost('Memory for a contact, with its id', perContact(withContacts - empty), 64, 'bytes'),
    atMost('Memory of the module after 10,000,000 events of 1,000,000 contacts', atTheEnd / mebibyte, 256, 'MiB'),
  ];
  return race;
}
