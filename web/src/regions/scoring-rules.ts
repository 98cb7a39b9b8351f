import type { ScoringRule } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { defaultObject, freeId } from '../document/defaults.js';
import { join } from '../document/pointer.js';
import { problemsOf } from '../forms/controls.js';
import { addPlace, controlId, type Form } from '../forms/form.js';
import { itemActions, objectEditor } from '../forms/steps.js';
import { icon } from '../styles/icons.js';
import { rendered } from '../text/parts.js';
import { ruleInWords } from '../text/sentences.js';

const list = '/scoringRules';
const shape = 'scoringRule';

/** The workspace's scoring rules, each in a sentence with its form behind it. */
export function scoringRules(form: Form, disabled: boolean): TemplateResult {
  const rules = form.document.scoringRules ?? [];
  const add = () => {
    const ids = rules.map(({ id }) => id);
    form.insert(list, rules.length, { ...defaultObject(shape, form), id: freeId('rule', ids) });
  };
  return html`
    <section class="stack rules" aria-labelledby="rules-heading">
      <h3 id="rules-heading">Scoring rules</h3>
      ${rules.length === 0 ? html`<p class="hint">None. A rule gives points for an event, without a workflow.</p>` : nothing}
      <ol class="plain stack" aria-label="Scoring rules">${rules.map((rule, index) => ruleCard(form, rule, index, rules.length, disabled))}</ol>
      ${rules.length > 1 ? html`<p class="hint">At every event they are applied in this order, before any workflow.</p>` : nothing}
      <div data-pointer=${addPlace(list)}>
        <button type="button" class="small" ?disabled=${disabled} @click=${add}>${icon('plus')} Add scoring rule</button>
      </div>
    </section>`;
}

function ruleCard(form: Form, rule: ScoringRule, index: number, count: number, disabled: boolean): TemplateResult {
  const pointer = join(list, index);
  const own = problemsOf(form.problemsAt(pointer), controlId(pointer), form.vocabulary.shape(shape).properties);
  const errors = form.problemsWithin(pointer).filter(({ severity }) => severity === 'error').length;
  return html`
    <li class="card rule" data-pointer=${pointer}>
      <div class="head">
        <p class="sentence">${rendered(ruleInWords(form, rule))}</p>
        ${errors > 0 ? html`<span class="badge bad">${errors} to mend</span>` : nothing}
        ${disabled ? nothing : itemActions(form, list, index, count, `scoring rule ${rule.id || index + 1}`)}
      </div>
      ${own.shown}
      <details>
        <summary>Edit<span class="visually-hidden"> scoring rule ${rule.id || index + 1}</span></summary>
        <fieldset class="stack" ?disabled=${disabled}>
          <legend class="visually-hidden">Scoring rule ${rule.id || index + 1}</legend>
          ${objectEditor(form, pointer, { ...rule }, shape)}
        </fieldset>
      </details>
    </li>`;
}
