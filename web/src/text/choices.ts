import type { CatalogProperty } from '@rehearse/engine';
import type { Suggestion } from '../document/references.js';
import { texts } from '../texts/texts.js';

/** A value of a choice in words: its own where there are some, else its name with spaces. */
export function choiceInWords(property: Pick<CatalogProperty, 'name'>, value: string): string {
  const words: Record<string, Record<string, string>> = texts().choices;
  return words[property.name]?.[value] ?? value.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** The values that a property offers, as a form lists them. */
export function choicesInWords(property: Pick<CatalogProperty, 'name' | 'choices'>): Suggestion[] {
  return property.choices.map((value) => {
    const text = choiceInWords(property, value);
    return { value, label: text.charAt(0).toUpperCase() + text.slice(1) };
  });
}
