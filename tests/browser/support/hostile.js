// Texts that a workspace, an event, a file or a link may hold, and that must be shown as what they are: text.

/** Sets `hacked` if any of it is run. */
const script = 'globalThis.hacked = true';

/** Of at most 128 characters, as ids are. */
export const short = {
  markup: `<img src=x onerror="${script}"><b>bold</b>`,
  script: `</textarea></title><script>${script}</script>`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must not be taken for a template
  template: '${alert(1)} {{constructor.constructor("alert(1)")()}} javascript:alert(1)',
  turned: 'invoice\u202Efdp.exe \u2067right\u2069 \u200Fto left\u061C',
  escaping: 'closed\u2069\u202Eover pop\u202C\u202C\u2069',
  unended: 'left open\u2066\u202Eturned',
  unseen: 'un\u200Bse\u200Den\u2060\uFEFF\u00AD',
  lines: 'first\nsecond\r\nthird\tfourth\u2028fifth',
  control: 'null \u0000 bell \u0007 escape \u001B[31m delete \u007F',
  quotes: `' " \` \\ & &lt; ]]> --> %s %00`,
  stacked: `Z${'\u0337\u0301\u034E'.repeat(20)}algo 👩‍👩‍👧‍👦 🏳️‍🌈`,
};

const long = {
  word: 'x'.repeat(10_000),
  words: `${'many words '.repeat(900)}\u202E${'turned '.repeat(15)}`,
  markup: `<svg onload="${script}">`.repeat(300),
};

const names = [...Object.values(short), ...Object.values(long)];
const ids = Object.values(short);

/** @param {number} index */
const name = (index) => names[index % names.length] ?? '';
/** @param {string} prefix @param {number} index */
const id = (prefix, index) => `${prefix}${index} ${ids[index % ids.length]}`.slice(0, 128);

/** A workspace in which everything that can be named is named so. */
export function hostileWorkspace() {
  return {
    rehearse: 1,
    name: short.markup + short.turned,
    'x-description': name(11) + short.script,
    workflows: names.map((text, index) => ({
      id: id('w', index),
      name: text,
      status: 'published',
      triggers: [
        {
          type: 'link.clicked',
          conditions: [
            { any: [{ field: 'event.link', operator: 'anyOf', value: [id('l', 0), id('l', index)] }] },
            { field: 'contact.tags', operator: 'doesNotContain', value: id('t', index + 40) },
            ...(index % 2 ? [{ field: `contact.fields.${id('f', index)}`, operator: 'equalTo', value: text }] : []),
          ],
        },
      ],
      steps: [
        { id: id('s', index), type: 'modifyEngagementScore', operation: 'add', points: 3 },
        { type: 'addTag', tags: [id('t', index)] },
        { type: 'addNote', text },
        {
          type: 'sendEmail',
          email: id('e', index),
          subject: text,
          body: `${text}{{contact.name}}`,
          to: text.slice(0, 200),
        },
        { type: 'updateField', field: `fields.${id('f', index)}`, value: text },
        {
          type: 'if',
          branches: [
            {
              name: id('b', index),
              conditions: [{ field: 'contact.name', operator: 'contains', value: text }],
              steps: [],
            },
          ],
        },
        { type: 'wait', untilEvent: { type: `custom.${index}` }, timeout: '3d' },
      ],
    })),
    contacts: names.map((text, index) => ({
      id: id('c', index),
      name: text,
      email: `${text.slice(0, 200)}@example.com`,
      tags: [id('t', index + 1), id('t', index + 2)],
      fields: { [id('f', index)]: text, [id('f', index + 1)]: index },
    })),
    resources: {
      links: ids.map((_, index) => ({ id: id('l', index), name: name(index + 3) })),
      emails: ids.map((_, index) => ({ id: id('e', index), name: name(index + 5) })),
    },
    scoringRules: [{ id: id('r', 0), event: 'link.clicked', points: 2 }],
  };
}

/** Stimuli of that workspace. */
export function hostileStimuli() {
  return [
    { fire: { type: 'link.clicked', contact: id('c', 0), link: id('l', 0) } },
    { edit: { contact: id('c', 1), name: short.markup, tags: [short.turned] } },
    { addContact: { id: short.quotes, name: long.words, email: short.script } },
    { fire: { type: 'contact.replied', contact: id('c', 2), channel: short.markup, text: long.word } },
    { fire: { type: 'link.clicked', contact: id('c', 3), link: id('l', 5) } },
    { advance: '4d' },
  ];
}
