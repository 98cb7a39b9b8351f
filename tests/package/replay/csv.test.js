import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import papa from '../../../wasm/dist/replay/papaparse.js';
import { TimeReader } from '../../../wasm/dist/replay/times.js';
import { events, readRows } from './support/read-rows.js';

const noon = Date.UTC(2026, 0, 5, 12);
const at = '2026-01-05T12:00:00.000Z';

/** @param {ReturnType<typeof readRows>} result */
const withoutPlaces = ({ rows }) => rows.map(({ row: _row, line: _line, ...values }) => values);

test('rows of a plain log', () => {
  const { rows, refusals, warnings, read } = readRows(
    `at,contact,type,email,link\n${at},ana,email.opened,spring,\n${at},bo,link.clicked,,pricing\n`,
  );
  assert.deepEqual(rows, [
    { row: 1, line: 2, at: noon, contact: 'ana', type: 'email.opened', email: 'spring' },
    { row: 2, line: 3, at: noon, contact: 'bo', type: 'link.clicked', link: 'pricing' },
  ]);
  assert.deepEqual([refusals, warnings, read], [[], [], 2]);
});

test('separators, line ends, byte order marks aside, and a last line without end', () => {
  const expected = [
    { at: noon, contact: 'ana', type: 'x', email: 'é' },
    { at: noon, contact: 'bo', type: 'y' },
  ];
  for (const separator of [',', ';', '\t', '|']) {
    for (const end of ['\n', '\r\n', '\r']) {
      for (const last of ['', end, end + end]) {
        const log = [
          ['at', 'contact', 'type', 'email'],
          [at, 'ana', 'x', 'é'],
          [at, 'bo', 'y', ''],
        ];
        const text = log.map((cells) => cells.join(separator)).join(end) + last;
        assert.deepEqual(withoutPlaces(readRows(text)), expected, JSON.stringify([separator, end, last]));
      }
    }
  }
});

test('two columns, whatever else is in them', () => {
  const table = { ...events, required: ['at', 'contact'] };
  for (const end of ['', '\n', '\r\n']) {
    const text = `at;contact${end || '\n'}${at};Ruiz, Ana${end}`;
    assert.deepEqual(withoutPlaces(readRows(text, { table })), [{ at: noon, contact: 'Ruiz, Ana' }]);
  }
});

test('spaces around the names of columns', () => {
  assert.deepEqual(withoutPlaces(readRows(`at, contact ,"type "\n${at},a,x`)), [{ at: noon, contact: 'a', type: 'x' }]);
});

test('any cells in any quoting, in chunks and batches of any size, are what they were, on their lines', () => {
  const cell = fc.oneof(
    fc.constant(''),
    fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', '\n', '\r\n', ' ', 'é', '😀'), maxLength: 6 }),
    fc.constantFrom('contact-1', 'contact-2', 'spring-offer'),
  );
  const row = fc.record({ cells: fc.tuple(cell, cell, cell), quoteAll: fc.boolean(), blanks: fc.nat({ max: 1 }) });
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 30 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 9 }),
      (table, end, chunkSize, batchSize) => {
        const written = /** @param {string} text @param {boolean} quoteAll */ (text, quoteAll) =>
          quoteAll || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        let text = `at,contact,type,text${end}`;
        let line = 2;
        const expected = table.map(({ cells, quoteAll, blanks }, index) => {
          text += end.repeat(blanks);
          line += blanks;
          const [contact, type, content] = cells;
          const begin = line;
          const record = [at, ...cells].map((value) => written(value, quoteAll)).join(',') + end;
          text += record;
          line += record.split('\n').length - 1;
          return {
            row: index + 1,
            line: begin,
            at: noon,
            ...(contact.trim() && { contact: contact.trim() }),
            ...(type.trim() && { type: type.trim() }),
            ...(content && { text: content }),
          };
        });
        const { rows, refusals, sizes } = readRows(text, { chunkSize, batchSize });
        assert.deepEqual(rows, expected);
        assert.deepEqual(refusals, []);
        assert.ok(sizes.every((size, index) => size === batchSize || index === sizes.length - 1));
      },
    ),
    { seed: 4, numRuns: 500 },
  );
});

test('any text that Papa Parse finds nothing wrong with is what it reads', () => {
  const table = { ...events, names: ['a', 'b', 'c'], required: [], time: undefined };
  let compared = 0;
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '"', '""', ',', '"\n', '\n', '\r\n', ' ', '",'), maxLength: 40 }),
      fc.integer({ min: 1, max: 20 }),
      (text, chunkSize) => {
        const { data, errors } = papa.parse(`a,b,c\n${text}`, { delimiter: ',', newline: '\n' });
        if (errors.length > 0) {
          return;
        }
        compared += 1;
        const expected = data
          .slice(1)
          // What Papa Parse leaves of a line that ends with a carriage return, too.
          .map((cells) => cells.map((cell, index) => (index === cells.length - 1 ? cell.replace(/\r$/, '') : cell)))
          .filter((cells) => cells.slice(3).every((cell) => cell === ''))
          .map((cells) => ['a', 'b', 'c'].map((_, index) => cells[index] || undefined))
          .filter((cells) => cells.some((cell) => cell !== undefined));
        const { rows } = readRows(`a,b,c\n${text}`, { table, chunkSize });
        assert.deepEqual(
          // A row without any values may be a blank line, which is none.
          rows.map(({ a, b, c }) => [a, b, c]).filter((cells) => cells.some((cell) => cell !== undefined)),
          expected,
        );
      },
    ),
    { seed: 4, numRuns: 5000 },
  );
  assert.ok(compared > 500, `${compared} texts`);
});

test('a text has one number in its column, quoted or not', () => {
  const { texts } = readRows(`at,contact,type\n${at},ana,x\n${at},"ana",x\n${at},ana,"x"\n`);
  assert.deepEqual(texts, ['ana', 'x']);
});

test('many different texts', () => {
  const ids = Array.from({ length: 50_000 }, (_, index) => `contact-${(index * 7919) % 20_000}`);
  const log = `contact,at,type\n${ids.map((id, index) => `${index % 5 === 4 ? `"${id}"` : id},${at},x`).join('\n')}`;
  const { rows, texts } = readRows(log, { batchSize: 1000, chunkSize: 3001 });
  assert.deepEqual(
    rows.map(({ contact }) => contact),
    ids,
  );
  assert.equal(texts.length, 20_001);
});

test('short rows have empty cells, long ones cannot be used unless what is too much is empty', () => {
  const log = [
    'at,contact,type,email',
    `${at},a,x`,
    `${at},b,x,e,,`,
    `${at},c,x,e,more`,
    `"${at}",d,x,e,more`,
    `${at},e,x,e`,
  ];
  const { rows, refusals, read } = readRows(log.join('\n'));
  assert.deepEqual(
    rows.map(({ contact, row, line }) => [contact, row, line]),
    [
      ['a', 1, 2],
      ['b', 2, 3],
      ['e', 5, 6],
    ],
  );
  const message = 'The row has more cells than the header, which has 4.';
  assert.deepEqual(refusals, [
    { row: 3, line: 4, code: 'csv.cells', message },
    { row: 4, line: 5, code: 'csv.cells', message },
  ]);
  assert.equal(read, 5);
});

test('a stray quotation mark costs its line alone', () => {
  const good = Array.from({ length: 3000 }, (_, index) => `${at},c${index},x,"q ${index}"`);
  for (const bad of [`${at},"bad,x,`, `${at},"bad" very,x,`, `"`, `${at},x,y,"never closed`]) {
    for (const place of [0, 1, 1500, 3000]) {
      const log = [...good.slice(0, place), bad, ...good.slice(place)];
      for (const chunkSize of [1000, 100_000]) {
        const { rows, refusals } = readRows(`at,contact,type,text\n${log.join('\n')}\n`, { batchSize: 500, chunkSize });
        assert.equal(rows.length, 3000, JSON.stringify([bad, place, chunkSize]));
        assert.deepEqual(
          refusals.map(({ row, line, code }) => [row, line, code]),
          [[place + 1, place + 2, 'csv.quotes']],
        );
        assert.deepEqual(rows.at(-1), {
          row: 3000 + (place < 3000 ? 1 : 0),
          line: 3001 + (place < 3000 ? 1 : 0),
          at: noon,
          contact: 'c2999',
          type: 'x',
          text: 'q 2999',
        });
      }
    }
  }
});

test('a quotation mark within a cell is a letter', () => {
  assert.deepEqual(withoutPlaces(readRows(`at,contact,type,text\n${at},a,x,5" disk\n`)), [
    { at: noon, contact: 'a', type: 'x', text: '5" disk' },
  ]);
});

test('the first hundred rows that cannot be read come in their turn', () => {
  const log = Array.from({ length: 400 }, (_, index) => (index % 2 ? `${at},a,x,too,many` : `${at},b${index},x`));
  const { rows, refusals, sizes } = readRows(`at,contact,type\n${log.join('\n')}`, { batchSize: 50 });
  assert.equal(rows.length, 200);
  assert.equal(refusals.length, 200);
  assert.deepEqual(sizes, [...Array(100).fill(1), 50, 49, 1]);
});

test('cells that are not UTF-8 make their row useless, where they are in a column that is read', () => {
  const bytes = Buffer.concat([
    Buffer.from(`at,contact,type,email,Owner\n${at},a,x,`),
    Buffer.from([0xe9]),
    Buffer.from(`,o\n${at},b,x,y,`),
    Buffer.from([0xe9]),
    Buffer.from(`\n${at},"c",x,`),
    Buffer.from([0xe9]),
    Buffer.from('\n'),
  ]);
  const { rows, refusals } = readRows(bytes);
  assert.deepEqual(
    rows.map(({ contact }) => contact),
    ['b'],
  );
  assert.deepEqual(refusals, [
    { row: 1, line: 2, code: 'csv.encoding', message: '"email" is not UTF-8.' },
    { row: 3, line: 4, code: 'csv.encoding', message: '"email" is not UTF-8.' },
  ]);
});

test('columns by a map', () => {
  const log = `Timestamp,Contact Id,Event,Campaign,amount\n${at},ana,Email Opened,spring,12\n`;
  const map = { at: 'Timestamp', contact: 'Contact Id', type: 'Event', email: 'Campaign', amount: '-' };
  const { rows, warnings } = readRows(log, { map, types: { 'Email Opened': 'email.opened' } });
  assert.deepEqual(rows, [{ row: 1, line: 2, at: noon, contact: 'ana', type: 'email.opened', email: 'spring' }]);
  assert.deepEqual(warnings, []);
});

test('columns that mean nothing are named in one warning', () => {
  const { warnings } = readRows(`at,contact,type,Emial,Owner,,Link Id\n${at},a,x,,,,\n`);
  assert.deepEqual(warnings, [
    {
      code: 'column.unknown',
      message: 'These columns are passed over: "Emial" (did you mean email?), "Owner", "Link Id" (did you mean link?).',
    },
  ]);
});

test('headers that cannot be used', () => {
  /** @type {[string, RegExp, Record<string, string>?][]} */
  const cases = [
    ['', /The log is empty/],
    ['\n\n', /The log is empty/],
    ['contact,type\na,b\n', /no column at, but "contact", "type"/],
    ['Timestamp,Contact,Event\n', /none of the columns at, contact, type/],
    ['at,contact,type,type\n', /two columns "type"/],
    ['at,contact,type\n', /no column "Evnt", which is to be type. It has/, { type: 'Evnt' }],
    ['at,contact,Event\n', /no column "Evnt", which is to be type. Did you mean "Event"\?/, { type: 'Evnt' }],
    ['at,contact,type,x,x\n', /two columns "x"/, { email: 'x' }],
    ['at,contact,type,x\n', /"x" cannot be both email and type/, { email: 'x', type: 'x' }],
    ['at,contact,type\n', /no column "x", which is to be email and link/, { email: 'x', link: 'x' }],
    ['at,"contact,type\n', /wrong quotation marks in its header, on line 1/],
    ['x'.repeat(3_000_000), /no line break within 1 MiB/],
  ];
  for (const [log, message, map] of cases) {
    assert.throws(() => readRows(log, map && { map }), message, log.slice(0, 50));
  }
  assert.throws(() => readRows(Buffer.from('at,contact,type,\xe9\n', 'latin1')), /The log is not UTF-8/);
});

test('a header alone', () => {
  const { rows, read } = readRows('at,contact,type');
  assert.deepEqual([rows, read], [[], 0]);
});

test('a header of several lines', () => {
  const { rows } = readRows(`\n\nat,contact,type,"text"\n${at},a,x,y\n`);
  assert.equal(rows[0]?.line, 4);
  const more = readRows(`at,contact,type,"some\nthing",text\n${at},a,x,,y\n`);
  assert.equal(more.rows[0]?.line, 3);
});

test('times of other forms are read with more pains, each once in a row', () => {
  /** @type {string[]} */
  const asked = [];
  class Times extends TimeReader {
    /** @param {string} text */
    instantOf(text) {
      asked.push(text);
      return super.instantOf(text);
    }
  }
  const times = [
    '2026-01-05T12:00:00Z',
    '2026-01-05T14:00:00+02:00',
    '2026-01-05T14:00:00+02:00',
    '"2026-01-05T14:00:00+02:00"',
    'yesterday',
    '',
    ' 2026-01-05T12:00:00Z ',
    '"2026-01-05T12:00:00.000Z" ',
    '2026-01-05 12:00:00.123456Z',
  ];
  const { rows, refusals } = readRows(`contact,type,at\n${times.map((time) => `a,x,${time}`).join('\n')}\n`, {
    times: new Times(),
  });
  assert.deepEqual(
    rows.map((row) => row.at),
    [noon, noon, noon, noon, Number.NaN, noon, noon, noon + 123],
  );
  assert.deepEqual(refusals, [
    {
      row: 5,
      line: 6,
      code: 'value.format',
      message: '`at` is "yesterday", which is not a time in ISO 8601, such as 2026-01-05T10:00:00Z.',
    },
  ]);
  assert.deepEqual(asked, [
    '2026-01-05T14:00:00+02:00',
    'yesterday',
    ' 2026-01-05T12:00:00Z ',
    '2026-01-05T12:00:00.000Z',
    '2026-01-05 12:00:00.123456Z',
  ]);
});

/**
 * The cells that a text begins with, read in the plainest way; undefined where its quotation marks are wrong.
 * @param {string} text
 */
function plainRecord(text) {
  const cells = [];
  for (let place = 0; ; ) {
    const [cell, , quotedText, plain, end] =
      /^(?:("((?:[^"]|"")*)"(?!")[^\S\n]*)|([^",\n][^,\n]*|))([,\n])/.exec(text.slice(place)) ?? [];
    if (cell === undefined) {
      return undefined;
    }
    place += cell.length;
    const isLast = end === '\n';
    cells.push(quotedText?.replaceAll('""', '"') ?? (isLast ? plain?.replace(/\r$/, '') : plain) ?? '');
    if (isLast) {
      return { cells, text: text.slice(0, place) };
    }
  }
}

/**
 * What a log without its header comes to, whose rows have three cells at the most.
 * @param {string} text
 */
function readPlainly(text) {
  /** @type {string[][]} */
  const rows = [];
  /** @type {number[]} */
  const refused = [];
  let line = 2;
  for (let rest = text === '' || text.endsWith('\n') ? text : `${text}\n`; rest !== ''; ) {
    const record = plainRecord(rest);
    const taken = record?.text ?? rest.slice(0, rest.indexOf('\n') + 1);
    if (record === undefined || record.cells.slice(3).some((cell) => cell !== '')) {
      refused.push(line);
    } else if (!/^\r?\n$/.test(taken)) {
      rows.push(record.cells);
    }
    line += taken.split('\n').length - 1;
    rest = rest.slice(taken.length);
  }
  return { rows, refused };
}

const abc = { ...events, names: ['a', 'b', 'c'], required: [], time: undefined };

test('right and wrong quotation marks in any order, in chunks of any size', () => {
  let refusedInAll = 0;
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '"', '""', ',', '"\n', '\n', '\r\n', ' ', '",', ',"'), maxLength: 60 }),
      fc.integer({ min: 1, max: 30 }),
      (text, chunkSize) => {
        const expected = readPlainly(text);
        const { rows, refusals } = readRows(`a,b,c\n${text}`, { table: abc, chunkSize });
        refusedInAll += refusals.length;
        assert.deepEqual(
          rows.map(({ a = '', b = '', c = '' }) => [a, b, c]),
          expected.rows.map(([a = '', b = '', c = '']) => [a, b, c]),
        );
        assert.deepEqual(
          refusals.map(({ line }) => line),
          expected.refused,
        );
      },
    ),
    { seed: 7, numRuns: 3000 },
  );
  assert.ok(refusedInAll > 1000);
});

test('a wrong quotation mark in each line is no more work than a right one', () => {
  for (const line of ['"a"b,1,2\n', 'x,"y\n', 'x","y\n', '"",""x,1\n', '"\n"a\n']) {
    for (const chunkSize of [Infinity, 4096]) {
      const text = `a,b,c\n${line.repeat(1_000_000 / line.length)}`;
      let parsed = 0;
      const parser = /** @type {typeof papa} */ ({
        parse(given, options) {
          parsed += given.length;
          return papa.parse(given, options);
        },
      });
      const started = performance.now();
      const { read } = readRows(text, { table: abc, chunkSize, batchSize: 1000, parser });
      assert.ok(read >= 1_000_000 / line.length / 2 - 2, `${read} rows of ${JSON.stringify(line)}`);
      assert.ok(parsed < 2 * text.length, `${parsed} characters parsed of ${JSON.stringify(line)}`);
      // It was hours.
      assert.ok(performance.now() - started < 20_000, JSON.stringify(line));
    }
  }
});

test('U+FFFD is a character like others, whatever is wrong in other rows', () => {
  const broken = new TextEncoder().encode('a,b,c\n"x,",\uFFFD,1\n"y,",X,2\n"z,",\uFFFD,3\nu,\uFFFD,4\n');
  broken[broken.indexOf('X'.charCodeAt(0))] = 0xff;
  const { rows, refusals } = readRows(broken, { table: abc });
  assert.deepEqual(
    rows.map(({ b, c }) => [b, c]),
    [
      ['\uFFFD', '1'],
      ['\uFFFD', '3'],
      ['\uFFFD', '4'],
    ],
  );
  assert.deepEqual(
    refusals.map(({ row, code }) => [row, code]),
    [[2, 'csv.encoding']],
  );
});

test('a line of more than 1 MiB ends it, wherever the log is cut', () => {
  const longest = 1 << 20;
  for (const chunkSize of [65_536, 262_144, Infinity]) {
    for (const last of ['', 'x,y,z\n']) {
      const right = `a,b,c\n1,2,3\n${'x'.repeat(longest)}\n${last}`;
      assert.equal(String(readRows(right, { table: abc, chunkSize }).rows[1]?.a).length, longest);
      const wrong = `a,b,c\n1,2,3\n${'x'.repeat(longest + 1)}\n${last}`;
      assert.throws(() => readRows(wrong, { table: abc, chunkSize }), /no line break within 1 MiB from line 3 on/);
    }
  }
});

test('a record in tiny pieces is not copied with each of them', () => {
  const text = `a,b,c\n1,2,3\n"${'x\n'.repeat(400_000)}",y,z\n`;
  const started = performance.now();
  const { rows } = readRows(text, { table: abc, chunkSize: 16 });
  assert.deepEqual(
    rows.map(({ a, line }) => [String(a).length, line]),
    [
      [1, 2],
      [800_000, 3],
    ],
  );
  assert.ok(performance.now() - started < 5000);
});

test('a header with more columns than the engine takes', () => {
  const table = { ...events, required: ['at'] };
  const header = (/** @type {number} */ count) =>
    `at,${Array.from({ length: count }, (_, index) => `fields.f${index}`).join()}\n`;
  assert.equal(readRows(header(998), { table }).names.length, 998);
  assert.throws(() => readRows(header(999), { table }), { code: 'log.columns', message: /more than 998 columns/ });
});

test('blanks around ids, types, numbers and times are no part of them; free texts are as they are', () => {
  const log = [
    'at,contact,type,email,amount,text',
    ` ${at},ana,x,spring,5, as it is `,
    `${at} ,\tana , x,"spring ", 5,as it is`,
    `"${at} "," ana","x ", spring,5 ,"  "`,
    `${at}, \u00a0\u00fcnic\u00f6de\u2003,x,   ,,`,
  ];
  const { rows, refusals, texts } = readRows(log.join('\r\n'), { types: { x: 'y' } });
  const ana = { at: noon, contact: 'ana', type: 'y', email: 'spring', amount: '5' };
  assert.deepEqual(
    rows.map(({ row: _row, line: _line, ...values }) => values),
    [
      { ...ana, text: ' as it is ' },
      { ...ana, text: 'as it is' },
      { ...ana, text: '  ' },
      { at: noon, contact: '\u00fcnic\u00f6de', type: 'y' },
    ],
  );
  assert.deepEqual(refusals, []);
  assert.ok(!texts.includes(''));
});

test('a first line that says what separates cells', () => {
  const cells = [
    ['at', 'contact', 'type', 'text'],
    [at, 'ana', 'x', 'a|b,c;d'],
  ];
  for (const [first, separator] of [
    ['sep=;', ';'],
    ['"sep=;"', ';'],
    ['SEP=,', ','],
    ['sep=\t', '\t'],
    ['sep=^', '^'],
    ['\nsep=;\n', ';'],
  ]) {
    for (const end of ['\n', '\r\n']) {
      const lines = cells.map((row) =>
        row.map((cell) => (cell.includes(String(separator)) ? `"${cell}"` : cell)).join(separator),
      );
      const { rows, warnings } = readRows([first, ...lines].join(end), { chunkSize: 5 });
      const line = 3 + String(first).split('\n').length - 1;
      assert.deepEqual(rows, [{ row: 1, line, at: noon, contact: 'ana', type: 'x', text: 'a|b,c;d' }], first);
      assert.deepEqual(warnings, []);
    }
  }
  assert.throws(() => readRows('sep=x\nat,contact,type\n'), /but "sep=x"/);
});
