import { texts } from '../texts/texts.js';
import { type Unit, units } from './format.js';

/** A duration as people write it, such as `2 days` or `1 day, 12 h`, as documents have it: `2d`; any other text as it is. */
export function durationTyped(typed: string): string {
  const part = /(\d+)\s*(\p{L}+)/gu;
  const written = unaccented(typed.trim());
  const parts = [...written.matchAll(part)].map(([, count, word = '']) => [count, unitCalled(word)] as const);
  const isWhole = parts.length > 0 && /^[\s,]*$/.test(written.replace(part, ''));
  if (!isWhole || parts.some(([, unit]) => unit === undefined)) return typed;
  return parts.map(([count, unit]) => `${count}${unit}`).join('');
}

/** In small letters without accents, which not everybody types. */
function unaccented(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The unit that an unaccented word of the language, singular or plural, or a letter stands for. */
function unitCalled(word: string): Unit | undefined {
  const { units: inWords, shortUnits } = texts().format;
  const namesOf = (unit: Unit) => [unit, ...[1, 2].map((count) => unaccented(inWords[unit](count)).split(' ').at(-1))];
  const found = units.find(([unit]) => namesOf(unit).includes(word) || (unit !== 'w' && shortUnits[unit] === word));
  return found?.[0];
}
