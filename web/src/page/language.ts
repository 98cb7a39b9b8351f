import { page as englishPage } from '../texts/english/page.js';
import { type Texts, useTexts } from '../texts/texts.js';
import { type PageTexts, usePageTexts } from './texts.js';

/** A language of the page: what it calls itself, and its texts, loaded when they are wanted. */
interface Language {
  id: string;
  name: string;
  load(): Promise<[Texts, PageTexts]>;
}

/** The languages of the page, the first for those who speak none of them. */
export const languages: readonly Language[] = [
  { id: 'en', name: 'English', load: english },
  { id: 'es', name: 'Español', load: spanish },
];

async function english(): Promise<[Texts, PageTexts]> {
  return [(await import('../texts/english.js')).english, englishPage];
}

async function spanish(): Promise<[Texts, PageTexts]> {
  const [texts, { page }] = await Promise.all([import('../texts/spanish.js'), import('../texts/spanish/page.js')]);
  return [texts.spanish, page];
}

const key = 'rehearse-language';

let current = 'en';

/** The id that was asked for last: others that are loaded after it do not count. */
let wanted = current;

/** The id of the language that the page shows. */
export function currentLanguage(): string {
  return current;
}

/** For dates: the page's language, as it is spoken where the browser's person is. */
export function currentLocale(): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === current) ?? current;
}

/** The language that was chosen before, else the first that the browser's person speaks. */
export function preferredLanguage(): string {
  const wanted = [remembered(), ...navigator.languages.map((tag) => tag.split('-')[0])];
  return wanted.find((id) => languages.some((each) => each.id === id)) ?? 'en';
}

/** Shows the page in a language. One that could not be loaded is told in the console, and nothing changes. */
export async function useLanguage(id: string): Promise<void> {
  const language = languages.find((each) => each.id === id);
  if (!language) return;
  wanted = id;
  if (id === current) return;
  try {
    const [texts, pageTexts] = await language.load();
    if (wanted !== id) return;
    current = id;
    document.documentElement.lang = id;
    // Those of the tester last: with them all is drawn anew.
    usePageTexts(pageTexts);
    useTexts(texts);
  } catch (error) {
    console.error(`The texts in ${language.name} could not be loaded.`, error);
  }
}

/** Shows the page in a language, and does so the next time, too. */
export async function chooseLanguage(id: string): Promise<void> {
  try {
    localStorage.setItem(key, id);
  } catch {
    // A browser that keeps nothing shows it all the same.
  }
  await useLanguage(id);
}

function remembered(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
