import type { LogWarning, MessageDay, ReplayResults, Workspace } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { type Histogram, histogram, lengthOf } from '../replay/bars.js';
import type { ChosenContacts } from '../replay/look-up.js';
import type { Finished } from '../replay/replay-run.js';
import { pageSize } from '../replay/score-table.js';
import type { Store } from '../store/store.js';
import { icon } from '../styles/icons.js';
import { balanced } from '../text/balanced.js';
import { instantInWords, numberInWords, scoreInWords, signed } from '../text/format.js';
import { shortened, worded } from '../text/parts.js';
import { texts } from '../texts/texts.js';
import { refusalList } from './replay-setup.js';

/** More workflows, refused rows, days or locks than this are not shown at once. */
const mostShown = 50;

const kinds = ['sendEmail', 'sendSms', 'notify', 'webhook', 'custom'] as const satisfies (keyof MessageDay)[];

/** What the views of a result show, and what they tell of. */
export interface ResultView {
  store: Store;
  finished: Finished;
  /** Made once for each result. */
  histogram: Histogram;
  contacts: ChosenContacts | null;
  /** The workflow whose contacts are shown or looked for, or "". */
  workflow: string;
  /** Whether the log is read again: for whom, or "". */
  busy: string;
  chooseWorkflow(id: string, enrolled: number): void;
  page(first: number): void;
  closeContacts(): void;
  explain(contact: string): void;
}

/** What the workspace's own contacts are called; of a workspace, worked out once. */
const namesOf = new WeakMap<Workspace, ReadonlyMap<string, string | undefined>>();

function namesIn(workspace: Workspace): ReadonlyMap<string, string | undefined> {
  const names = namesOf.get(workspace) ?? new Map((workspace.contacts ?? []).map(({ id, name }) => [id, name]));
  namesOf.set(workspace, names);
  return names;
}

/** What came of a log: numbers, scores, workflows, messages, locks. */
export function resultView(view: ResultView, results: ReplayResults): TemplateResult {
  return html`
    ${unusedLog(results)}
    ${facts(results)}
    ${refused(results)}
    ${scores(view)}
    <div class="side">
      ${workflows(view, results)}
      <div class="stack wide-gap">
        ${messages(results)}
        ${messageDays(results)}
        ${locks(view, results)}
      </div>
    </div>`;
}

/** Says that a log came to nothing. */
export function unusedLog({ rows }: ReplayResults): TemplateResult | typeof nothing {
  const words = texts().replay;
  if (rows.read === 0) return html`<p class="problem"><span class="warning">${words.noRows}</span></p>`;
  if (rows.used > 0) return nothing;
  return html`<p class="problem" role="alert"><span class="error"><strong>${words.allRefused}</strong> ${words.allRefusedHint}</span></p>`;
}

/** The numbers at a glance. */
export function facts({
  start,
  end,
  rows,
  contacts,
  scores,
  workflows,
  points,
  messages,
  locked,
  halted,
}: ReplayResults): TemplateResult {
  const words = texts().replay;
  const starts = workflows.reduce((sum, { enrolled }) => sum + enrolled, 0);
  const all: [label: string, value: string, more: string][] = [
    [words.rows, numberInWords(rows.used), words.used(numberInWords(rows.read))],
    [words.contacts, numberInWords(contacts.total), words.made(numberInWords(contacts.made))],
    [
      words.mean,
      scores.mean === null ? scoreInWords(null) : signed(Math.round(scores.mean * 10) / 10, false),
      words.median(scoreInWords(scores.median)),
    ],
    [words.starts, numberInWords(starts), words.points(numberInWords(points.given), numberInWords(points.taken))],
    [words.messages, numberInWords(messages.total), words.nothingSent],
    [words.locks, numberInWords(locked), halted > 0 ? words.halted(numberInWords(halted)) : ''],
  ];
  return html`
    <dl class="facts" aria-label=${words.facts}>
      ${all.map(([label, value, more]) => html`<div><dt>${label}</dt><dd><strong>${value}</strong>${more ? html`<span class="muted">${more}</span>` : nothing}</dd></div>`)}
    </dl>
    ${start && end ? html`<p class="muted">${words.span}: <time datetime=${start}>${instantInWords(start)}</time> – <time datetime=${end}>${instantInWords(end)}</time></p>` : nothing}`;
}

/**
 * Rows that could not be used: how many for each reason, and the first of them with their lines.
 * @param version which of two versions it is of, where it is not of both
 */
export function refused({ rows, refusals, contacts }: ReplayResults, version = ''): TemplateResult | typeof nothing {
  const words = texts().replay;
  const count = rows.refused + contacts.rows.refused;
  if (count === 0) return nothing;
  return html`
    <details class="refused" ?open=${rows.used === 0}>
      <summary>${version ? html`<strong class="key-name">${version}</strong> ` : nothing}<span class="badge warn">${count === 1 ? words.refusedRow : words.refusedRows(numberInWords(count))}</span></summary>
      <div class="stack">
        ${rows.refused > 0 ? refusedOfLog(rows, refusals) : nothing}
        ${contacts.refusals.length > 0 ? html`<h3>${words.contactsFile}</h3>${refusalList(contacts.refusals.slice(0, mostShown))}` : nothing}
      </div>
    </details>`;
}

function refusedOfLog({ refusedBy }: ReplayResults['rows'], refusals: ReplayResults['refusals']): TemplateResult {
  const words = texts().replay;
  const reasons = Object.entries(refusedBy).sort(([, one], [, other]) => other - one);
  return html`
    <div class="scroll narrow"><table class="reasons">
      <thead><tr><th scope="col">${words.code}</th><th scope="col" class="number">${words.count}</th></tr></thead>
      <tbody>${reasons.map(([code, each]) => html`<tr><th scope="row">${words.reasons[code] ?? words.otherReason} <code class="muted">${code}</code></th><td class="number">${numberInWords(each)}</td></tr>`)}</tbody>
    </table></div>
    <h3>${words.firstRefused(Math.min(mostShown, refusals.length))}</h3>
    ${refusalList(refusals.slice(0, mostShown))}`;
}

/** What is worth knowing of a log and is no reason to refuse it. */
export function warnings(all: readonly LogWarning[]): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  return html`<ul class="plain stack" aria-label=${texts().replay.warnings}>${all.map(({ message }) => html`<li class="problem"><span class="info"><bdi>${worded(message)}</bdi></span></li>`)}</ul>`;
}

/** The histogram, and below it the contacts of the bar that is chosen. */
export function scores(view: ResultView): TemplateResult {
  const words = texts().replay;
  return html`
    <section class=${`stack ${view.finished.scores.columns === 3 ? 'three' : ''}`} aria-label=${words.histogram}>
      <div><h3>${words.histogram}</h3><p class="hint">${words.histogramHint}</p></div>
      ${histogram(view.histogram)}
      ${view.workflow === '' ? contactList(view) : nothing}
    </section>`;
}

function contactList(view: ResultView): TemplateResult | typeof nothing {
  const { contacts, closeContacts } = view;
  if (!contacts) return nothing;
  const words = texts().replay;
  const { title, note, rows } = contacts;
  return html`
    <section class="contacts-of card" id="contacts-of" tabindex="-1" aria-label=${words.who(title)}>
      <div class="row"><h4>${words.who(title)}</h4><span class="grow"></span>
        <button type="button" class="icon" aria-label=${words.closeContacts} title=${words.closeContacts} @click=${closeContacts}>${icon('cross')}</button></div>
      ${note ? html`<p class="hint">${note}</p>` : nothing}
      ${rows.length === 0 ? nothing : contactTable(view, contacts)}
      ${pages(view, contacts)}
    </section>`;
}

function contactTable({ store, finished, busy, explain }: ResultView, { title, rows }: ChosenContacts): TemplateResult {
  const words = texts().replay;
  const columns = finished.scores.columns === 3 ? [words.before, words.inA, words.inB] : [words.before, words.after];
  const names = namesIn(store.running);
  return html`
    <div class="scroll narrow" role="group" tabindex="0" aria-label=${words.who(title)}>
      <table>
        <thead><tr><th scope="col">${words.contact}</th>${columns.map((name) => html`<th scope="col" class="number">${name}</th>`)}<th scope="col"><span class="visually-hidden">${words.explain}</span></th></tr></thead>
        <tbody>${rows.map(
          ({ id, scores }) => html`<tr>
            <th scope="row"><bdi>${balanced(shortened(names.get(id) || id))}</bdi></th>
            ${scores.map((score) => html`<td class="number">${scoreInWords(score)}</td>`)}
            <td><button type="button" class="small" ?disabled=${busy !== ''} aria-label=${words.explainOf(shortened(names.get(id) || id))} @click=${() => explain(id)}>${words.explain}</button></td>
          </tr>`,
        )}</tbody>
      </table>
    </div>`;
}

function pages({ page }: ResultView, { first, count }: ChosenContacts): TemplateResult | typeof nothing {
  if (count <= pageSize) return nothing;
  const words = texts().replay;
  const last = Math.min(count, first + pageSize);
  return html`
    <div class="row">
      <span class="muted">${words.page(numberInWords(first + 1), numberInWords(last), numberInWords(count))}</span><span class="grow"></span>
      <button type="button" class="small" ?disabled=${first === 0} @click=${() => page(first - pageSize)}>${words.previous}</button>
      <button type="button" class="small" ?disabled=${last >= count} @click=${() => page(first + pageSize)}>${words.next}</button>
    </div>`;
}

function workflows(view: ResultView, { workflows: all }: ReplayResults): TemplateResult {
  const { store, workflow: chosen, busy, chooseWorkflow } = view;
  const words = texts().replay;
  const found = new Map(store.running.workflows.map(({ id, name, status }) => [id, { name, status }]));
  const nameOf = (id: string) => shortened(found.get(id)?.name || id);
  const started = all.filter(({ enrolled }) => enrolled > 0).sort((one, other) => other.enrolled - one.enrolled);
  const never = all.filter(({ enrolled }) => enrolled === 0);
  const most = started[0]?.enrolled ?? 0;
  return html`
    <section class="stack" aria-label=${words.workflows}>
      <h3>${words.workflows}</h3>
      <ul class="plain bars">
        ${started.slice(0, mostShown).map(
          ({ workflow, enrolled }) => html`
          <li><button type="button" aria-pressed=${workflow === chosen ? 'true' : 'false'} ?disabled=${busy !== ''}
            @click=${() => chooseWorkflow(workflow, enrolled)}>
            <span class="visually-hidden">${words.workflowStarts(nameOf(workflow), enrolled, numberInWords(enrolled))}</span>
            <span class="name clamp" aria-hidden="true"><bdi>${balanced(nameOf(workflow))}</bdi></span><span class="amount" aria-hidden="true">${numberInWords(enrolled)}</span>
            ${lengthOf(enrolled, most)}
          </button></li>`,
        )}
      </ul>
      ${chosen !== '' && busy === chosen ? html`<p class="muted">${words.finding}</p>` : nothing}
      ${chosen !== '' ? contactList(view) : nothing}
      <h4>${words.never}</h4>
      ${
        never.length === 0
          ? html`<p class="muted">${words.noneNever}</p>`
          : html`<ul class="plain row">${never.slice(0, mostShown).map(({ workflow }) => html`<li class="tag"><bdi>${balanced(nameOf(workflow))}</bdi>${found.get(workflow)?.status === 'published' ? nothing : html` <span class="muted">(${words.isDraft})</span>`}</li>`)}${never.length > mostShown ? html`<li class="muted">${words.lockedOut(numberInWords(never.length - mostShown))}</li>` : nothing}</ul>`
      }
    </section>`;
}

function messages({ messages: { total, byDay } }: ReplayResults): TemplateResult {
  const words = texts().replay;
  const sums = kinds.map((kind) => ({ kind, count: byDay.reduce((sum, day) => sum + day[kind], 0) }));
  const most = Math.max(...sums.map(({ count }) => count));
  return html`
    <section class="stack" aria-label=${words.messagesByKind}>
      <h3>${words.messagesByKind}</h3>
      ${
        total === 0
          ? html`<p class="muted">${words.noMessages}</p>`
          : html`<dl class="lengths">${sums.filter(({ count }) => count > 0).map(({ kind, count }) => html`<div><dt>${words.kinds[kind]}</dt><dd>${numberInWords(count)}</dd>${lengthOf(count, most)}</div>`)}</dl>`
      }
    </section>`;
}

function messageDays({ messages: { total, byDay } }: ReplayResults): TemplateResult | typeof nothing {
  if (total === 0) return nothing;
  const words = texts().replay;
  const shown = kinds.filter((kind) => byDay.some((day) => day[kind] > 0));
  return html`
    <details>
      <summary>${words.messagesByDay}</summary>
      <div class="scroll" role="group" tabindex="0" aria-label=${words.messagesByDay}>
        <table>
          <thead><tr><th scope="col">${words.day}</th>${shown.map((kind) => html`<th scope="col" class="number">${words.kinds[kind]}</th>`)}</tr></thead>
          <tbody>${byDay.map((day) => html`<tr><th scope="row">${day.day}</th>${shown.map((kind) => html`<td class="number">${numberInWords(day[kind])}</td>`)}</tr>`)}</tbody>
        </table>
      </div>
    </details>`;
}

function locks({ store }: ResultView, { locks: first, locked }: ReplayResults): TemplateResult | typeof nothing {
  if (locked === 0) return nothing;
  const words = texts().replay;
  const names = new Map(store.running.workflows.map(({ id, name }) => [id, name]));
  return html`
    <section class="stack" aria-label=${words.locked}>
      <h3>${words.locked}</h3>
      <ul class="plain stack">${first.slice(0, mostShown).map(({ contact, workflow, at }) => html`<li class="row"><span class="badge bad">${icon('lock')} <bdi>${balanced(shortened(contact))}</bdi></span> <bdi>${balanced(shortened(names.get(workflow) || workflow))}</bdi> <time class="muted" datetime=${at}>${instantInWords(at)}</time></li>`)}</ul>
      ${locked > mostShown ? html`<p class="muted">${words.lockedOut(numberInWords(locked - mostShown))}</p>` : nothing}
    </section>`;
}
