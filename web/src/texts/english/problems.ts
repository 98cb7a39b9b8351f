/** What the engine finds wrong. What it says of it is the engine's, in English. */
export const problems = {
  none: 'No problems.',
  /** Where the whole document is the place. */
  document: 'the document',
  place: (line: number, column: number) => `line ${line}, column ${column}`,
  severities: { error: 'Error', warning: 'Warning', info: 'Note' },
};
