import type { Catalog, Coverage, WorkspaceCoverage } from '../../types.js';
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

/** A line of the table. */
interface Row {
  /** What is said above it, where it is the first of a workspace of several. */
  heading?: string | undefined;
  cells: string[];
  isFull: boolean;
}

function rowsOf({ workflows, scoringRules, name, percent }: WorkspaceCoverage, isOneOfMany: boolean): Row[] {
  const rules = scoringRules.total === 0 ? [] : [{ ...scoringRules, workflow: 'scoring rules' }];
  return [...workflows, ...rules].map(({ workflow, items, ...sum }, index) => ({
    heading: isOneOfMany && index === 0 ? `${printable(name ?? 'Workspace')} ${percentWords(percent)}` : undefined,
    cells: [
      shortened(printable(workflow)),
      percentWords(sum.percent),
      ...columns.map(([, kinds]) => countOf(items, kinds) ?? '–'),
    ],
    isFull: sum.percent === 100,
  }));
}

function table({ workspaces }: Coverage, style: Style): string[] {
  const head = ['workflow', 'all', ...columns.map(([name]) => name)];
  const rows = workspaces.flatMap((workspace) => rowsOf(workspace, workspaces.length > 1));
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  // A column in which there is nothing only takes room.
  const isShown = (column: number) => column < 2 || rows.some(({ cells }) => cells[column] !== '–');
  const line = (cells: string[]) =>
    `  ${cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .filter((_, column) => isShown(column))
      .join('  ')}`;
  return [
    style.dim(line(head)),
    ...rows.flatMap(({ heading, cells, isFull }) => [
      ...(heading === undefined ? [] : ['', `  ${style.bold(heading)}`]),
      (isFull ? style.green : style.yellow)(line(cells)),
    ]),
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
