import { printable } from '../../words/printable.js';

/** Text that is HTML already. */
export class Markup {
  constructor(readonly text: string) {}
}

type Content = Markup | string | number | readonly Content[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * HTML in which whatever is filled in is text, unless it is HTML itself: names from documents mean nothing there. What
 * would turn the text about it, or is no character for people, is written out.
 */
export function html(parts: TemplateStringsArray, ...contents: Content[]): Markup {
  return new Markup(parts.map((part, index) => (index === 0 ? '' : textOf(contents[index - 1] ?? '')) + part).join(''));
}

function textOf(content: Content): string {
  if (content instanceof Markup) {
    return content.text;
  }
  if (typeof content === 'object') {
    return content.map(textOf).join('');
  }
  return printable(String(content)).replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
