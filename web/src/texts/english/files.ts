/** Why a file cannot be opened. */
export const files = {
  empty: 'It is empty.',
  tooLarge: (size: number, most: number) => `It has ${size} MB, and what can be opened has at most ${most} MB.`,
  noJson: (why: string) => `It is no JSON: ${why}`,
  noWorkspace: 'It holds no workspace: a workspace is a JSON object with "rehearse": 1.',
  noText: 'It is no text: its bytes are not UTF-8.',
  unreadable: 'It could not be read. Is it still there, and no folder?',
  more: (count: number) => `And ${count} more.`,
};
