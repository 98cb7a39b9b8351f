import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Suggestion } from '../document/references.js';
import { choiceControl } from '../forms/controls.js';

/** More options than this are searched by typing. */
const mostListed = 20;

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
  const named = toldApart(options);
  const present = named.find((option) => option.value === value)?.label ?? '';
  // Empty while it has the focus: the browser offers only what begins like the text that stands there.
  const focused = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    input.placeholder = present || searchLabel;
    input.value = '';
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
      .value=${live(present)} @focus=${focused} @blur=${left} @change=${chosen}>
    <datalist id=${`${id}-list`}>${named.map(({ label }) => html`<option value=${label}></option>`)}</datalist>`;
}

/** The options, with what tells them apart behind labels that several have. */
function toldApart(options: readonly Suggestion[]): Suggestion[] {
  const counts = new Map<string, number>();
  for (const { label } of options) counts.set(label, (counts.get(label) ?? 0) + 1);
  return options.map(({ value, label }) => ({
    value,
    label: (counts.get(label) ?? 0) > 1 ? `${label} (${value})` : label,
  }));
}
