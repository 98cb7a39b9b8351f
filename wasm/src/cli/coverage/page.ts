import type { Catalog, Coverage, CoverageItem, CoverageSum, WorkflowCoverage, WorkspaceCoverage } from '../../types.js';
import { drawRules, drawWorkflow, Items } from './flow.js';
import { html, Markup } from './markup.js';
import { type Missing, missingOfRules, missingOfWorkflow } from './missing.js';
import { pageStyle } from './page-style.js';
import { columns, countOf, type OperatorWords, operatorWords, percentWords } from './words.js';

const nothing = html``;

/** Longer lists of what never happened are closed at first. */
const shownMissing = 12;

/** Coverage as one HTML page that needs nothing else: no scripts, no files beside it, no network. */
export function coveragePage(coverage: Coverage, catalog: Catalog): string {
  const operators = operatorWords(catalog);
  const { covered, total, percent, workspaces } = coverage;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Coverage of workflows: ${percentWords(percent)}</title>
<style>${new Markup(pageStyle)}</style>
</head>
<body>
<header>
<h1>Coverage of workflows</h1>
<p class="total"><strong>${percentWords(percent)}</strong> ${covered} of ${total} things that can happen did happen.</p>
${bar(coverage)}
<ul class="legend marks"><li class="seen">happened, and how often</li><li class="missing">never happened</li></ul>
</header>
<main>
${workspaces.map((workspace, index) => drawWorkspace(workspace, `w${index}`, operators, workspaces.length > 1))}
</main>
</body>
</html>
`.text;
}

function drawWorkspace(
  workspace: WorkspaceCoverage,
  id: string,
  operators: OperatorWords,
  isOneOfMany: boolean,
): Markup {
  const { name, workflows, scoringRules } = workspace;
  const title = name ?? 'Workspace';
  const label = isOneOfMany ? `${id}, ${title}` : title; // several may have one name
  return html`<section class="workspace" aria-label="${label}">
${isOneOfMany || name !== null ? html`<p class="workspace-name"><bdi>${title}</bdi> ${isOneOfMany ? percentWords(workspace.percent) : ''}</p>` : nothing}
${summary(workspace, id, label)}
${workflows.map((workflow, index) => drawPart(workflow, `${id}-${index}`, operators))}
${scoringRules.outline.length === 0 ? nothing : rulesPart(workspace, `${id}-rules`, operators)}
</section>`;
}

function summary({ workflows, scoringRules }: WorkspaceCoverage, id: string, label: string): Markup {
  const rows: [name: string, link: string, sum: CoverageSum, items: CoverageItem[]][] = workflows.map((row, index) => [
    row.name ?? row.workflow,
    `${id}-${index}`,
    row,
    row.items,
  ]);
  if (scoringRules.total > 0) {
    rows.push(['Scoring rules', `${id}-rules`, scoringRules, scoringRules.items]);
  }
  return html`<div class="table" role="region" aria-label="Coverage by workflow: ${label}" tabindex="0"><table>
<thead><tr><th scope="col">Workflow</th><th scope="col">All</th>${columns.map(
    ([name]) => html`<th scope="col">${name}</th>`,
  )}</tr></thead>
<tbody>${rows.map(
    ([name, link, sum, items]) => html`<tr><th scope="row"><a href="#${link}"><bdi>${name}</bdi></a></th>
<td class="all">${percentWords(sum.percent)}${bar(sum)}</td>${columns.map(([, kinds]) => countCell(items, kinds))}</tr>`,
  )}</tbody></table></div>`;
}

function countCell(items: CoverageItem[], kinds: (typeof columns)[number][1]): Markup {
  const count = countOf(items, kinds);
  if (count === undefined) {
    return html`<td class="muted">–</td>`;
  }
  const [covered, total] = count.split('/');
  return html`<td class="${covered === total ? 'full' : 'partial'}">${count}</td>`;
}

function drawPart(workflow: WorkflowCoverage, id: string, operators: OperatorWords): Markup {
  const settings = [
    workflow.status,
    ...(workflow.allowReentry ? [] : ['each contact once']),
    ...(workflow.stopOnReply ? ['stops on reply'] : []),
  ];
  const items = new Items(workflow.items, `${id}-`, operators);
  return html`<section class="part" aria-labelledby="${id}">
<h2 id="${id}"><bdi>${workflow.name ?? workflow.workflow}</bdi></h2>
<p class="muted"><bdi class="id">${workflow.workflow}</bdi> · ${settings.join(' · ')}</p>
${share(workflow)}${missingList(missingOfWorkflow(workflow, operators), workflow.items, id)}
${drawWorkflow(workflow, items)}</section>`;
}

function rulesPart({ scoringRules }: WorkspaceCoverage, id: string, operators: OperatorWords): Markup {
  return html`<section class="part" aria-labelledby="${id}"><h2 id="${id}">Scoring rules</h2>
${share(scoringRules)}${missingList(missingOfRules(scoringRules, operators), scoringRules.items, id)}
${drawRules(scoringRules.outline, new Items(scoringRules.items, `${id}-`, operators))}</section>`;
}

function share(sum: CoverageSum): Markup {
  return html`<p class="share"><strong>${percentWords(sum.percent)}</strong> ${sum.covered} of ${sum.total}</p>${bar(sum)}`;
}

function missingList(missing: Missing[], items: CoverageItem[], id: string): Markup {
  if (missing.length === 0) {
    return html`<p class="marks"><span class="seen">all that can happen did</span></p>`;
  }
  const numbers = new Map(items.map((item, number) => [item, number]));
  return html`<details class="gaps"${missing.length <= shownMissing ? new Markup(' open') : nothing}><summary>${missing.length} never happened</summary><ul>${missing.map(
    ({ item, place, words }) =>
      html`<li><a href="#${id}-${numbers.get(item) ?? 0}"><bdi class="id">${place}</bdi></a> ${words}</li>`,
  )}</ul></details>`;
}

/** The share as a bar, beside the number that says it. */
function bar({ percent }: CoverageSum): Markup {
  return html`<div class="bar" aria-hidden="true"><span style="inline-size:${percent}%"></span></div>`;
}
