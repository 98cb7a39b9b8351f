import type { Engine } from '../engine.js';
import { loadEngine } from '../loader.js';
import { nearest, quoted } from '../replay/words.js';
import { styleOf } from '../words/style.js';
import { ArgumentError, asksForHelp, readArguments } from './arguments.js';
import type { Command, Context, OutputForm } from './command.js';
import { commands } from './commands.js';
import { type Failure, failureOf } from './failure.js';
import { listLines } from './help.js';
import { type Console, ExitStatus } from './outcome.js';

const overview = `Usage: rehearse COMMAND [arguments] [options]

Tries out CRM automations before they go live.

Commands:
${listLines(
  [...commands.map(({ name, summary }) => [name, summary] as const), ['help COMMAND', 'what a command takes']],
  14,
).join('\n')}

Options:
${listLines(
  [
    ['-h, --help', 'prints this; after a command, what it takes, with examples'],
    ['--version', "prints the engine's version"],
  ],
  14,
).join('\n')}

Exit status: 0 all well; 1 a scenario failed or a document has errors;
2 wrong usage, or a file that cannot be read or written.
Colours: on terminals, unless NO_COLOR is set; FORCE_COLOR=1 has them anywhere.`;

/** What may stand where a command's name does. */
const generalOptions = {
  version: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false, short: 'h' },
} as const;

/**
 * The command line.
 * @param given the arguments after the program's name
 * @returns the exit status
 */
export async function main(given: string[], console: Console): Promise<ExitStatus> {
  let engine: Promise<Engine> | undefined;
  const context: Context = {
    console,
    engine: () => {
      engine ??= loadEngine();
      return engine;
    },
  };
  const [name, ...others] = given;
  const command = commands.find((row) => row.name === name);
  try {
    return command === undefined ? await general(given, context) : await run(command, others, context);
  } catch (error) {
    return wrongUsage(error, command, console);
  }
}

async function run(command: Command, given: string[], context: Context): Promise<ExitStatus> {
  if (asksForHelp(command.options, given)) {
    context.console.print(command.help);
    return ExitStatus.ok;
  }
  let hasPrinted = false;
  const noted = <Given extends unknown[]>(print: (...given: Given) => void) => {
    return (...given: Given) => {
      hasPrinted = true;
      print(...given);
    };
  };
  const { console } = context;
  const watched = { ...console, print: noted(console.print), write: noted(console.write) };
  try {
    return await command.run(given, { ...context, console: watched });
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) {
      throw error;
    }
    // Standard output holds one document: where there is one already, people are told.
    tell(failure, hasPrinted ? 'text' : command.form(given), console);
    return failure.status;
  }
}

function tell({ text, document }: Failure, form: OutputForm, console: Console): void {
  if (form === 'text') {
    console.complain(text(styleOf(console.complaintColors)));
  } else {
    console.print(JSON.stringify(document, undefined, form === 'json' ? 2 : undefined));
  }
}

/** What is no command of the table. */
async function general(given: string[], { console, engine }: Context): Promise<ExitStatus> {
  const [name] = given;
  if (name === undefined) {
    console.complain(overview);
    return ExitStatus.usage;
  }
  if (name === 'help') {
    console.print(helpOn(given.slice(1)));
    return ExitStatus.ok;
  }
  if (!name.startsWith('-')) {
    throw unknownCommand(name);
  }
  const { values, positionals } = readArguments(generalOptions, given);
  if (values.help) {
    console.print(overview);
  } else if (values.version) {
    console.print((await engine()).version);
  } else {
    const [late] = positionals;
    throw new ArgumentError(`The command comes first: rehearse ${late ?? 'COMMAND'} …`);
  }
  return ExitStatus.ok;
}

/** @throws ArgumentError where there is no such command */
function helpOn(names: string[]): string {
  const name = names.find((word) => !word.startsWith('-'));
  if (name === undefined || name === 'help') {
    return overview;
  }
  const command = commands.find((row) => row.name === name);
  if (command === undefined) {
    throw unknownCommand(name);
  }
  return command.help;
}

function unknownCommand(name: string): ArgumentError {
  const names = commands.map((row) => row.name);
  const meant = nearest(name, [...names, 'help']);
  const hint = meant === undefined ? `There are ${names.join(', ')} and help.` : `Did you mean ${meant}?`;
  return new ArgumentError(`There is no command ${quoted(name)}. ${hint}`);
}

/** Tells what is wrong with the arguments, and how it is right, whatever they say of JSON; throws all else again. */
function wrongUsage(error: unknown, command: Command | undefined, console: Console): ExitStatus {
  const failure = failureOf(error);
  if (failure !== undefined) {
    tell(failure, 'text', console);
    return failure.status;
  }
  if (!(error instanceof ArgumentError)) {
    throw error;
  }
  const start = command === undefined ? 'rehearse' : `rehearse ${command.name}`;
  const usage = command === undefined ? 'COMMAND [arguments] [options]' : command.usage;
  console.complain(`${start}: ${error.message}\nUsage: ${start} ${usage}\n${start} --help tells more.`);
  return ExitStatus.usage;
}
