const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A document's text; a mark at its start that says that it is UTF-8 stays.
 * @param firstLine the number of its first line
 * @throws Error that says what is not UTF-8, where it stands, and what to do
 */
export function textOfUtf8(bytes: Uint8Array, firstLine = 1): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new Error(`it is ${faultIn(bytes, firstLine)}. Save it with the encoding UTF-8`, { cause });
  }
}

function faultIn(bytes: Uint8Array, firstLine: number): string {
  const [first, second] = bytes;
  // Windows calls it Unicode. Its mark, or a letter of ASCII, which has a 0 beside it.
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0) {
    return 'UTF-16, not UTF-8';
  }
  const text = startOf(bytes);
  const fault = bytes[new TextEncoder().encode(text).length] ?? 0;
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const column = [...(lines.at(-1) ?? '')].length + 1;
  return `not UTF-8: at ${firstLine + lines.length - 1}:${column} is the byte 0x${fault.toString(16).toUpperCase()}`;
}

/** The text before what is not UTF-8. The decoder says whether there is such a thing, and not where: half by half, then. */
function startOf(bytes: Uint8Array): string {
  let [text, good, bad] = ['', 0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    try {
      // A character that is cut off at the end is left out.
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, middle), {
        stream: true,
      });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return text;
}
