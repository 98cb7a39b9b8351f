import type { Native } from '../native.js';
import type { ContactEvents, ReplayComparison, ReplayReport } from '../types.js';
import { inBackground } from './background.js';
import { contactEvents } from './contact-events.js';
import { here } from './here.js';
import type { Opening } from './native-replay.js';
import type { Settings } from './options.js';
import { replay } from './replay.js';
import type { CompareOptions } from './replay-options.js';
import type { LogSource } from './source.js';

/**
 * Replays a log, in this thread or in a worker of its own.
 * @param settings the options that were looked at
 * @param options as they were given: what is handed to the worker
 */
export async function replayLog<Finished extends ReplayReport | ReplayComparison>(
  native: Native,
  workspaces: Opening['workspaces'],
  log: LogSource,
  settings: Settings,
  options: CompareOptions,
  runDrafts: boolean,
): Promise<Finished> {
  if (!settings.background) {
    return replay(native, workspaces, log, settings, here);
  }
  const { module } = native;
  return inBackground({ kind: 'replay', module, workspaces, log, runDrafts, contact: '', most: 0 }, options);
}

/** The events of one contact, found in this thread or in a worker of its own. */
export async function contactEventsOf(
  native: Native,
  log: LogSource,
  contact: string,
  most: number,
  settings: Settings,
  options: CompareOptions,
): Promise<ContactEvents> {
  if (!settings.background) {
    return contactEvents(log, contact, most, settings, here);
  }
  const { module } = native;
  // Two workspaces stand for the options of a comparison: whoever compares may ask, too.
  const workspaces = ['', ''] as const;
  return inBackground({ kind: 'contact', module, workspaces, log, runDrafts: false, contact, most }, options);
}
