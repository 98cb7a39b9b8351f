import type { Contact, ContactEdit, FiredEvent, Report, Simulation } from '@rehearse/engine';

/** One thing that was done to a simulation, as a scenario's step writes it. */
export type Stimulus =
  | { fire: FiredEvent }
  | { advance: string }
  | { advanceTo: string }
  | { edit: ContactEdit & { contact: string } }
  | { addContact: Contact }
  | { unlock: { contact: string; workflow: string } };

/** Does it to the simulation; throws what the engine throws. */
export function perform(simulation: Simulation, stimulus: Stimulus): Report {
  if ('fire' in stimulus) return simulation.fire(stimulus.fire);
  if ('advance' in stimulus) return simulation.advance(stimulus.advance);
  if ('advanceTo' in stimulus) return simulation.advanceTo(stimulus.advanceTo);
  if ('addContact' in stimulus) return simulation.addContact(stimulus.addContact);
  if ('unlock' in stimulus) return simulation.unlock(stimulus.unlock.contact, stimulus.unlock.workflow);
  const { contact, ...changes } = stimulus.edit;
  return simulation.edit(contact, changes);
}
