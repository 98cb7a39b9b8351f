/**
 * Try out marketing automations before they go live: define workflows, fire simulated events at throw-away contacts,
 * move a virtual clock, and see every score and every condition that held or did not. Nothing is ever sent.
 *
 * Start with {@link loadEngine}.
 * @module
 */

export * from './exports.js';
export { loadEngine } from './loader.js';
