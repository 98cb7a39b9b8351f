import type { CatalogProperty, Trigger, Workflow } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { join } from '../document/pointer.js';
import { placedSteps } from '../document/step-ids.js';
import { conditionsEditor } from '../forms/conditions.js';
import { groupedOptions, problemsOf, propertyRow } from '../forms/controls.js';
import { addPlace, controlId, Form, type FormHost } from '../forms/form.js';
import { itemActions, stepsEditor } from '../forms/steps.js';
import { icon } from '../styles/icons.js';

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
  return html`
    <div class="row editor-head">
      <button type="button" class="small quiet" id="close-editor" @click=${actions.close}>${icon('back')} All workflows</button>
      <span class="grow"></span>
      ${actions.status}
      <button type="button" class="small" id="publish" ?disabled=${disabled}
        @click=${() => form.change(join(pointer, 'status'), published ? 'draft' : 'published')}>${published ? 'Unpublish' : 'Publish'}</button>
    </div>
    <fieldset ?disabled=${disabled} data-pointer=${pointer} class="stack editor">
      <legend class="visually-hidden">Workflow <bdi>${workflow.name || workflow.id}</bdi></legend>
      ${published ? nothing : html`<p class="hint">A draft does not start until it is published.</p>`}
      ${properties.filter(isMain).map((property) => propertyRow(form, pointer, property, workflow[property.name as keyof Workflow]))}
      <details class="more">
        <summary>Settings</summary>
        <div class="stack">
          ${properties.filter(isSetting).map((property) => settingRow(form, pointer, property, workflow))}
          <div><button type="button" class="small danger" @click=${actions.remove}>Delete workflow</button></div>
        </div>
      </details>
      <section class="part">
        <h3>Starts when</h3>
        ${triggersEditor(form, join(pointer, 'triggers'), workflow.triggers)}
      </section>
      <section class="part">
        <h3>Then</h3>
        ${stepsEditor(form, join(pointer, 'steps'), workflow.steps, 'steps')}
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

function triggersEditor(form: Form, list: string, triggers: readonly Trigger[]): TemplateResult {
  const add = (event: Event) => {
    const select = (event.target as HTMLElement).parentElement?.querySelector('select');
    if (!select) return;
    const type = select.value.endsWith('.') ? `${select.value}event` : select.value;
    form.insert(list, triggers.length, { type, conditions: [] });
  };
  return html`
    ${triggers.length === 0 ? html`<p class="hint">No trigger: only another workflow can add contacts to it.</p>` : nothing}
    <ol class="plain stack" aria-label="Triggers">
      ${triggers.map((trigger, index) => triggerEditor(form, list, trigger, index, triggers.length))}
    </ol>
    <div class="row add" data-pointer=${addPlace(list)}>
      <select aria-label="Event of the trigger to add">${groupedOptions(form.vocabulary.catalog.eventTypes, '')}</select>
      <button type="button" @click=${add}>Add trigger</button>
    </div>`;
}

function triggerEditor(form: Form, list: string, trigger: Trigger, index: number, count: number): TemplateResult {
  const pointer = join(list, index);
  const inner = form.within({ eventTypes: [trigger.type], isOnEvent: true });
  const { properties } = form.vocabulary.shape('trigger');
  const problems = problemsOf(form.problemsAt(pointer), controlId(pointer));
  const further = properties.filter(({ kind }) => kind === 'identifier' || kind === 'choice');
  const isOpen = further.some(({ name }) => form.problemsWithin(join(pointer, name)).length > 0);
  return html`
    <li class="step trigger" data-pointer=${pointer}>
      <div class="head">
        <h4>${index === 0 ? 'Trigger' : 'Or trigger'}</h4>
        <span class="grow"></span>
        ${itemActions(form, list, index, count, `trigger ${trigger.id ?? index + 1}`)}
      </div>
      ${problems.shown}
      ${properties.map((property) => {
        if (property.kind === 'conditions') {
          return conditionsEditor(inner, join(pointer, property.name), trigger.conditions, property.label);
        }
        return property.kind === 'eventType' ? propertyRow(inner, pointer, property, trigger.type) : nothing;
      })}
      <details class="more" ?open=${isOpen || trigger.fires !== undefined}>
        <summary>More</summary>
        <div class="stack">
          ${further.map(
            (property) => html`
            ${propertyRow(inner, pointer, property, trigger[property.name as keyof Trigger])}
            <p class="hint">${property.documentation.replaceAll('`', '')}</p>`,
          )}
        </div>
      </details>
    </li>`;
}

/** The workspace's own single values: its name, where its clock starts, and so on. */
export function workspaceSettings(form: Form, disabled: boolean): TemplateResult {
  const { properties } = form.vocabulary.shape('workspace');
  const single = properties.filter(({ kind }) => !['version', 'list', 'object'].includes(kind));
  const values: object = form.document;
  return html`
    <details class="more">
      <summary>Workspace settings</summary>
      <fieldset class="stack settings" ?disabled=${disabled}>
        <legend class="visually-hidden">Workspace settings</legend>
        ${single.map((property) => propertyRow(form, '', property, Reflect.get(values, property.name)))}
      </fieldset>
    </details>`;
}
