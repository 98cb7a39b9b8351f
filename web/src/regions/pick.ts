import { html, noChange, type TemplateResult } from 'lit';
import { Directive, directive, type PropertyPart } from 'lit/directive.js';
import { setCommittedValue } from 'lit/directive-helpers.js';
import { guard } from 'lit/directives/guard.js';
import type { Suggestion } from '../document/references.js';
import { choiceControl } from '../forms/controls.js';

/** More options than this are searched by typing. */
const mostListed = 20;

/** Options with what tells them apart; of the same list, worked out once. */
const namedOf = new WeakMap<readonly Suggestion[], readonly Suggestion[]>();

/** One of several, chosen from a list, or, where there are many, by typing a part of it. Labels are told apart. */
export function pick(
  id: string,
  options: readonly Suggestion[],
  value: string,
  searchLabel: string,
  change: (value: string) => void,
): TemplateResult {
  if (options.length <= mostListed) {
    return choiceControl({ id, value, change: (chosen) => change(String(chosen)) }, options);
  }
  const named = namedOf.get(options) ?? toldApart(options);
  namedOf.set(options, named);
  const present = named.find((option) => option.value === value)?.label ?? '';
  const focused = ({ target }: Event) => (target as HTMLInputElement).select();
  // The browser offers only what is like the text that stands there: it goes for those who want to see all.
  const offerAll = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    if (input.value !== present) return;
    input.placeholder = present || searchLabel;
    input.value = '';
  };
  const keyed = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') offerAll(event);
  };
  const left = ({ target }: Event) => {
    (target as HTMLInputElement).value = present;
  };
  const chosen = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const wanted = input.value.trim().toLowerCase();
    const found =
      named.find(({ label }) => label.toLowerCase() === wanted) ??
      (wanted === '' ? undefined : named.find(({ label }) => label.toLowerCase().includes(wanted)));
    input.value = found?.label ?? present;
    if (found) change(found.value);
  };
  return html`
    <input id=${id} type="text" list=${`${id}-list`} autocomplete="off" spellcheck="false" placeholder=${searchLabel}
      .value=${unlessTyping(present)} @focus=${focused} @pointerdown=${offerAll} @keydown=${keyed} @blur=${left} @change=${chosen}>
    <datalist id=${`${id}-list`}>${guard([named], () => named.map(({ label }) => html`<option value=${label}></option>`))}</datalist>`;
}

/** What an input shows, but for one that somebody types into: whatever is drawn meanwhile leaves that as it is. */
const unlessTyping = directive(
  class extends Directive {
    render(value: string): string {
      return value;
    }

    override update(part: PropertyPart, [value]: [string]): unknown {
      const input = part.element as HTMLInputElement;
      if (input.matches(':focus') || input.value === value) return noChange;
      setCommittedValue(part);
      return value;
    }
  },
);

/** The options, with what tells them apart behind labels that several have. */
function toldApart(options: readonly Suggestion[]): Suggestion[] {
  const counts = new Map<string, number>();
  for (const { label } of options) counts.set(label, (counts.get(label) ?? 0) + 1);
  return options.map(({ value, label }) => ({
    value,
    label: (counts.get(label) ?? 0) > 1 ? `${label} (${value})` : label,
  }));
}
