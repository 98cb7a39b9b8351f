import { resolve } from 'node:path';
import type { Engine } from '../engine.js';
import { messageOf } from '../input.js';
import { counted } from '../replay/words.js';
import type { CheckResult, Severity } from '../types.js';
import { printableLines } from '../words/printable.js';
import { styleOf } from '../words/style.js';
import { ArgumentError } from './arguments.js';
import { defineCommand } from './command.js';
import { printDiagnostics } from './excerpt.js';
import { isScenarioFile, readNamedWorkspace, readText, UnreadableFile } from './files.js';
import { findFiles } from './find-files.js';
import { type Console, ExitStatus } from './outcome.js';
import { Pieces } from './pieces.js';

/** `rehearse check`: what is wrong with workspaces and scenario files. */
export const check = defineCommand({
  name: 'check',
  usage: 'FILE or FOLDER… [options]',
  summary: 'says what is wrong with workspaces and scenario files',
  description: [
    'Reads workspaces and scenario files; of a folder all *.workspace.json and *.scenario.json in it, at any depth. ' +
      'Nothing is run. A scenario file is checked together with the workspace that it names.',
    'Errors keep a document from being used. Warnings tell what can be run and is probably not meant, such as ' +
      'conditions that can never hold.',
  ],
  options: {
    strict: { type: 'boolean', default: false, help: 'warnings give the status 1, too: --max-warnings 0' },
    'max-warnings': { type: 'string', value: 'N', help: 'more warnings than that give the status 1' },
    json: { type: 'boolean', default: false, help: 'prints one JSON document instead of text' },
  },
  examples: [
    { command: 'rehearse check workflows' },
    {
      does: 'fails for warnings, too',
      command: 'rehearse check --strict spring.workspace.json spring.scenario.json',
    },
    { does: 'fails if there come to be more warnings', command: 'rehearse check workflows --max-warnings 5' },
    { does: 'for programs', command: 'rehearse check workflows --json > diagnostics.json' },
  ],
  exitStatus:
    '0 no errors; 1 a document has errors, or there are more warnings than are allowed; 2 wrong usage, or a file that ' +
    'cannot be read.',
  async run({ values, positionals }, { console, engine }) {
    if (positionals.length === 0) {
      throw new ArgumentError('check needs the files to check.');
    }
    const most = mostWarnings(values.strict, values['max-warnings']);
    const files = await findFiles(positionals, ['.workspace.json', '.scenario.json']);
    const documents = new Documents(await engine());
    for (const file of files) {
      await documents.check(file);
    }
    return values.json ? tellJson(documents, most, console) : tell(documents, most, console);
  },
});

function mostWarnings(strict: boolean, text: string | undefined): number {
  if (text === undefined) {
    return strict ? 0 : Number.POSITIVE_INFINITY;
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw new ArgumentError(`--max-warnings takes a whole number, not ${JSON.stringify(text)}.`);
  }
  return strict ? 0 : Number(text);
}

/** A document, and what is wrong with it. */
interface Checked extends CheckResult {
  file: string;
  /** Undefined where it cannot be read. */
  text: string | undefined;
  /** Why it cannot be read. */
  error?: string;
}

/** The documents that are checked: each once, however many scenario files name it. */
class Documents {
  readonly #engine: Engine;
  readonly #byPath = new Map<string, Checked>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get all(): Checked[] {
    return [...this.#byPath.values()];
  }

  get status(): ExitStatus {
    const { all } = this;
    return all.some(({ error }) => error !== undefined)
      ? ExitStatus.usage
      : all.some(({ ok }) => !ok)
        ? ExitStatus.failed
        : ExitStatus.ok;
  }

  count(severity: Severity): number {
    return this.all.flatMap(({ diagnostics }) => diagnostics).filter((each) => each.severity === severity).length;
  }

  /** Checks a document, and the workspace that it names before it. */
  async check(file: string): Promise<void> {
    await this.#once(file, async () => {
      const text = await readText(file);
      const result = isScenarioFile(text) ? await this.#checkScenarios(file, text) : this.#engine.check(text);
      return { file, text, ...result };
    });
  }

  async #checkScenarios(file: string, text: string): Promise<CheckResult> {
    const workspace = await readNamedWorkspace(file, text);
    if (workspace === undefined) {
      return this.#engine.checkScenarios(text);
    }
    const { ok } = await this.#once(workspace.file, async () => ({
      ...workspace,
      ...this.#engine.check(workspace.text),
    }));
    // Where the workspace has errors, which ids there are is not known; the rest of the file is.
    const result = this.#engine.checkScenarios(text, { workspace: ok ? workspace.text : undefined });
    return ok ? result : { ok: false, diagnostics: result.diagnostics.filter(({ path }) => path !== '/workspace') };
  }

  async #once(file: string, read: () => Promise<Checked>): Promise<Checked> {
    const path = resolve(file);
    const known = this.#byPath.get(path);
    if (known !== undefined) {
      return known;
    }
    const checked = await read().catch((error): Checked => {
      if (error instanceof UnreadableFile) {
        const message = messageOf(error);
        const told = message.startsWith(`${file}:`) ? message : `${file}: its workspace ${message}`;
        return { file, text: undefined, ok: false, diagnostics: [], error: told };
      }
      throw error;
    });
    this.#byPath.set(path, checked);
    return checked;
  }
}

function tellJson(documents: Documents, most: number, console: Console): ExitStatus {
  const status = statusOf(documents, most);
  const files = documents.all.map(({ file, ok, diagnostics, error }) => ({
    ...{ file, ok, diagnostics },
    ...(error !== undefined && { error }),
  }));
  console.print(JSON.stringify({ ok: status === ExitStatus.ok, files }, undefined, 2));
  return status;
}

function statusOf(documents: Documents, most: number): ExitStatus {
  return documents.status === ExitStatus.ok && documents.count('warning') > most ? ExitStatus.failed : documents.status;
}

async function tell(documents: Documents, most: number, console: Console): Promise<ExitStatus> {
  const style = styleOf(console.colors);
  const pieces = new Pieces(console);
  for (const { file, text, diagnostics, error } of documents.all) {
    if (error !== undefined) {
      console.complain(printableLines(error));
    } else if (diagnostics.length > 0) {
      await pieces.add(`${printDiagnostics(file, text, diagnostics, style)}\n\n`);
    }
  }
  await pieces.flush();
  const { all } = documents;
  const [errors, warnings] = [documents.count('error'), documents.count('warning')];
  const counts = [
    ...(errors > 0 ? [style.red(counted(errors, 'error'))] : []),
    ...(warnings > 0 ? [style.yellow(counted(warnings, 'warning'))] : []),
  ];
  const bad = all.filter(({ diagnostics }) => diagnostics.length > 0).length;
  const unread = all.filter(({ error }) => error !== undefined).length;
  const files = counted(all.length - unread, 'file');
  const notRead = unread > 0 ? `${counted(unread, 'file')} cannot be read` : '';
  const told =
    counts.length === 0
      ? `${style.green(unread > 0 ? 'Nothing is wrong' : '✓ Nothing is wrong')} in ${files}`
      : `${counts.join(' and ')} in ${bad} of ${files}`;
  console.print(
    unread === all.length
      ? style.red(`Nothing was checked: ${notRead}`)
      : `${told}${unread > 0 ? `; not checked: ${notRead}` : ''}`,
  );
  if (errors === 0 && warnings > most) {
    console.complain(`No more than ${counted(most, 'warning')} ${most === 1 ? 'is' : 'are'} allowed.`);
  }
  return statusOf(documents, most);
}
