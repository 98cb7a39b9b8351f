import type { CatalogProperty, Workflow } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { join } from '../document/pointer.js';
import { placedSteps } from '../document/step-ids.js';
import { Form, type FormHost } from '../forms/form.js';
import { propertyRow } from '../forms/properties.js';
import { stepsEditor } from '../forms/steps.js';
import { triggersEditor } from '../forms/triggers.js';
import { icon } from '../styles/icons.js';
import { rendered } from '../text/parts.js';
import { texts } from '../texts/texts.js';

/** What the editor's head can do. */
export interface WorkflowEditorActions {
  close(): void;
  /** Whether the workflow is published, and runs so. */
  status: TemplateResult;
  remove(): void;
}

/** A workflow as a vertical flow of forms: what it is, what starts it, what it does. */
export function workflowEditor(
  host: FormHost,
  index: number,
  workflow: Workflow,
  disabled: boolean,
  actions: WorkflowEditorActions,
): TemplateResult {
  const pointer = join('/workflows', index);
  const steps = placedSteps(host.vocabulary, workflow, pointer);
  const form = new Form(host, { eventTypes: workflow.triggers.map(({ type }) => type), steps });
  const { properties } = host.vocabulary.shape('workflow');
  const published = workflow.status === 'published';
  const said = texts().workflows;
  return html`
    <div class="row editor-head">
      <button type="button" class="small quiet" id="close-editor" @click=${actions.close}>${icon('back')} ${said.all}</button>
      <span class="grow"></span>
      ${actions.status}
      <button type="button" class="small" id="publish" ?disabled=${disabled}
        @click=${() => form.change(join(pointer, 'status'), published ? 'draft' : 'published')}>${published ? said.unpublish : said.publish}</button>
    </div>
    <fieldset ?disabled=${disabled} data-pointer=${pointer} class="stack editor">
      <legend class="visually-hidden">${rendered(said.workflow(workflow.name || workflow.id))}</legend>
      ${published ? nothing : html`<p class="hint">${said.draftHint}</p>`}
      ${properties.filter(isMain).map((property) => propertyRow(form, pointer, property, workflow[property.name as keyof Workflow]))}
      <details class="more">
        <summary>${said.settings}</summary>
        <div class="stack">
          ${properties.filter(isSetting).map((property) => settingRow(form, pointer, property, workflow))}
          <div><button type="button" class="small danger" @click=${actions.remove}>${said.delete}</button></div>
        </div>
      </details>
      <section class="part">
        <h3>${said.startsWhen}</h3>
        ${triggersEditor(form, join(pointer, 'triggers'), workflow.triggers)}
      </section>
      <section class="part">
        <h3>${said.does}</h3>
        ${stepsEditor(form, join(pointer, 'steps'), workflow.steps, said.steps)}
      </section>
    </fieldset>`;
}

function isMain({ kind, name }: CatalogProperty): boolean {
  return kind === 'text' && name === 'name';
}

/** Single values besides the name and the status, which have a place of their own. */
function isSetting(property: CatalogProperty): boolean {
  return !isMain(property) && property.name !== 'status' && !['list', 'steps'].includes(property.kind);
}

/** Settings that are left out show their default. */
function settingRow(form: Form, pointer: string, property: CatalogProperty, workflow: Workflow): TemplateResult {
  const value = workflow[property.name as keyof Workflow];
  const byDefault = property.kind === 'yesNo' ? (property.default ?? undefined) : undefined;
  return propertyRow(form, pointer, property, value ?? byDefault);
}

/** The workspace's own single values: its name, where its clock starts, and so on. */
export function workspaceSettings(form: Form, disabled: boolean): TemplateResult {
  const { properties } = form.vocabulary.shape('workspace');
  const single = properties.filter(({ kind }) => !['version', 'list', 'object'].includes(kind));
  const values: object = form.document;
  return html`
    <details class="more">
      <summary>${texts().workflows.workspaceSettings}</summary>
      <fieldset class="stack settings" ?disabled=${disabled}>
        <legend class="visually-hidden">${texts().workflows.workspaceSettings}</legend>
        ${single.map((property) => propertyRow(form, '', property, Reflect.get(values, property.name)))}
      </fieldset>
    </details>`;
}
