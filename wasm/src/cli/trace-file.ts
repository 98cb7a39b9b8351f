import { traceVersion } from '../trace.js';
import type { Stimulus, Trace } from '../types.js';
import { type Output, OutputFile } from './output-file.js';

/** What a trace is begun with. */
type Head = Pick<Trace, 'drafts'> & { file: string; document: unknown };

/** A trace that is written while it happens. */
export class TraceFile {
  readonly #file: Output;
  #separator = '\n';

  private constructor(file: Output) {
    this.#file = file;
  }

  /**
   * @param engine the engine's version
   * @throws UnwritableFile
   */
  static async create(name: string, engine: string, { file, drafts, document }: Head): Promise<TraceFile> {
    const output = await OutputFile.create(name);
    const members = { rehearse: traceVersion, engine, name: nameOf(file), drafts, workspace: document };
    const lines = Object.entries(members).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    await output.write(`{\n${lines.join(',\n')},\n  "stimuli": [`);
    return new TraceFile(output);
  }

  /** @throws UnwritableFile */
  async add(stimulus: Stimulus): Promise<void> {
    await this.#file.write(`${this.#separator}    ${JSON.stringify(stimulus)}`);
    this.#separator = ',\n';
  }

  /** @throws UnwritableFile */
  async close(): Promise<void> {
    await this.#file.write('\n  ]\n}\n');
    await this.#file.close();
  }

  /** Leaves what stood there before. */
  discard(): Promise<void> {
    return this.#file.discard();
  }
}

/** A file's name without its folders: a trace is opened on other machines. */
function nameOf(file: string): string {
  return file.replace(/^.*[\\/]/, '');
}
