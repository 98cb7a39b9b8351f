import { terminalWidth, wrap } from '../words/lines.js';
import type { Option, OptionTable } from './arguments.js';

/** A line to type, and what comes of it. */
export interface Example {
  command: string;
  does?: string;
}

/** What a command's help tells. */
export interface Help {
  name: string;
  usage: string;
  description: readonly string[];
  options: OptionTable;
  examples: readonly Example[];
  exitStatus: string;
}

/** Left of what an option does; a longer option has a line of its own. */
const nameWidth = 26;

const helpOption: Option = { type: 'boolean', short: 'h', help: 'prints this' };

/** A command's help. */
export function helpText({ name, usage, description, options, examples, exitStatus }: Help): string {
  return [
    `Usage: rehearse ${name} ${usage}`,
    ...description.map((paragraph) => wrap(paragraph).join('\n')),
    `Options:\n${optionLines({ ...options, help: helpOption }).join('\n')}`,
    `Examples:\n${examples.flatMap(exampleLines).join('\n')}`,
    wrap(`Exit status: ${exitStatus}`).join('\n'),
  ].join('\n\n');
}

/** Lines of a list: a name, and what it stands for in a column beside it. */
export function listLines(rows: readonly (readonly [name: string, text: string])[], column = nameWidth): string[] {
  return rows.flatMap(([name, text]) => {
    const [first = '', ...others] = wrap(text, terminalWidth - column - 2);
    const indent = ' '.repeat(column + 2);
    const head = name.length <= column - 2 ? [`  ${name.padEnd(column)}${first}`] : [`  ${name}`, indent + first];
    return [...head, ...others.map((line) => indent + line)];
  });
}

function optionLines(options: OptionTable): string[] {
  return listLines(
    Object.entries(options).map(([name, { short, type, value = 'VALUE', help = '', multiple }]) => {
      const names = `${short === undefined ? '' : `-${short}, `}--${name}`;
      return [type === 'string' ? `${names} ${value}` : names, multiple ? `${help}; may be repeated` : help];
    }),
  );
}

function exampleLines({ command, does }: Example): string[] {
  return does === undefined ? [`  ${command}`] : [`  # ${does}`, `  ${command}`];
}
