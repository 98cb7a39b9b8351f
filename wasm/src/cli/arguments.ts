import { parseArgs } from 'node:util';
import { nearest, quoted } from '../replay/words.js';
import { printable } from '../words/printable.js';

/** Arguments that the command line does not take. The message says what is wrong. */
export class ArgumentError extends Error {}

/** An option of a command: what `parseArgs` of Node takes, and what its help says. */
export interface Option {
  type: 'boolean' | 'string';
  multiple?: boolean;
  /** One letter. */
  short?: string;
  default?: boolean | string;
  /** What stands for the value in the help, such as `FILE`. */
  value?: string;
  /** What the option does, without a full stop at the end. */
  help?: string;
}

/** Options by name. */
export type OptionTable = Readonly<Record<string, Option>>;

type ValueOf<Row extends Option> = Row['type'] extends 'boolean' ? boolean : string;
type Given<Row extends Option> = Row['multiple'] extends true ? ValueOf<Row>[] : ValueOf<Row>;

/** The values of options by name; undefined where one is not given and has no default. */
export type OptionValues<Options extends OptionTable> = {
  [Name in keyof Options]: Options[Name] extends { default: boolean | string }
    ? Given<Options[Name]>
    : Given<Options[Name]> | undefined;
};

/** One argument in the order given, for commands to which the order says something. */
export type Argument<Name = string> =
  | { kind: 'option'; name: Name; value: string | undefined }
  | { kind: 'positional'; value: string };

/** What a command was given. */
export interface Arguments<Options extends OptionTable> {
  values: OptionValues<Options>;
  /** What is no option, in the order given. */
  positionals: string[];
  /** Options and all else in the order given. */
  ordered: Argument<keyof Options>[];
}

/** An option as it stands among the arguments. */
interface OptionToken {
  name: string;
  /** With its dashes. */
  rawName: string;
  value?: string | undefined;
  /** Whether the value stands after a `=` or right behind a letter. */
  inlineValue?: boolean | undefined;
}

/**
 * Reads the arguments of a command. As `parseArgs` of Node does, but what is wrong is told in words for people.
 * @throws ArgumentError
 */
export function readArguments<const Options extends OptionTable>(
  options: Options,
  given: readonly string[],
): Arguments<Options> {
  const { tokens } = parseArgs({
    args: [...given],
    options: Object.fromEntries(Object.entries(options).map(([name, row]) => [name, parsedOption(row)])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const ordered: Argument<keyof Options>[] = [];
  const values: Record<string, boolean | string | (boolean | string)[] | undefined> = Object.create(null);
  for (const token of tokens) {
    if (token.kind === 'positional') {
      ordered.push({ kind: 'positional', value: token.value });
    } else if (token.kind === 'option') {
      const row = rowOf(token, options);
      checkValue(token, row);
      const value = token.value ?? true;
      values[token.name] = row.multiple ? [...((values[token.name] as string[]) ?? []), value as string] : value;
      ordered.push({ kind: 'option', name: token.name, value: token.value });
    }
  }
  for (const [name, row] of Object.entries(options)) {
    values[name] ??= row.default;
  }
  const positionals = ordered.filter(({ kind }) => kind === 'positional').map(({ value }) => value as string);
  return { values: values as OptionValues<Options>, positionals, ordered };
}

/** Whether help is asked for, whatever else is wrong. */
export function asksForHelp(options: OptionTable, given: readonly string[]): boolean {
  const end = given.indexOf('--');
  return given.slice(0, end < 0 ? given.length : end).some((argument, index) => {
    return (argument === '--help' || argument === '-h') && !takesNext(options, given[index - 1]);
  });
}

/** Whether an argument is an option whose value is the next one. */
function takesNext(options: OptionTable, argument: string | undefined): boolean {
  const name = argument?.startsWith('--') ? argument.slice(2) : '';
  return Object.hasOwn(options, name) && options[name]?.type === 'string';
}

function parsedOption({ type, short, multiple }: Option) {
  return { type, ...(short !== undefined && { short }), ...(multiple !== undefined && { multiple }) };
}

function rowOf(token: OptionToken, options: OptionTable): Option {
  const row = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
  if (row === undefined) {
    const meant = nearest(token.name, Object.keys(options));
    const hint = meant === undefined || token.name.length < 2 ? '' : ` Did you mean --${meant}?`;
    throw new ArgumentError(`There is no option ${printable(token.rawName)}.${hint}`);
  }
  return row;
}

function checkValue({ rawName, value, inlineValue }: OptionToken, { type, value: name = 'VALUE' }: Option): void {
  if (type === 'boolean') {
    if (value !== undefined) {
      throw new ArgumentError(`${rawName} takes no value, but ${quoted(value)} is given.`);
    }
    return;
  }
  if (value === undefined) {
    throw new ArgumentError(`${rawName} needs a value: ${rawName} ${name}.`);
  }
  if (value.startsWith('-') && value !== '-' && !inlineValue && !/^-\d/.test(value)) {
    throw new ArgumentError(
      `${rawName} needs a value, but ${quoted(value)} looks like another option. ` +
        `A value that begins with - is given with =, such as ${rawName}=${value}.`,
    );
  }
}
