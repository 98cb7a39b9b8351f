import type { Engine } from '../engine.js';
import { type Arguments, type OptionTable, type OptionValues, readArguments } from './arguments.js';
import { type Example, helpText } from './help.js';
import type { Console, ExitStatus } from './outcome.js';

/** What a command works with. */
export interface Context {
  console: Console;
  /** The engine, which is loaded when it is first asked for. */
  engine(): Promise<Engine>;
}

/** One command of the command line, as the table of commands has it. */
export interface Command {
  /** Such as `test`. */
  readonly name: string;
  /** What it takes, such as `WORKSPACE --events FILE`. */
  readonly usage: string;
  /** What it does in a few words, for the list of commands. */
  readonly summary: string;
  readonly options: OptionTable;
  /** What `--help` prints. */
  readonly help: string;
  /**
   * @param given the arguments after the command's name
   * @throws ArgumentError, UnreadableFile, UnwritableFile and RehearseError, which are told with the exit status 2
   */
  run(given: readonly string[], context: Context): Promise<ExitStatus>;
  /**
   * How it prints with these arguments.
   * @throws ArgumentError
   */
  form(given: readonly string[]): OutputForm;
}

/** Whether standard output is for people, or holds one JSON document, or one on each line. */
export type OutputForm = 'text' | 'json' | 'ndjson';

/** What a command is made of. */
export interface CommandDefinition<Options extends OptionTable> {
  name: string;
  usage: string;
  summary: string;
  /** Paragraphs of its help, broken into lines where it is printed. */
  description: readonly string[];
  /** `--help` is added. */
  options: Options;
  examples: readonly Example[];
  /** What the statuses 0, 1 and 2 mean here. */
  exitStatus: string;
  /** How it prints; as JSON where there is `--json`, if this is left out. */
  form?(values: OptionValues<Options>): OutputForm;
  run(given: Arguments<Options>, context: Context): Promise<ExitStatus>;
}

/** A command whose arguments are read, and whose help is written, from what it is made of. */
export function defineCommand<const Options extends OptionTable>(definition: CommandDefinition<Options>): Command {
  const { name, usage, summary, options } = definition;
  return {
    ...{ name, usage, summary, options },
    help: helpText(definition),
    run: async (given, context) => definition.run(readArguments(options, given), context),
    form: (given) => {
      const { values } = readArguments(options, given);
      return definition.form?.(values) ?? (Reflect.get(values, 'json') === true ? 'json' : 'text');
    },
  };
}
