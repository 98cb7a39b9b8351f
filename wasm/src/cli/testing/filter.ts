import { messageOf } from '../../input.js';
import { quoted } from '../../replay/words.js';
import { ArgumentError } from '../arguments.js';

/**
 * What `--filter` asks for: names that hold one of the texts, whether in capitals or not, or that one of the regular
 * expressions, written `/…/` with flags after it, finds something in. All names where there is none.
 * @throws ArgumentError
 */
export function readFilter(texts: readonly string[] = []): (name: string) => boolean {
  const tests = texts.map(readOne);
  return (name) => tests.length === 0 || tests.some((test) => test(name));
}

function readOne(text: string): (name: string) => boolean {
  if (text === '') {
    throw new ArgumentError('--filter needs a text: every name holds the empty one.');
  }
  const [, source, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
  if (source === undefined) {
    const wanted = text.toLowerCase();
    return (name) => name.toLowerCase().includes(wanted);
  }
  try {
    // Without the flags that make it remember where it found something last.
    const expression = new RegExp(source, flags.replaceAll(/[gy]/g, ''));
    return (name) => expression.test(name);
  } catch (cause) {
    throw new ArgumentError(`--filter: ${quoted(text)} is no regular expression: ${messageOf(cause)}.`, { cause });
  }
}
