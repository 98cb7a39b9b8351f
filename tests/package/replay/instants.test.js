import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instantLength, instantOfBytes, instantOfText } from '../../../wasm/dist/replay/instants.js';

/**
 * Reads a text both ways.
 * @param {string} text
 */
function instantOf(text) {
  const bytes = new TextEncoder().encode(`x${text},more`);
  const view = new DataView(bytes.buffer);
  const length = instantLength(view, 1);
  const instant = length > 0 && length === text.length ? instantOfBytes(view, 1, length) : Number.NaN;
  assert.equal(instantOfText(text), instant, text);
  return instant;
}

test('any time from the year 100 on is what the platform reads', () => {
  fc.assert(
    fc.property(
      fc.date({
        min: new Date('0100-01-01T00:00:00Z'),
        max: new Date('9999-12-31T23:59:59.999Z'),
        noInvalidDate: true,
      }),
      (date) => {
        const text = date.toISOString();
        assert.equal(instantOf(text), date.getTime());
        assert.equal(instantOf(text.replace(/\.\d+/, '')), Math.floor(date.getTime() / 1000) * 1000);
      },
    ),
    { seed: 4, numRuns: 2000 },
  );
});

test('all else is left to the engine', () => {
  for (const text of [
    '',
    '2026-01-05',
    '2026-01-05T10:00Z',
    '2026-01-05T10:00:00',
    '2026-01-05T10:00:00+00:00',
    '2026-01-05t10:00:00Z',
    '2026-01-05T10:00:00z',
    '2026-01-05 10:00:00Z',
    '2026-01-05T10:00:00.00Z',
    '2026-01-05T10:00:00,000Z',
    '2026-01-05T24:00:00.000Z',
    '2026-01-05T10:60:00.000Z',
    '2026-01-05T10:00:60.000Z',
    '2026-02-29T10:00:00.000Z',
    '2026-00-10T10:00:00.000Z',
    '2026-13-10T10:00:00.000Z',
    '2026-01-00T10:00:00.000Z',
    '2026-04-31T10:00:00.000Z',
    '0099-01-05T10:00:00.000Z',
    '2O26-01-05T10:00:00.000Z',
    '2026-01-05T1a:00:00.000Z',
    '2026-01-05T10:00:00.0a0Z',
    '2026-01-05T10:00:00.00aZ',
    '+026-01-05T10:00:00.000Z',
    '2026-01-05T10:00:00.000é',
    '2026-01-05T10:00:0é.00Z',
    '2026-01-05T10:00:00:000Z',
    '2026/01-05T10:00:00.000Z',
    '2026-01/05T10:00:00.000Z',
    '2026-01-05T10.00:00.000Z',
    '2026-01-05T10:00.00.000Z',
  ]) {
    assert.equal(instantOf(text), Number.NaN, text);
  }
  assert.equal(instantOf('2028-02-29T10:00:00.000Z'), Date.UTC(2028, 1, 29, 10));
});
