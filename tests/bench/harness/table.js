// Tables for people, on a terminal and in Markdown.

import { verdict } from './targets.js';

/** 12 345 678 as `12.3 M`, with three digits that matter. */
export function short(number) {
  const units = [
    [1e6, ' M'],
    [1e3, ' k'],
    [1, ''],
  ];
  const [size, unit] = units.find(([least]) => Math.abs(number) >= least * 0.9995) ?? [1, ''];
  const value = number / size;
  return `${value.toFixed(value >= 99.95 || (size === 1 && Number.isInteger(number)) ? 0 : value >= 9.995 ? 1 : 2)}${unit}`;
}

/** Three digits that matter, none dropped before the point. */
export function plain(number) {
  return number >= 99.95 ? Math.round(number).toLocaleString('en') : number.toPrecision(3);
}

/** Columns of text: the first to the left, the others to the right. */
function aligned(header, rows) {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  const line = (row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ');
  return [line(header), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].map((text) =>
    text.trimEnd(),
  );
}

function markdown(header, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = header.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(header), line(rule), ...rows.map(line)];
}

function competitorRows({ rows, reference, ratioOf }) {
  return rows.map(({ key, label, events, perSecond, perSecondByClock }) => [
    label,
    events.toLocaleString('en'),
    short(perSecond),
    short(perSecondByClock),
    ...(reference ? [key === reference ? '1' : plain(ratioOf(key, reference))] : []),
  ]);
}

function competitorHeader({ unit, reference }) {
  const rows = unit ?? 'events';
  return ['', rows, `${rows}/s of processor`, `${rows}/s by the clock`, ...(reference ? ['to the first'] : [])];
}

function targetRow(target) {
  const { what, measured, goal, floor, unit, atMost } = target;
  const aim = (value) => `${atMost ? '≤' : '≥'} ${amount(value, unit)}`;
  return [what, amount(measured, unit), aim(goal), floor === goal ? '' : aim(floor), verdict(target)];
}

function amount(value, unit) {
  if (unit === '/s') return `${short(value)}/s`;
  return `${plain(value)}${unit === '×' ? '×' : ` ${unit}`}`;
}

function sizeRows(sizes) {
  return Object.entries(sizes).map(([what, size]) => [what, amount(size, 'KiB')]);
}

const targetHeader = ['Target', 'measured', 'goal', 'floor', ''];

/** All tables, as lines. @param {object} results @param {boolean} asMarkdown */
export function tables({ parts, targets, sizes, machine, command }, asMarkdown) {
  const table = asMarkdown ? markdown : aligned;
  const title = (text) => (asMarkdown ? [`**${text}**`, ''] : [text, '']);
  return [
    ...parts.flatMap((part) => [...title(part.title), ...table(competitorHeader(part), competitorRows(part)), '']),
    ...table(targetHeader, targets.map(targetRow)),
    '',
    ...(sizes ? [...table(['A page fetches', 'with gzip'], sizeRows(sizes)), ''] : []),
    ...notes(machine, command, asMarkdown),
  ];
}

function notes({ processor, cores, system, node, compiler, emscripten, chromium, load }, command, asMarkdown) {
  const code = (text) => (asMarkdown ? `\`${text}\`` : text);
  return [
    `${processor}, ${cores} cores, ${system}, Node ${node}, ${compiler}, Emscripten ${emscripten}${chromium ? `, Chromium ${chromium}` : ''}; ${code(command)}; the machine's load was ${load}.`,
    'Every row of a table ended with the checksum of the reference. Medians of rounds in turns; ratios are within a round.',
    'Slow ones, and those that keep a journal, run a sample: some contacts with all of their events.',
  ];
}
