import { readFileSync } from 'node:fs';

const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** A package's name with the version that is measured. */
export function versioned(name) {
  if (!(name in dependencies)) throw new Error(`package.json does not name ${name}.`);
  return `${name} ${dependencies[name]}`;
}
