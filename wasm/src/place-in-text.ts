import { ValuePlaces } from './json-places.js';

/** Where something stands in a text. */
export interface TextPlace {
  /** 1-based. */
  line: number;
  /** 1-based, in code points. */
  column: number;
}

/**
 * Where a value begins in a text that is good JSON; where there is no such value, what would hold it.
 * @param pointer a JSON Pointer (RFC 6901)
 */
export function placeInText(text: string, pointer: string): TextPlace {
  const places = new ValuePlaces(text);
  let place = places.of(pointer);
  for (let above = pointer; place === undefined && above !== ''; ) {
    above = above.slice(0, above.lastIndexOf('/'));
    place = places.of(above);
  }
  const before = text.slice(0, place?.start);
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) {
    line += 1;
  }
  const ownLine = before.slice(before.lastIndexOf('\n') + 1);
  return { line, column: [...ownLine].length + 1 };
}
