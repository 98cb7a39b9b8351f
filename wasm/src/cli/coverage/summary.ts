import type { Catalog, Coverage, CoverageItem, CoverageSum, WorkspaceCoverage } from '../../types.js';
import { printable } from '../../words/printable.js';
import { type Style, styleOf } from '../../words/style.js';
import { missingParts } from './missing.js';
import { columns, countOf, type OperatorWords, operatorWords, percentWords } from './words.js';

/** The text lists no more of what never happened; a report shows all of it. */
const maximumMissing = 50;

/** Coverage as text for a terminal: a table by workflow, and what never happened. */
export function coverageSummary(coverage: Coverage, catalog: Catalog, style: Style = styleOf()): string {
  const { covered, total, percent } = coverage;
  return [
    style.bold(`Coverage of workflows: ${percentWords(percent)} (${covered} of ${total})`),
    '',
    ...table(coverage, style),
    ...missingLines(coverage, operatorWords(catalog), style),
  ].join('\n');
}

interface Row {
  title: string;
  sum: CoverageSum;
  items: CoverageItem[];
}

function rowsOf({ workflows, scoringRules }: WorkspaceCoverage): Row[] {
  const rows = workflows.map((row) => ({ title: row.workflow, sum: row, items: row.items }));
  const { total, items } = scoringRules;
  return total === 0 ? rows : [...rows, { title: 'scoring rules', sum: scoringRules, items }];
}

function table(coverage: Coverage, style: Style): string[] {
  const head = ['workflow', 'all', ...columns.map(([name]) => name)];
  const rows = coverage.workspaces.flatMap(rowsOf);
  const cells = rows.map(({ title, sum, items }) => [
    shortened(printable(title)),
    percentWords(sum.percent),
    ...columns.map(([, kinds]) => countOf(items, kinds) ?? '–'),
  ]);
  const widths = head.map((name, column) => Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`;
  return [
    style.dim(line(head)),
    ...cells.map((row, index) => (rows[index]?.sum.percent === 100 ? style.green : style.yellow)(line(row))),
  ];
}

function missingLines(coverage: Coverage, operators: OperatorWords, style: Style): string[] {
  const lines: string[] = [];
  let left = maximumMissing;
  for (const { title, missing } of missingParts(coverage, operators)) {
    if (left > 0) {
      lines.push('', `  ${style.bold(printable(title))}`);
    }
    for (const { place, words } of missing.slice(0, Math.max(0, left))) {
      lines.push(`    ${style.yellow('✗')} ${printable(place)}: ${words}`);
    }
    left -= missing.length;
  }
  return lines.length === 0
    ? []
    : ['', 'Never happened:', ...lines.slice(1), ...(left < 0 ? ['', `  and ${-left} more: see --coverage-html`] : [])];
}

const shortened = (text: string, length = 40) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
