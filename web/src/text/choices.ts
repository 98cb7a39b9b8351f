import type { CatalogProperty } from '@rehearse/engine';
import type { Suggestion } from '../document/references.js';

/** What forms and sentences say for the values of a property that offers a few; by the property, then by the value. */
const words: Record<string, Record<string, string>> = {
  status: { draft: 'draft', published: 'published' },
  operation: { add: 'add', subtract: 'subtract' },
  fires: { always: 'at every change', crossing: 'only when its conditions begin to hold' },
  ifUnmet: { continue: 'go on with the next step', end: 'leave the workflow', wait: 'wait until it is met' },
  workflow: { current: 'this workflow', others: 'all other workflows', all: 'all workflows' },
};

/** A value of a choice in words: its own where there are some, else its name with spaces. */
export function choiceInWords(property: Pick<CatalogProperty, 'name'>, value: string): string {
  return words[property.name]?.[value] ?? value.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** The values that a property offers, as a form lists them. */
export function choicesInWords(property: Pick<CatalogProperty, 'name' | 'choices'>): Suggestion[] {
  return property.choices.map((value) => {
    const text = choiceInWords(property, value);
    return { value, label: text.charAt(0).toUpperCase() + text.slice(1) };
  });
}
