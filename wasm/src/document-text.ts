/** A document's text without the byte order mark that some programs put before it. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** What a document's text holds; undefined where it is no JSON: the engine tells that better. */
export function parsedDocument(text: string): unknown {
  try {
    return JSON.parse(withoutMark(text));
  } catch {
    return undefined;
  }
}
