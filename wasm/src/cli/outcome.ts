import type { Style } from '../words/style.js';
import type { Terminal } from './progress.js';

/** What the process ends with. */
export enum ExitStatus {
  ok = 0,
  /** A scenario failed, or a document has errors. */
  failed = 1,
  /** Wrong usage, or a file that cannot be read. */
  usage = 2,
}

/** Where the command line prints to. */
export interface Console {
  print(text: string): void;
  complain(text: string): void;
  /** Prints text as it is, without a line's end. */
  write(text: string): void;
  /** Waits until what was printed has been taken: whoever prints much waits now and then. */
  drained(): Promise<void>;
  /** Whether standard input is a terminal, where nobody may be about to write. */
  inputIsTerminal?: boolean | undefined;
  /** Where progress is shown; undefined where nobody looks. */
  terminal?: Terminal | undefined;
  /** Whether what is printed may have colours; not by default. */
  colors?: boolean | undefined;
  /** Whether complaints may have colours; not by default. */
  complaintColors?: boolean | undefined;
}

/** Where people are told something, and how it is set off there. */
export interface Telling {
  print(text: string): void;
  style: Style;
}
