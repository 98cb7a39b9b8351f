import type {
  Contact,
  Entry,
  Expectation,
  MessageEntry,
  MessageMatch,
  Scenario,
  Simulation,
  Stimulus,
} from '@rehearse/engine';

/** What was done and what came of it: of this a scenario is made. */
export interface Rehearsed {
  stimuli: readonly Stimulus[];
  /** Those that there are besides the workspace's, or in their place. */
  contacts: readonly Contact[];
  /** What the last stimulus wrote. */
  last: readonly Entry[];
  /** All that happened up to then. */
  journal: readonly Entry[];
  /** The world after the last stimulus. */
  simulation: Pick<Simulation, 'contact'>;
  runsDrafts: boolean;
}

/** The most contacts that a scenario expects something of. */
const mostContacts = 10;

/**
 * A scenario that does the same and expects what came of it: which workflows the last stimulus started, which messages
 * it sent, and how the contacts stand that anything happened to.
 */
export function scenarioOf(name: string, rehearsed: Rehearsed): Scenario {
  const { stimuli, last, simulation, runsDrafts, contacts } = rehearsed;
  const expectations = [expectedOf(last), ...contactsOf(rehearsed).map((id) => expectedOfContact(simulation, id))];
  return {
    name,
    ...(runsDrafts ? { drafts: 'run' as const } : {}),
    ...(contacts.length > 0 ? { contacts: [...contacts] } : {}),
    steps: [...stimuli, ...expectations.map((expect) => ({ expect }))],
  };
}

function expectedOf(entries: readonly Entry[]): Expectation {
  const fired = workflowsOf(entries, 'enrolled');
  const notFired = workflowsOf(entries, 'triggerEvaluated').filter((id) => !fired.includes(id));
  return {
    ...(fired.length > 0 ? { fired } : {}),
    ...(notFired.length > 0 ? { notFired } : {}),
    messages: entries.filter((entry): entry is MessageEntry => entry.kind === 'message').map(matchOf),
  };
}

function workflowsOf(entries: readonly Entry[], kind: Entry['kind']): string[] {
  const found = entries.filter((entry) => entry.kind === kind && entry.workflow !== null);
  return [...new Set(found.map(({ workflow }) => workflow as string))];
}

/** What tells a message from others: whom it goes to, how, and what it is headed. */
function matchOf({ contact, channel, content: { email, subject, text, url } }: MessageEntry): MessageMatch {
  return {
    ...(contact === null ? {} : { contact }),
    channel,
    ...(email === undefined ? {} : { email }),
    ...(subject === undefined ? {} : { subject }),
    ...(text === undefined ? {} : { text }),
    ...(url === undefined ? {} : { url }),
  };
}

/** The contacts that something was done to or that changed, the latest first. */
function contactsOf({ journal }: Rehearsed): string[] {
  const touched = journal.filter(
    ({ kind, cause }) =>
      ['scoreChanged', 'contactChanged', 'enrolled', 'edited'].includes(kind) || (kind === 'event' && cause === null),
  );
  const ids = touched.map(({ contact }) => contact).filter((id) => id !== null);
  return [...new Set(ids.reverse())].slice(0, mostContacts);
}

function expectedOfContact(simulation: Rehearsed['simulation'], id: string): Expectation {
  const contact = simulation.contact(id);
  if (!contact) return { contact: id };
  const { engagementScore, tags, waiting } = contact;
  return { contact: id, engagementScore, tags, waitingIn: [...new Set(waiting.map(({ workflow }) => workflow))] };
}
