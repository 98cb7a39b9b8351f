/** A case: a workspace, whether drafts run, and stimuli. */
import { Halt } from '../model/journal.js';
import { simulate, stimulate } from '../model/simulation.js';
import { Choices } from './choices.js';
import { stimulus } from './stimuli.js';
import { workspaceCase } from './workspace.js';

/**
 * @typedef {{ step: object, isBad: boolean }} Stimulus
 * @typedef {{ workspace: object, drafts: 'run' | undefined, stimuli: Stimulus[] }} Case
 */

/**
 * @param {import('fast-check').GeneratorValue} draw
 * @returns {Case}
 */
export function makeCase(draw, vocabulary) {
  const choices = new Choices(draw);
  const { workspace, drafts } = workspaceCase(choices, vocabulary);
  const simulation = simulate(workspace, { drafts });
  const stimuli = [];
  const count = 4 + choices.below(13);
  while (stimuli.length < count) {
    const next = stimulus(choices, vocabulary, workspace, simulation);
    stimuli.push(next);
    if (!next.isBad && !runs(simulation, next.step)) {
      break;
    }
  }
  return { workspace, drafts, stimuli };
}

/** Whether it came to an end. */
function runs(simulation, step) {
  try {
    stimulate(simulation, step);
    return true;
  } catch (error) {
    if (error instanceof Halt) {
      return false;
    }
    throw error;
  }
}
