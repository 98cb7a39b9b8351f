import type { ReplayComparison, ReplayResults } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { lengthOf, rangeInWords } from '../replay/bars.js';
import { workflowNames } from '../replay/version-names.js';
import { balanced } from '../text/balanced.js';
import { numberInWords, scoreInWords, signed } from '../text/format.js';
import { shortened } from '../text/parts.js';
import { texts } from '../texts/texts.js';
import { type ResultView, refused, scores, unusedLog } from './replay-result.js';

/** The most workflows that are shown. */
const mostWorkflows = 100;

/** What came of one log in two versions, side by side. */
export function comparisonView(view: ResultView, comparison: ReplayComparison): TemplateResult {
  const words = texts().replay;
  const { asked } = view.finished;
  return html`
    <section class="stack wide-gap" aria-label=${words.comparison}>
      <div class="versions">
        <p class="card"><strong class="key-name">A</strong> <bdi>${balanced(shortened(asked.other?.name ?? ''))}</bdi></p>
        <p class="card"><strong class="key-name">B</strong> <bdi>${balanced(shortened(asked.version.name))}</bdi></p>
      </div>
      ${unusedLog(comparison.b)}
      ${counts(comparison)}
      ${refusedRows(comparison)}
      ${scores(view)}
      <div class="side">
        ${whoDiffers(comparison)}
        ${differences(comparison)}
      </div>
      ${workflows(view, comparison)}
      ${thresholds(view, comparison)}
    </section>`;
}

/** The log is one, and mostly the same rows of it are refused in both versions: only where not, each has its own. */
function refusedRows({ a, b }: ReplayComparison): unknown {
  const said = ({ rows, refusals, contacts }: ReplayResults) =>
    JSON.stringify([rows.refusedBy, refusals, contacts.rows, contacts.refusals]);
  return said(a) === said(b) ? refused(b) : [refused(a, 'A'), refused(b, 'B')];
}

function counts({ a, b, messages }: ReplayComparison): TemplateResult {
  const words = texts().replay;
  const starts = (all: { enrolled: number }[]) => all.reduce((sum, { enrolled }) => sum + enrolled, 0);
  const rows: [string, number, number][] = [
    [words.rows, a.rows.used, b.rows.used],
    [words.contacts, a.contacts.total, b.contacts.total],
    [words.starts, starts(a.workflows), starts(b.workflows)],
    [words.messages, messages.a, messages.b],
    [words.locks, a.locked, b.locked],
  ];
  const [meanA, meanB] = [tenths(a.scores.mean), tenths(b.scores.mean)];
  return html`
    <div class="scroll narrow" role="group" tabindex="0" aria-label=${words.facts}>
      <table class="counts">
        <thead><tr><th scope="col"><span class="visually-hidden">${words.facts}</span></th><th scope="col" class="number">A</th><th scope="col" class="number">B</th><th scope="col" class="number">${words.difference}</th></tr></thead>
        <tbody>
          ${rows.map(([label, one, other]) => html`<tr><th scope="row">${label}</th><td class="number">${numberInWords(one)}</td><td class="number">${numberInWords(other)}</td><td class="number">${signed(other - one)}</td></tr>`)}
          <tr><th scope="row">${words.mean}</th><td class="number">${scoreInWords(meanA)}</td><td class="number">${scoreInWords(meanB)}</td>
            <td class="number">${meanA === null || meanB === null ? '–' : signed(tenths(meanB - meanA) ?? 0)}</td></tr>
        </tbody>
      </table>
    </div>`;
}

/** Rounded to one place, as it is shown; what is shown as the difference is that of what is shown. */
function tenths(score: number | null): number | null {
  return score === null ? null : Math.round(score * 10) / 10;
}

function whoDiffers({ contacts }: ReplayComparison): TemplateResult {
  const words = texts().replay;
  const parts = (['same', 'higher', 'lower', 'onlyA', 'onlyB'] as const).filter(
    (name, index) => index < 3 || contacts[name] > 0,
  );
  const most = Math.max(...parts.map((name) => contacts[name]));
  return html`
    <section class="stack" aria-label=${words.contacts}>
      <h3>${words.contacts}</h3>
      <dl class="lengths">${parts.map((name) => html`<div><dt>${words[name]}</dt><dd>${numberInWords(contacts[name])}</dd>${lengthOf(contacts[name], most)}</div>`)}</dl>
    </section>`;
}

function differences({ differences: all }: ReplayComparison): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  const words = texts().replay;
  const most = Math.max(...all.map(({ count }) => count));
  return html`
    <section class="stack" aria-label=${words.differences}>
      <h3>${words.differences}</h3>
      <dl class="lengths">${all.map((bucket) => html`<div><dt>${rangeInWords(bucket)}</dt><dd>${numberInWords(bucket.count)}</dd>${lengthOf(bucket.count, most)}</div>`)}</dl>
    </section>`;
}

function workflows({ finished }: ResultView, { workflows: all }: ReplayComparison): TemplateResult {
  const words = texts().replay;
  const names = workflowNames(finished);
  const count = (value: number | null) => (value === null ? '–' : numberInWords(value));
  return html`
    <section class="stack" aria-label=${words.workflows}>
      <h3>${words.workflows}</h3>
      <div class="scroll narrow" role="group" tabindex="0" aria-label=${words.workflows}>
        <table>
          <thead><tr><th scope="col">${words.workflow}</th><th scope="col" class="number">A</th><th scope="col" class="number">B</th><th scope="col" class="number">${words.difference}</th></tr></thead>
          <tbody>${all.slice(0, mostWorkflows).map(({ workflow, a, b, difference }) => html`<tr><th scope="row"><bdi>${balanced(shortened(names.get(workflow) ?? workflow))}</bdi></th><td class="number">${count(a)}</td><td class="number">${count(b)}</td><td class="number">${signed(difference)}</td></tr>`)}</tbody>
        </table>
      </div>
    </section>`;
}

function thresholds({ busy, explain }: ResultView, { thresholds: all }: ReplayComparison): TemplateResult {
  const words = texts().replay;
  const examples = (ids: readonly string[]) =>
    ids
      .slice(0, 5)
      .map(
        (id) =>
          html`<button type="button" class="small quiet" ?disabled=${busy !== ''} aria-label=${words.explainOf(shortened(id))} @click=${() => explain(id)}><bdi>${balanced(shortened(id))}</bdi></button>`,
      );
  return html`
    <section class="stack" aria-label=${words.thresholds}>
      <h3>${words.thresholds}</h3>
      ${
        all.length === 0
          ? html`<p class="muted">${words.noThresholds}</p>`
          : html`<div class="scroll" role="group" tabindex="0" aria-label=${words.thresholds}>
          <table>
            <thead><tr><th scope="col" class="number">${words.threshold}</th><th scope="col" class="number">${words.both}</th><th scope="col" class="number">${words.inAOnly}</th><th scope="col" class="number">${words.inBOnly}</th><th scope="col">${words.examples}</th></tr></thead>
            <tbody>${all.map(
              ({
                threshold,
                both,
                onlyA,
                onlyB,
                examplesA,
                examplesB,
              }) => html`<tr><th scope="row" class="number">${numberInWords(threshold)}</th><td class="number">${numberInWords(both)}</td><td class="number">${numberInWords(onlyA)}</td><td class="number">${numberInWords(onlyB)}</td>
              <td class="examples">${examplesA.length > 0 ? html`A: ${examples(examplesA)}` : nothing} ${examplesB.length > 0 ? html`B: ${examples(examplesB)}` : nothing}</td></tr>`,
            )}</tbody>
          </table>
        </div>`
      }
    </section>`;
}
