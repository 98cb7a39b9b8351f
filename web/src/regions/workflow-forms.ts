import { html, type TemplateResult } from 'lit';
import { Form, type FormHost } from '../forms/form.js';
import { scoringRules } from './scoring-rules.js';
import { workflowEditor, workspaceSettings } from './workflow-editor.js';
import { formStyles } from './workflows.styles.js';

/** What changes a workspace by forms: loaded when a workflow is opened, or when there is nothing else to do. */
export const workflowForms = { formStyles, workflowEditor, workspaceForms };

export type WorkflowForms = typeof workflowForms;

/** What stands below the list of workflows: scoring rules, and the workspace's own settings. */
function workspaceForms(host: FormHost, disabled: boolean): TemplateResult {
  const form = new Form(host);
  return html`${scoringRules(form, disabled)}${workspaceSettings(form, disabled)}`;
}
