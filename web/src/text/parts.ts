import { html, type TemplateResult } from 'lit';
import { balanced, setApart } from './balanced.js';

/** A piece of a sentence: words of ours, or something that the workspace names. */
export type Part = string | { strong: string };

/** A sentence in pieces, so that it can be shown with the names standing out, or read aloud. */
export type Parts = Part[];

/** A name that stands out. */
export function strong(text: unknown): Part {
  return { strong: String(text) };
}

/** The sentence as plain text. */
export function plain(parts: Parts): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.strong)).join('');
}

/** Names longer than this are shown with an ellipsis inside sentences. */
const longestName = 80;

/** A name as sentences show it. */
export function shortened(name: string): string {
  return name.length > longestName ? `${[...name.slice(0, longestName)].slice(0, -1).join('')}…` : name;
}

/** The sentence with a stop at its end, unless it has one. */
export function stopped(parts: Parts): Parts {
  return /[.!?…]$/.test(plain(parts)) ? parts : [...parts, '.'];
}

/** The sentence as HTML; whatever a name holds is shown as text, and cannot turn the text around it. */
export function rendered(parts: Parts): TemplateResult {
  return html`${parts.map((part) => (typeof part === 'string' ? setApart(part) : html`<bdi class="name">${balanced(shortened(part.strong))}</bdi>`))}`;
}

/** What the engine says, in English, with backticks around what documents hold. */
export function worded(text: string): TemplateResult {
  return html`<span lang="en">${quoting(text)}</span>`;
}

/** A text in which backticks set off what documents hold. */
export function quoting(text: string): TemplateResult {
  return html`${text.split('`').map((part, index) => (index % 2 === 0 ? setApart(part) : html`<code>${balanced(part) || '""'}</code>`))}`;
}

/** Several sentences' pieces with a separator between them. */
export function joined(all: readonly Parts[], separator: string, last = separator): Parts {
  return all.flatMap((parts, index) => {
    if (index === 0) return parts;
    return [index === all.length - 1 ? last : separator, ...parts];
  });
}

/** `1, 2 and 3`, where `last` is ` and `. */
export function listed(all: readonly unknown[], last: string): string {
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')}${last}${all.at(-1)}`;
}

/** With a capital letter at the beginning. */
export function capital(parts: Parts): Parts {
  const [first, ...rest] = parts;
  return typeof first === 'string' ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : parts;
}

/** With a small letter at the beginning, unless it begins with several capitals. */
export function small(text: string): string {
  return /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** `1 message`, `2 messages`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
