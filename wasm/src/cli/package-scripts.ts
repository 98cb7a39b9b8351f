import { isDeepStrictEqual } from 'node:util';
import { withoutMark } from '../document-text.js';
import { messageOf } from '../input.js';
import { withMembers } from './json-members.js';

/** What `rehearse init` adds. */
const scripts = {
  'test:workflows': 'rehearse test workflows',
  'check:workflows': 'rehearse check --strict workflows',
};

/** What becomes of a package.json. */
export interface PackageChange {
  /** `left`: it stays as it is. */
  kind: 'made' | 'changed' | 'left';
  /** The text to write; undefined where it is left. */
  text: string | undefined;
  /** Why it is left, without a full stop. */
  why: string;
  /** The scripts that are added, or would be. */
  scripts: Record<string, string>;
  /** Whether it names the engine's package. */
  hasEngine: boolean;
}

/**
 * Adds the scripts to a package.json, and changes nothing else in it.
 * @param text undefined where there is none: it is made then
 * @param version of the engine
 */
export function packageChange(text: string | undefined, version: string): PackageChange {
  if (text === undefined) {
    const made = { name: 'workflows', private: true, scripts, devDependencies: { '@rehearse/engine': `^${version}` } };
    return { kind: 'made', text: `${JSON.stringify(made, undefined, 2)}\n`, why: '', scripts, hasEngine: true };
  }
  const left = (why: string, hasEngine = false, missing: Record<string, string> = scripts): PackageChange => {
    return { kind: 'left', text: undefined, why, scripts: missing, hasEngine };
  };
  const bare = withoutMark(text);
  const mark = text.slice(0, text.length - bare.length);
  let document: unknown;
  try {
    document = JSON.parse(bare);
  } catch (error) {
    return left(`it is no JSON: ${messageOf(error)}`);
  }
  if (!isObject(document)) {
    return left('it is no object');
  }
  const hasEngine = ['dependencies', 'devDependencies'].some((key) => {
    const dependencies = document[key];
    return isObject(dependencies) && '@rehearse/engine' in dependencies;
  });
  const { scripts: own = {} } = document;
  if (!isObject(own)) {
    return left('its `scripts` are no object', hasEngine);
  }
  const missing = Object.fromEntries(Object.entries(scripts).filter(([name]) => !Object.hasOwn(own, name)));
  if (Object.keys(missing).length < Object.keys(scripts).length) {
    const taken = Object.keys(scripts).filter((name) => Object.hasOwn(own, name));
    return left(
      `it has ${taken.length === 1 ? 'a script' : 'scripts'} ${taken.join(' and ')} already`,
      hasEngine,
      missing,
    );
  }
  const changed = mark + withMembers(bare, 'scripts', scripts);
  if (!isDeepStrictEqual(JSON.parse(withoutMark(changed)), { ...document, scripts: { ...own, ...scripts } })) {
    return left('it has `scripts` more than once', hasEngine);
  }
  return { kind: 'changed', text: changed, why: '', scripts, hasEngine };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A text that tells what to run, where some scripts are not in package.json: their commands stand in it instead.
 * @param missing the scripts that are not there
 */
export function withoutScripts(text: string, missing: Readonly<Record<string, string>>): string {
  return text.replace(/npm run (\S+)/g, (run, name: string) =>
    Object.hasOwn(missing, name) ? `npx ${missing[name]}` : run,
  );
}
