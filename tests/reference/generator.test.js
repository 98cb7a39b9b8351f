/** The generator leaves nothing of the vocabulary out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '@rehearse/engine';
import { knownStepTypes } from './generate/steps.js';
import { readVocabulary } from './generate/vocabulary.js';

const engine = await loadEngine();
const vocabulary = readVocabulary(engine.catalog, knownStepTypes);

test('every step type of the catalog is generated', () => {
  const names = engine.catalog.stepTypes.map(({ name }) => name);
  assert.deepEqual([...vocabulary.stepTypes].sort(), names.sort());
});

test('every event type of the catalog is drawn from', () => {
  const names = new Set(vocabulary.eventTypes.map(({ name }) => name.replace(/^custom\..*/, 'custom.')));
  assert.deepEqual([...names].sort(), engine.catalog.eventTypes.map(({ name }) => name).sort());
});
