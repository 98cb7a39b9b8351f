import type { Workflow, WorkflowStats } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Store } from '../store/store.js';
import { icon } from '../styles/icons.js';
import { rendered } from '../text/parts.js';
import { wordsOf } from '../text/runs.js';
import { workflowInWords } from '../text/sentences.js';

/** What a row of the list can do. */
export interface WorkflowListActions {
  open(index: number): void;
  publish(index: number, published: boolean): void;
  add(): void;
}

/** The workflows of the workspace, each in a sentence. */
export function workflowList(store: Store, actions: WorkflowListActions): TemplateResult {
  const stats = new Map(store.simulation?.stats().workflows.map((each) => [each.workflow, each]));
  const { workflows } = store.document;
  return html`
    ${workflows.length === 0 ? html`<p class="empty">No workflow yet. Add one and say what starts it.</p>` : nothing}
    <ul class="plain stack list">
      ${workflows.map((workflow, index) => row(store, workflow, index, stats.get(workflow.id), actions))}
    </ul>
    <button type="button" id="add-workflow" ?disabled=${!store.formsFollowText} @click=${actions.add}>${icon('plus')} Add workflow</button>`;
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
  const errors = store.diagnostics.filter(
    ({ path, severity }) => severity === 'error' && path.startsWith(`/workflows/${index}/`),
  ).length;
  return html`
    <li class="card workflow">
      <div class="head">
        <h3><bdi>${name}</bdi></h3>
        <span class=${`badge ${published ? 'good' : ''}`}>${published ? 'Published' : 'Draft'}</span>
      </div>
      <p class="sentence">${guard([workflow, store.references], () => rendered(workflowInWords(wordsOf(store), workflow)))}</p>
      <div class="row foot">
        <button type="button" class="small" id=${`open-workflow-${index}`} aria-label=${`Edit ${name}`} @click=${() => actions.open(index)}>${icon('pencil')} Edit</button>
        <button type="button" class="small quiet" ?disabled=${!store.formsFollowText} aria-label=${`${published ? 'Unpublish' : 'Publish'} ${name}`}
          @click=${() => actions.publish(index, !published)}>${published ? 'Unpublish' : 'Publish'}</button>
        <span class="grow"></span>
        ${errors > 0 ? html`<span class="badge bad">${errors} to mend</span>` : nothing}
        ${stats && stats.enrolled + stats.refused > 0 ? html`<span class="muted count">${counts(stats)}</span>` : nothing}
      </div>
    </li>`;
}

function counts({ enrolled, active, refused }: WorkflowStats): string {
  return [`${enrolled} started`, active > 0 ? `${active} active` : '', refused > 0 ? `${refused} refused` : '']
    .filter(Boolean)
    .join(' · ');
}
