import type { ScoringRule } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { defaultObject } from '../document/defaults.js';
import { freeId } from '../document/ids.js';
import { join } from '../document/pointer.js';
import { addPlace, controlId, type Form } from '../forms/form.js';
import { problemsOf } from '../forms/properties.js';
import { itemActions, objectEditor } from '../forms/steps.js';
import { icon } from '../styles/icons.js';
import { capital, plain, rendered } from '../text/parts.js';
import { ruleInWords } from '../text/sentences.js';
import { texts } from '../texts/texts.js';

const list = '/scoringRules';
const shape = 'scoringRule';

/** The workspace's scoring rules, each in a sentence with its form behind it. */
export function scoringRules(form: Form, disabled: boolean): TemplateResult {
  const rules = form.document.scoringRules ?? [];
  const add = () => {
    const ids = rules.map(({ id }) => id);
    form.insert(list, rules.length, { ...defaultObject(shape, form), id: freeId('rule', ids) });
  };
  const said = texts().rules;
  return html`
    <section class="stack rules" aria-labelledby="rules-heading">
      <h3 id="rules-heading">${said.heading}</h3>
      ${rules.length === 0 ? html`<p class="hint">${said.empty}</p>` : nothing}
      <ol class="plain stack" aria-label=${said.heading}>${rules.map((rule, index) => ruleCard(form, rule, index, rules.length, disabled))}</ol>
      ${rules.length > 1 ? html`<p class="hint">${said.order}</p>` : nothing}
      <div data-pointer=${addPlace(list)}>
        <button type="button" class="small" ?disabled=${disabled} @click=${add}>${icon('plus')} ${said.add}</button>
      </div>
    </section>`;
}

function ruleCard(form: Form, rule: ScoringRule, index: number, count: number, disabled: boolean): TemplateResult {
  const pointer = join(list, index);
  const own = problemsOf(form.problemsAt(pointer), controlId(pointer), form.vocabulary.shape(shape).properties);
  const said = texts().rules;
  const noun = said.rule(rule.id || String(index + 1));
  const errors = form.problemsWithin(pointer).filter(({ severity }) => severity === 'error').length;
  return html`
    <li class="card rule" data-pointer=${pointer}>
      <div class="head">
        <p class="sentence">${rendered(ruleInWords(form, rule))}</p>
        ${errors > 0 ? html`<span class="badge bad">${texts().workflows.toMend(errors)}</span>` : nothing}
        ${disabled ? nothing : itemActions(form, list, index, count, noun)}
      </div>
      ${own.shown}
      <details>
        <summary>${said.edit}<span class="visually-hidden"> ${noun}</span></summary>
        <fieldset class="stack" ?disabled=${disabled}>
          <legend class="visually-hidden">${plain(capital([noun]))}</legend>
          ${objectEditor(form, pointer, { ...rule }, shape)}
        </fieldset>
      </details>
    </li>`;
}
