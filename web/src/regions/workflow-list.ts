import type { Workflow, WorkflowStats } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import type { Store } from '../store/store.js';
import { icon } from '../styles/icons.js';
import { balanced } from '../text/balanced.js';
import { rendered } from '../text/parts.js';
import { wordsOf } from '../text/runs.js';
import { workflowInWords } from '../text/sentences.js';
import { texts } from '../texts/texts.js';

/** What a row of the list can do. */
export interface WorkflowListActions {
  open(index: number): void;
  publish(index: number, published: boolean): void;
  move(from: number, to: number): void;
  add(): void;
}

/** More workflows than this are shown only when asked for, or found by a search. */
const pageSize = 40;

/** Which of the workflows the list shows. */
export class WorkflowListView {
  search = '';
  #limit = pageSize;

  /** Shows more than before. */
  more(): void {
    this.#limit += pageSize;
  }

  /** Sees to it that the workflow at an index is shown. */
  include(index: number): void {
    this.search = '';
    this.#limit = Math.max(this.#limit, index + 1);
  }

  /** The indices of those that are found, and of them those that are shown. */
  of(workflows: readonly Workflow[]): { found: number; shown: number[] } {
    const query = this.search.trim().toLowerCase();
    const found = [...workflows.keys()].filter((index) => {
      const { id = '', name = '' } = workflows[index] ?? {};
      return [id, name].some((each) => each.toLowerCase().includes(query));
    });
    return { found: found.length, shown: found.slice(0, this.#limit) };
  }
}

/** The workflows of the workspace, each in a sentence. @param changed the view shows others now */
export function workflowList(
  store: Store,
  view: WorkflowListView,
  actions: WorkflowListActions,
  changed: () => void,
): TemplateResult {
  const stats = new Map(store.timeline.stats?.workflows.map((each) => [each.workflow, each]));
  const { workflows } = store.document;
  const said = texts().workflows;
  const { found, shown } = view.of(workflows);
  const hasDrafts = store.runsDrafts || workflows.some(({ status }) => status !== 'published');
  return html`
    ${hasDrafts ? draftsSwitch(store) : nothing}
    ${workflows.length === 0 ? html`<p class="empty">${said.empty}</p>` : nothing}
    ${workflows.length > pageSize ? searchField(view, changed) : nothing}
    <ul class="plain stack list">
      ${shown.map((index) => {
        const workflow = workflows[index] as Workflow;
        return row(store, workflow, index, stats.get(workflow.id), actions);
      })}
    </ul>
    ${found > shown.length ? moreButton(view, found - shown.length, changed) : nothing}
    ${workflows.length > 1 ? html`<p class="hint">${said.order}</p>` : nothing}
    <button type="button" id="add-workflow" ?disabled=${!store.mayEdit} @click=${actions.add}>${icon('plus')} ${said.add}</button>`;
}

function searchField(view: WorkflowListView, changed: () => void): TemplateResult {
  const { find } = texts().workflows;
  return html`<input type="search" id="find-workflow" aria-label=${find} placeholder=${find} .value=${live(view.search)}
    @input=${(event: Event) => {
      view.search = (event.target as HTMLInputElement).value;
      changed();
    }}>`;
}

function moreButton(view: WorkflowListView, left: number, changed: () => void): TemplateResult {
  const more = () => {
    view.more();
    changed();
  };
  return html`<button type="button" class="small" id="more-workflows" @click=${more}>${texts().workflows.showMore(left)}</button>`;
}

/** People try drafts out before they publish them. */
function draftsSwitch(store: Store): TemplateResult {
  return html`
    <label class="row check"><input type="checkbox" id="run-drafts" .checked=${live(store.runsDrafts)} ?disabled=${!store.simulation}
      @change=${(event: Event) => store.runDrafts((event.target as HTMLInputElement).checked)}> ${texts().workflows.runDrafts}</label>`;
}

function row(
  store: Store,
  workflow: Workflow,
  index: number,
  stats: WorkflowStats | undefined,
  actions: WorkflowListActions,
): TemplateResult {
  const published = workflow.status === 'published';
  const name = workflow.name || workflow.id;
  const said = texts().workflows;
  const errors = store.diagnostics.filter(
    ({ path, severity }) => severity === 'error' && path.startsWith(`/workflows/${index}/`),
  ).length;
  return html`
    <li class="card workflow">
      <div class="head">
        <h3 class="clamp"><bdi>${balanced(name)}</bdi></h3>
        ${statusBadge(store, workflow)}
      </div>
      <p class="sentence">${guard([workflow, store.references], () => rendered(workflowInWords(wordsOf(store), workflow)))}</p>
      <div class="row foot">
        <button type="button" class="small" id=${`open-workflow-${index}`} aria-label=${said.editIt(name)} @click=${() => actions.open(index)}>${icon('pencil')} ${said.edit}</button>
        <button type="button" class="small quiet" ?disabled=${!store.mayEdit} aria-label=${published ? said.unpublishIt(name) : said.publishIt(name)}
          @click=${() => actions.publish(index, !published)}>${published ? said.unpublish : said.publish}</button>
        ${store.document.workflows.length > 1 ? moves(store, index, name, actions) : nothing}
        <span class="grow"></span>
        ${errors > 0 ? html`<span class="badge bad">${texts().workflows.toMend(errors)}</span>` : nothing}
        ${stats && stats.enrolled + stats.refused > 0 ? html`<span class="muted count">${counts(stats)}</span>` : nothing}
      </div>
    </li>`;
}

/** Buttons that change the order, which decides what runs first. */
function moves(store: Store, index: number, name: string, actions: WorkflowListActions): TemplateResult {
  const last = store.document.workflows.length - 1;
  const { up, down, moveUp, moveDown } = texts().forms;
  return html`
    <span class="moves" data-pointer=${`/workflows/${index}`}>
      <button type="button" class="icon" data-action="up" title=${up} aria-label=${moveUp(name)}
        ?disabled=${index === 0 || !store.mayEdit} @click=${() => actions.move(index, index - 1)}>${icon('up')}</button>
      <button type="button" class="icon" data-action="down" title=${down} aria-label=${moveDown(name)}
        ?disabled=${index === last || !store.mayEdit} @click=${() => actions.move(index, index + 1)}>${icon('down')}</button>
    </span>`;
}

/** What the workspace as it is written says of a workflow, and whether the simulation runs it so. */
export function statusBadge(store: Store, workflow: Workflow): TemplateResult {
  const published = workflow.status === 'published';
  const runs = store.running.workflows.find(({ id }) => id === workflow.id)?.status === 'published';
  const said = texts().workflows;
  const drafts = store.runsDrafts ? said.draftRuns : said.draft;
  const badge = html`<span class=${`badge ${(published && runs) || store.runsDrafts ? 'good' : ''}`}>${published ? said.published : drafts}</span>`;
  if (store.upToDate || published === runs) return badge;
  return html`<span class="row statuses">${badge}<span class="badge warn">${runs ? said.stillRuns : said.doesNotRun}</span></span>`;
}

function counts({ enrolled, active, refused }: WorkflowStats): string {
  const said = texts().workflows;
  return [said.started(enrolled), active > 0 ? said.active(active) : '', refused > 0 ? said.refused(refused) : '']
    .filter(Boolean)
    .join(' · ');
}
