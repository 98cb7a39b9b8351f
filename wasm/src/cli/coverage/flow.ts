import type {
  CoverageItem,
  CoverageKind,
  OutlinedCondition,
  OutlinedRule,
  OutlinedStep,
  OutlinedTrigger,
  OutlinedWay,
  WorkflowCoverage,
} from '../../types.js';
import { html, type Markup } from './markup.js';
import { comparisonWords, inWords, type OperatorWords, wayWords, wordsOf } from './words.js';

const nothing = html``;

type ItemTest = (item: CoverageItem) => boolean;
const isAny: ItemTest = () => true;
/** What stands with the way that it opens, not with the wait. */
const isTimeout: ItemTest = ({ outcome }) => outcome === 'timeout';
const isNoTimeout: ItemTest = (item) => !isTimeout(item);

/** Finds the items of a place, each with a number for links to it. */
export class Items {
  readonly #byPlace = new Map<string, [CoverageItem, number][]>();

  /** @param prefix what links to these items begin with */
  constructor(
    items: readonly CoverageItem[],
    readonly prefix: string,
    readonly operators: OperatorWords,
  ) {
    for (const [number, item] of items.entries()) {
      const key = `${item.kind} ${item.place}`;
      this.#byPlace.set(key, [...(this.#byPlace.get(key) ?? []), [item, number]]);
    }
  }

  at(kind: CoverageKind, place: string): [CoverageItem, number][] {
    return this.#byPlace.get(`${kind} ${place}`) ?? [];
  }
}

/** A workflow as a vertical flow: what starts it, its steps with their branches, and whom it refuses. */
export function drawWorkflow({ workflow, items: list, outline }: WorkflowCoverage, items: Items): Markup {
  const refusals = list.filter(({ kind }) => kind === 'refusal' || kind === 'exit');
  return html`<ol class="flow">
<li class="node"><div class="card start"><h3>Starts when</h3>${
    outline.triggers.length === 0
      ? html`<p class="muted">No trigger: only another workflow adds contacts.</p>`
      : html`<ul class="triggers">${outline.triggers.map((trigger) => drawTrigger(trigger, items))}</ul>`
  }</div></li>
${outline.steps.map((step) => drawStep(step, items))}
${
  refusals.length === 0
    ? nothing
    : html`<li class="node apart"><div class="card"><h3>Keeps out, or stops</h3>${marks(items, ['refusal', 'exit'], workflow)}</div></li>`
}</ol>`;
}

/** The scoring rules of a workspace. */
export function drawRules(rules: readonly OutlinedRule[], items: Items): Markup {
  return html`<ul class="flow rules">${rules.map(
    ({ id, type, points, detail, conditions }) => html`<li class="node"><div class="card">
<h3><span class="type">${points > 0 ? `+${points}` : points} on ${type}</span>${inDetail(detail)} <bdi class="id">${id}</bdi></h3>
${marks(items, ['rule'], id)}${drawConditions(conditions, items)}</div></li>`,
  )}</ul>`;
}

function inDetail(detail: string | null): Markup {
  return detail === null ? nothing : html` <span class="detail"><bdi>${detail}</bdi></span>`;
}

function drawTrigger({ id, type, crossing, detail, conditions }: OutlinedTrigger, items: Items): Markup {
  return html`<li><h4><span class="type">${type}${crossing ? ', at a crossing' : ''}</span>${inDetail(detail)} <bdi class="id">${id}</bdi></h4>
${marks(items, ['trigger'], id)}${drawConditions(conditions, items)}</li>`;
}

function drawStep(step: OutlinedStep, items: Items): Markup {
  const { id, type, detail, conditions, ways } = step;
  const hasTimeout = ways.some(({ place }) => place === null);
  const isReached = items.at('step', id).some(([{ hits }]) => hits > 0);
  return html`<li class="node"><div class="card${isReached ? '' : ' unreached'}">
<h3><span class="type">${inWords(type)}</span>${
    detail === null ? nothing : html` <span class="detail">${type === 'goTo' ? '→ ' : ''}<bdi>${detail}</bdi></span>`
  } <bdi class="id">${id}</bdi></h3>
${marks(items, ['step', 'wait'], id, hasTimeout ? isNoTimeout : isAny)}${drawConditions(conditions, items)}</div>
${ways.length === 0 ? nothing : html`<ul class="ways" style="--ways:${ways.length}">${ways.map((way) => drawWay(step, way, items))}</ul>`}</li>`;
}

function drawWay({ id, type }: OutlinedStep, way: OutlinedWay, items: Items): Markup {
  const { place, conditions, steps } = way;
  const [kind, at, isOfWay] = place === null ? (['wait', id, isTimeout] as const) : (['branch', place, isAny] as const);
  const found = items.at(kind, at).filter(([item]) => isOfWay(item));
  if (found.length === 0 && steps.length === 0 && conditions.length === 0) {
    return nothing; // it cannot be taken, and nothing is there to be seen
  }
  const isTaken = found.some(([{ hits }]) => hits > 0);
  const name = wayWords(type, way);
  return html`<li class="way${isTaken ? '' : ' untaken'}"><div class="label"><bdi class="name">${name}</bdi>
${marks(items, [kind], at, isOfWay)}${
  found.length === 0 ? html`<p class="muted">cannot be taken</p>` : nothing
}</div>${drawConditions(conditions, items)}${
    steps.length === 0 ? nothing : html`<ol class="flow">${steps.map((step) => drawStep(step, items))}</ol>`
  }</li>`;
}

function drawConditions(conditions: readonly OutlinedCondition[], items: Items): Markup {
  return conditions.length === 0
    ? nothing
    : html`<ul class="conditions">${conditions.map((condition) => drawCondition(condition, items))}</ul>`;
}

function drawCondition(condition: OutlinedCondition, items: Items): Markup {
  if ('field' in condition) {
    return html`<li><bdi class="comparison">${comparisonWords(condition, items.operators)}</bdi>${marks(items, ['condition'], condition.place)}</li>`;
  }
  const [word, children] =
    'not' in condition
      ? (['not', [condition.not]] as const)
      : 'any' in condition
        ? (['any of', condition.any] as const)
        : (['all of', condition.all] as const);
  return html`<li><span class="group">${word}</span>${drawConditions(children, items)}</li>`;
}

/** What happened at a place, and what never did. */
function marks(items: Items, kinds: readonly CoverageKind[], place: string, isShown = isAny): Markup {
  const found = kinds.flatMap((kind) => items.at(kind, place)).filter(([item]) => isShown(item));
  return found.length === 0
    ? nothing
    : html`<ul class="marks">${found.map(
        ([item, number]) =>
          html`<li class="${item.hits > 0 ? 'seen' : 'missing'}" id="${items.prefix}${number}">${wordsOf(item)}</li>`,
      )}</ul>`;
}
