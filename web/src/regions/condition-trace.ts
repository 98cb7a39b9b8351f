import type { ConditionsTrace, ConditionTrace } from '@rehearse/engine';
import { css, html, nothing, type TemplateResult } from 'lit';
import { icon } from '../styles/icons.js';
import { balanced } from '../text/balanced.js';
import { valueInWords, wordFor } from '../text/format.js';
import { comparedInWords, type Words } from '../text/sentences.js';
import { texts } from '../texts/texts.js';

/** Conditions with what they expected, what was there, and whether they held. */
export function conditionTrace(words: Words, trace: ConditionsTrace, eventTypes: readonly string[]): TemplateResult {
  if (trace.all.length === 0) return html`<p class="hint">${texts().conditions.none}</p>`;
  return html`<ul class="trace">${trace.all.map((each) => item(words, each, eventTypes))}</ul>`;
}

function item(words: Words, trace: ConditionTrace, eventTypes: readonly string[]): TemplateResult {
  if ('all' in trace) return group(words, texts().conditions.allOf, trace.all, trace.met, eventTypes);
  if ('any' in trace) return group(words, texts().conditions.anyOf, trace.any, trace.met, eventTypes);
  if ('not' in trace) return group(words, texts().conditions.not, [trace.not], trace.met, eventTypes);
  const { field, operator, expected, actual, met, note } = trace;
  const label = words.vocabulary.fieldLabel(field, eventTypes);
  const comparison = words.vocabulary.operator(operator)?.label ?? operator;
  return html`
    <li class=${met ? 'met' : 'unmet'}>
      ${mark(met)}
      <span class="compared">
        <bdi>${balanced(label)}</bdi> ${comparison}
        ${expected === null ? nothing : html`<bdi class="name">${balanced(comparedInWords(words, field, expected, operator))}</bdi>`}
        ${note === null ? nothing : html`<span class="note">${wordFor(texts().conditions.notes, note)}</span>`}
      </span>
      <span class="actual"><span class="muted">${texts().conditions.was}</span> <bdi class="name">${balanced(actualInWords(words, field, actual))}</bdi></span>
    </li>`;
}

function actualInWords(words: Words, field: string, actual: unknown): string {
  return actual === null || actual === '' ? valueInWords(actual) : comparedInWords(words, field, actual);
}

function group(
  words: Words,
  label: string,
  inner: readonly ConditionTrace[],
  met: boolean,
  eventTypes: readonly string[],
): TemplateResult {
  return html`
    <li class=${`inner ${met ? 'met' : 'unmet'}`}>
      ${mark(met)}
      <span class="compared">${label}</span>
      <ul class="trace">${inner.map((each) => item(words, each, eventTypes))}</ul>
    </li>`;
}

/** Whether something held: a sign and a word, never colour alone. */
export function mark(met: boolean): TemplateResult {
  return html`<span class=${`badge ${met ? 'good' : 'bad'}`}>${icon(met ? 'tick' : 'cross')}${met ? texts().conditions.holds : texts().conditions.doesNotHold}</span>`;
}

export const traceStyles = css`
  .trace {
    display: grid;
    gap: var(--space-1);
    list-style: none;
  }

  .trace li {
    display: grid;
    grid-template-columns: 7.5rem 1fr auto;
    gap: var(--space-2);
    align-items: center;
    font-size: var(--text-small);
  }

  .trace .badge {
    justify-self: start;
  }

  .trace svg.icon-image {
    inline-size: 0.75rem;
    block-size: 0.75rem;
    align-self: center;
  }

  .trace .inner > .trace {
    grid-column: 1 / -1;
    padding-inline-start: var(--space-3);
    border-inline-start: 2px solid var(--line);
  }

  .trace .actual {
    text-align: end;
    overflow-wrap: anywhere;
  }

  .note {
    color: var(--warn);
  }

  .note::before {
    content: '· ';
  }

  @container (inline-size < 30rem) {
    .trace {
      gap: var(--space-3);
    }

    .trace li {
      grid-template-columns: 1fr;
      gap: var(--space-1);
    }

    .trace .actual {
      text-align: start;
    }
  }
`;
