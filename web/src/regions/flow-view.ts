import type { Step, Workflow, WorkflowCoverage } from '@rehearse/engine';
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { type FlowLane, type FlowStep, type FlowTrigger, flowOf } from '../document/flow.js';
import { type FlowNode, litStatuses, type PathStatus } from '../document/path.js';
import { percentOf, shareOf } from '../document/shares.js';
import type { Store } from '../store/store.js';
import type { Standing } from '../store/waiting.js';
import { icon } from '../styles/icons.js';
import { balanced } from '../text/balanced.js';
import { between, durationInWords, instantInWords } from '../text/format.js';
import type { JournalWords } from '../text/journal.js';
import { capital, type Parts, plain, rendered, shortened, strong } from '../text/parts.js';
import { conditionsInWords, stepInWords, triggerInWords } from '../text/sentences.js';
import { texts } from '../texts/texts.js';

/** What a flow shows. */
export interface FlowSource {
  store: Store;
  workflow: Workflow;
  pointer: string;
  words: JournalWords;
  nodes: readonly FlowNode[];
  /** Whether anything happened in the workflow: else there are no ways to tell of. */
  hasPath: boolean;
  /** Who waits where, by the id of the step. */
  standing: ReadonlyMap<string, Standing[]>;
  /** The contact whose way it is; null for all. */
  contact: string | null;
  /** What the tests take of it, which is then shown instead of the path. */
  coverage: WorkflowCoverage | null;
  slice: Slice;
}

/** Which of the steps beside the triggers are drawn this time, and how many have ever been: long flows come in slices. */
export interface Slice {
  from: number;
  to: number;
  drawn: number;
}

/** How a status is shown: a sign, a look, and always a word. */
const looks = {
  taken: { sign: 'tick', look: 'good' },
  waiting: { sign: 'clock', look: 'accent' },
  ended: { sign: 'flag', look: 'good' },
  refused: { sign: 'lock', look: 'warn' },
  notTaken: { sign: 'cross', look: '' },
  skipped: { sign: 'jump', look: '' },
  notReached: { sign: null, look: '' },
} as const satisfies Record<PathStatus, object>;

/** Lanes inside lanes inside lanes stand one under the other: there is no room for more beside each other. */
const deepestHeading = 6;

/** A workflow from its triggers to its end; what was taken stands out. */
export function flowView(source: FlowSource): TemplateResult {
  return new FlowView(source).view();
}

class FlowView {
  readonly #source: FlowSource;
  readonly #nodes: Map<string, FlowNode>;
  /** How often the tests came to something, by its place; null while that is not shown. */
  readonly #hits: Map<string, number> | null;
  readonly #eventTypes: string[];

  constructor(source: FlowSource) {
    this.#source = source;
    this.#nodes = new Map(source.nodes.map((each) => [each.node.pointer, each]));
    this.#hits = source.coverage === null ? null : hitsOf(source.coverage);
    this.#eventTypes = source.workflow.triggers.map(({ type }) => type);
  }

  view(): TemplateResult {
    const words = texts().flow;
    const { workflow, pointer } = this.#source;
    const { triggers, steps, end } = flowOf(this.#source.words.vocabulary, workflow, pointer);
    return html`
      <div class="flow" role="group" aria-labelledby="flow-name">
        <p class="visually-hidden" id="flow-name">${words.heading}: <bdi>${balanced(shortened(workflow.name || workflow.id))}</bdi></p>
        <h3>${words.triggers}</h3>
        ${triggers.length === 0 ? html`<p class="muted">${words.noTriggers}</p>` : nothing}
        <ul class="plain nodes triggers">${triggers.map((trigger) => this.#trigger(trigger))}</ul>
        <h3>${words.steps}</h3>
        ${this.#firstList(steps, end)}
      </div>`;
  }

  #trigger({ pointer, trigger, id }: FlowTrigger): TemplateResult {
    const parts = triggerInWords(this.#source.words, trigger);
    const place = `trigger ${id} matched`;
    return html`<li class=${this.#shape(pointer, place)}>${this.#node(pointer, capital(parts), place)}</li>`;
  }

  /** The steps beside the triggers: those of the slice, and as they are those that were drawn before. */
  #firstList(steps: readonly FlowStep[], end: string): TemplateResult {
    const { from, to, drawn } = this.#source.slice;
    const items = steps
      .slice(0, drawn)
      .map((step, index) =>
        index >= from && index < to
          ? this.#step(step, 4, steps[index + 1]?.pointer ?? end)
          : item(noChange, noChange, noChange),
      );
    return html`<ol class="plain nodes">${items}<li class=${this.#shape(end)}>${this.#end(end)}</li></ol>`;
  }

  #list(steps: readonly FlowStep[], level: number): TemplateResult {
    return html`<ol class="plain nodes">${steps.map((step, index) => this.#step(step, level, steps[index + 1]?.pointer))}</ol>`;
  }

  /** What a step says is worked out anew where something of it is another; what is in its ways looks for itself. */
  #step(step: FlowStep, level: number, next: string | undefined): TemplateResult {
    const { words, standing, hasPath } = this.#source;
    const { pointer, lanes, id } = step;
    const node = this.#nodes.get(pointer);
    const place = `step ${id} reached`;
    const here = standing.get(id) ?? [];
    const parts = () => begun(stepInWords(words, lanes.length > 0 ? bare(step) : step.step));
    const own = () => html`
      ${this.#node(pointer, parts(), place)}
      ${this.#standing(here, node?.status === 'waiting' && hasPath)}`;
    const known = [step.step, pointer, node?.status, node?.times, plain(node?.reason ?? []), hasPath];
    const around = [this.#hits?.get(place), this.#hits === null, this.#source.contact, texts(), words.references];
    // Who waits, and for how long, is another at every moment.
    const inner = guard([...known, ...around, ...(here.length > 0 ? [here] : [])], own);
    const ways = lanes.length > 0 ? this.#lanes(lanes, plain(parts()), level) : nothing;
    const joins = this.#isLit(pointer) && next !== undefined && this.#isLit(next) ? 'joins' : '';
    return item(`${this.#shape(pointer, place)} ${here.length > 0 ? 'busy' : ''} ${joins}`, inner, ways);
  }

  #lanes(lanes: readonly FlowLane[], step: string, level: number): TemplateResult {
    return html`<ul class="plain lanes" aria-label=${texts().flow.waysOf(step)}>${lanes.map((lane) => this.#lane(lane, level))}</ul>`;
  }

  #lane(lane: FlowLane, level: number): TemplateResult {
    const { pointer, steps } = lane;
    const place = this.#placeOf(lane);
    return html`
      <li class=${`lane ${this.#shape(pointer, place)}`}>
        <div role="heading" aria-level=${Math.min(level, deepestHeading)}>${this.#node(pointer, this.#laneWords(lane), place)}</div>
        ${steps.length === 0 ? html`<p class="muted on">${texts().flow.goesOn}</p>` : this.#list(steps, level + 1)}
      </li>`;
  }

  /** What coverage calls a lane: a step of branches without steps for when none holds has `none` in their place. */
  #placeOf({ id, kind, name }: FlowLane): string {
    const step = id.slice(0, -name.length - 1);
    if (kind === 'timeout') return `wait ${step} timeout`;
    const place = `branch ${id} taken`;
    return this.#hits?.has(place) === false ? `branch ${step}.none taken` : place;
  }

  /** `hot: score is over 50`, `70 % A`, `After 7 days`. */
  #laneWords({ branch, parameter, limit, name, pointer }: FlowLane): Parts {
    const { words } = this.#source;
    if (branch === null) {
      const step = this.#stepAround(pointer);
      if (limit === null || step?.[limit] === undefined) return [parameter.label];
      return [texts().flow.after, strong(durationInWords(step[limit]))];
    }
    const share = shareOf(words.vocabulary.shape(parameter.shape));
    if (share !== undefined) {
      const siblings = (this.#stepAround(pointer.slice(0, pointer.lastIndexOf('/')))?.[parameter.name] ??
        []) as never[];
      return [strong(name), ' ', percentOf(siblings, siblings.indexOf(branch as never), share)];
    }
    const said = conditionsInWords(words, branch.conditions, this.#eventTypes);
    return said.length === 0 ? [strong(name)] : [strong(name), ': ', ...said];
  }

  /** The step that holds what stands at a place. */
  #stepAround(pointer: string): Step | undefined {
    const place = pointer.slice(0, pointer.lastIndexOf('/'));
    return this.#steps().get(place);
  }

  #byPlace: Map<string, Step> | null = null;

  #steps(): Map<string, Step> {
    if (this.#byPlace) return this.#byPlace;
    const { workflow, pointer, words } = this.#source;
    const all = new Map<string, Step>();
    const add = (steps: readonly FlowStep[]) => {
      for (const step of steps) {
        all.set(step.pointer, step.step);
        for (const lane of step.lanes) add(lane.steps);
      }
    };
    add(flowOf(words.vocabulary, workflow, pointer).steps);
    this.#byPlace = all;
    return all;
  }

  #end(pointer: string): TemplateResult {
    const node = this.#nodes.get(pointer);
    const words = texts().flow;
    return html`
      <div class="node">${this.#marker(node)}
        <span class="words">${words.end}${node && this.#tells(node) && node.status !== 'notReached' ? html`<span class="reason">${rendered(node.reason)}</span>` : nothing}</span>
        ${this.#hits === null ? this.#badge(node) : nothing}</div>`;
  }

  /** Where the form of a part is opened: what it is, whether it was taken, and why. */
  #node(pointer: string, parts: Parts, place: string): TemplateResult {
    const node = this.#nodes.get(pointer);
    const { store, workflow } = this.#source;
    const open = () => store.places.show({ region: 'workflows', workflow: workflow.id, pointer });
    const hits = this.#hits?.get(place);
    return html`
      <button type="button" class="node" data-pointer=${pointer} title=${texts().flow.openForm} @click=${open}>
        ${this.#marker(node, hits)}
        <span class="words">${rendered(parts)}${node && this.#tells(node) ? html`<span class="visually-hidden">. </span><span class="reason">${rendered(node.reason)}</span>` : nothing}</span>
        ${this.#hits === null ? this.#badge(node) : hits === undefined ? nothing : coverageBadge(hits)}
      </button>`;
  }

  /** Whether there is more to say of a node than that nobody came to it. */
  #tells({ status, reason }: FlowNode): boolean {
    return this.#source.hasPath && this.#hits === null && status !== 'notReached' && reason.length > 0;
  }

  #marker(node: FlowNode | undefined, hits = 0): TemplateResult {
    if (this.#hits !== null) return html`<span class="marker">${hits > 0 ? icon('tick') : nothing}</span>`;
    const sign = node && this.#source.hasPath ? looks[node.status].sign : null;
    return html`<span class="marker">${sign === null ? nothing : icon(sign)}</span>`;
  }

  #badge(node: FlowNode | undefined): TemplateResult | typeof nothing {
    if (!node || !this.#source.hasPath) return nothing;
    const words = texts().flow;
    const { status, times } = node;
    if (status === 'notReached')
      return html`<span class="visually-hidden">. ${words.status.notReached}: ${rendered(node.reason)}</span>`;
    const often = times > 1 && litStatuses.includes(status) ? ` · ${words.times(times)}` : '';
    return html`<span class="visually-hidden">. </span><span class=${`badge ${looks[status].look}`}>${words.status[status]}${often}</span>`;
  }

  /** Who stands at a step at the moment that is looked at; until when, unless the step says that. */
  #standing(all: readonly Standing[], isTold: boolean): TemplateResult | typeof nothing {
    const { contact, store } = this.#source;
    if (this.#hits !== null) return nothing;
    const here = contact === null ? all : all.filter((each) => each.contact === contact);
    const [first] = here;
    if (!first) return nothing;
    const words = texts().flow;
    const due =
      isTold && here.length === 1
        ? null
        : here.reduce<string | null>(
            (least, each) => (each.due !== null && (least === null || each.due < least) ? each.due : least),
            null,
          );
    const now = store.viewed?.now ?? '';
    return html`
      <p class="standing">${icon('clock')}<span><strong>${words.waitHere(here.length)}</strong>${here.length === 1 ? html`: <bdi>${balanced(shortened(store.contactName(first.contact)))}</bdi>` : nothing}${
        due === null
          ? nothing
          : html`${here.length === 1 ? words.until : words.theFirst}<time datetime=${due}>${instantInWords(due)}</time><span class="muted">${words.in(between(now, due))}</span>`
      }</span></p>`;
  }

  /** Whether a contact came to what stands at a place, and that is shown. */
  #isLit(pointer: string): boolean {
    const { hasPath } = this.#source;
    const node = this.#nodes.get(pointer);
    return hasPath && this.#hits === null && node !== undefined && litStatuses.includes(node.status);
  }

  /** The class of what is drawn at a place: what was taken has another line and another marker. */
  #shape(pointer: string, place: string | null = null): string {
    const node = this.#nodes.get(pointer);
    if (!node) return '';
    const { kind } = node.node;
    if (this.#hits !== null) return `${kind} ${coverageLook(place === null ? undefined : this.#hits.get(place))}`;
    if (!this.#source.hasPath) return `${kind} idle`;
    return `${kind} ${node.status} ${this.#isLit(pointer) ? 'lit' : ''}`;
  }
}

/** One template for all, so that what is to stay as it is stays. */
function item(look: unknown, step: unknown, ways: unknown): TemplateResult {
  return html`<li class=${look}>${step}${ways}</li>`;
}

/** How often the tests came to something, by kind, place and outcome. */
function hitsOf({ items }: WorkflowCoverage): Map<string, number> {
  return new Map(items.map(({ kind, place, outcome, hits }) => [`${kind} ${place} ${outcome}`, hits]));
}

/** What cannot happen is no matter for tests, and looks so. */
function coverageLook(hits: number | undefined): string {
  if (hits === undefined) return 'idle';
  return hits > 0 ? 'tested lit' : 'untested';
}

function coverageBadge(hits: number): TemplateResult {
  const { tested, neverTested } = texts().flow;
  return html`<span class="visually-hidden">. </span><span class=${`badge ${hits > 0 ? 'good' : 'warn'}`}>${icon(hits > 0 ? 'tick' : 'cross')}${hits > 0 ? tested(hits) : neverTested}</span>`;
}

/** With a capital letter, also where it begins with what is done: `Add 10 to engagement score`. */
function begun(parts: Parts): Parts {
  const [first, ...rest] = parts;
  if (typeof first !== 'object') return capital(parts);
  return [strong(first.strong.charAt(0).toUpperCase() + first.strong.slice(1)), ...rest];
}

/** The step without what its ways say: branches, and what is done when a wait has lasted long enough. */
function bare({ step, lanes }: FlowStep): Step {
  const gone = new Set(lanes.flatMap(({ parameter, limit }) => [parameter.name, ...(limit === null ? [] : [limit])]));
  return Object.fromEntries(Object.entries(step).filter(([key]) => !gone.has(key))) as unknown as Step;
}
