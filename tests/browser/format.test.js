// Numbers, sizes and times in words, in the language of the texts.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { durationTyped } from '../../web/dist/modules/text/duration-typed.js';
import { sizeInWords } from '../../web/dist/modules/text/size.js';
import { english } from '../../web/dist/modules/texts/english.js';
import { spanish } from '../../web/dist/modules/texts/spanish.js';
import { texts, useTexts } from '../../web/dist/modules/texts/texts.js';

afterEach(() => useTexts(english));

test('sizes take the unit that suits them, and the decimal sign of the language', () => {
  const inWords = () => [0, 99, 1_000, 9_949, 9_950, 999_499, 999_500, 16_777_216, 2_600_000_000].map(sizeInWords);
  const expected = ['0.1 kB', '0.1 kB', '1 kB', '9.9 kB', '10 kB', '999 kB', '1 MB', '17 MB', '2.6 GB'];
  useTexts(english);
  assert.deepEqual(inWords(), expected);
  useTexts(spanish);
  assert.deepEqual(
    inWords(),
    expected.map((size) => size.replace('.', ',')),
  );
});

test('durations may be typed in words, of the language or of documents', () => {
  const typed = (/** @type {string[]} */ ...texts) => texts.map(durationTyped);
  useTexts(english);
  assert.deepEqual(typed('2 days', '1 Day, 12 hours', ' 3 w ', '45 minutes', '1d12h', '30s'), [
    '2d',
    '1d12h',
    '3w',
    '45m',
    '1d12h',
    '30s',
  ]);
  const others = ['2 fortnights', 'days', '2 days ago', '1.5 days', '-2d', '12', ''];
  assert.deepEqual(typed(...others), others);
  useTexts(spanish);
  assert.deepEqual(typed('2 días', '1 semana', '45 min', '2d'), ['2d', '1w', '45m', '2d']);
  assert.deepEqual(typed('2 dias', '1 DIA', '2 di\u0301as'), ['2d', '1d', '2d']);
});

test('half a dictionary is refused, and what was shown stays', () => {
  const give = (/** @type {unknown} */ other) => () => useTexts(/** @type {any} */ (other));
  useTexts(spanish);
  assert.throws(give(null), { name: 'TypeError', message: /^`useTexts` takes all texts, such as `english`/ });
  assert.throws(give(undefined), TypeError);
  assert.throws(give({ ...english, clock: undefined }), {
    name: 'TypeError',
    message: 'These texts are missing: clock. Spread `english` into yours.',
  });
  assert.equal(texts(), spanish);
});
