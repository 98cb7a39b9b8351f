import { css, html, nothing, type TemplateResult } from 'lit';
import type { ContactDifference, Difference, FieldDifference, Held, MessageDifference } from '../store/difference.js';
import { balanced } from '../text/balanced.js';
import { instantInWords, scoreInWords, valueInWords } from '../text/format.js';
import type { JournalWords } from '../text/journal.js';
import { rendered, shortened } from '../text/parts.js';
import { texts } from '../texts/texts.js';

/** The most contacts, workflows or messages that are shown of each. */
const mostShown = 25;

/** What the two sides are called. */
export interface Sides {
  a: string;
  b: string;
}

/** What is not the same on two sides, as a table: contacts, workflows, messages, the clock. */
export function differenceTable(words: JournalWords, different: Difference, sides: Sides): TemplateResult {
  const said = texts().comparison;
  const { contacts, workflows, messages, now, failures } = different;
  return html`
    <table class="difference">
      <thead><tr><th scope="col"><span class="visually-hidden">${said.what}</span></th><th scope="col">${sides.a}</th><th scope="col">${sides.b}</th></tr></thead>
      ${contacts.slice(0, mostShown).map((each) => contactRows(words, each))}
      ${contacts.length > mostShown ? more(contacts.length - mostShown) : nothing}
      ${
        workflows.length === 0
          ? nothing
          : html`<tbody>${head(said.workflows)}${workflows
              .slice(0, mostShown)
              .map(({ workflow, a, b }) =>
                row(
                  html`<bdi>${balanced(shortened(words.references.workflowName(workflow)))}</bdi>`,
                  startedTimes(a),
                  startedTimes(b),
                ),
              )}</tbody>`
      }
      ${workflows.length > mostShown ? more(workflows.length - mostShown) : nothing}
      ${messages.length === 0 ? nothing : html`<tbody>${head(said.messages)}${messages.slice(0, mostShown).map((each) => messageRow(words, each))}</tbody>`}
      ${messages.length > mostShown ? more(messages.length - mostShown) : nothing}
      ${
        now === null && failures === null
          ? nothing
          : html`<tbody>
              ${now === null ? nothing : row(said.clock, instantInWords(now.a), instantInWords(now.b))}
              ${failures === null ? nothing : row(said.failures, String(failures.a), String(failures.b))}
            </tbody>`
      }
    </table>`;
}

function startedTimes(count: number): string {
  const { never, times } = texts().comparison;
  return count === 0 ? never : times(count);
}

function head(label: unknown): TemplateResult {
  return html`<tr class="group"><th scope="rowgroup" colspan="3">${label}</th></tr>`;
}

function row(label: unknown, a: string, b: string): TemplateResult {
  return html`<tr><th scope="row">${label}</th><td><bdi>${balanced(a)}</bdi></td><td class="other"><bdi>${balanced(b)}</bdi></td></tr>`;
}

function more(count: number): TemplateResult {
  return html`<tbody><tr><td colspan="3" class="muted">${texts().comparison.more(count)}</td></tr></tbody>`;
}

function contactRows(words: JournalWords, { contact, name, isIn, fields }: ContactDifference): TemplateResult {
  const { notThere } = texts().comparison;
  return html`<tbody>
    ${head(html`<bdi>${balanced(shortened(name || contact))}</bdi>`)}
    ${fields.map((each) =>
      row(
        fieldLabel(each.field),
        isIn === 'b' ? notThere : heldInWords(words, each, each.a),
        isIn === 'a' ? notThere : heldInWords(words, each, each.b),
      ),
    )}
    ${fields.length > 0 ? nothing : row('', isIn === 'b' ? notThere : '', isIn === 'a' ? notThere : '')}
  </tbody>`;
}

function fieldLabel(field: string): unknown {
  const { score, tags, name, email, notes, waitingIn, locked } = texts().comparison;
  const labels: Record<string, string> = { engagementScore: score, tags, name, email, notes, waitingIn, locked };
  return labels[field] ?? html`<bdi>${balanced(field.replace(/^fields\./, ''))}</bdi>`;
}

function heldInWords(words: JournalWords, { field }: FieldDifference, held: Held): string {
  if (field === 'engagementScore') return scoreInWords(held as number | null);
  const list = typeof held === 'object' ? (held ?? []) : null;
  if (list === null) return shortened(valueInWords(held));
  const namesOf: Record<string, (id: string) => string> = {
    tags: (id) => words.references.name('tags', id),
    waitingIn: (id) => words.references.workflowName(id),
    locked: (id) => words.references.workflowName(id),
  };
  const isList = field in namesOf || field === 'notes';
  if (list.length === 0) return isList ? texts().comparison.none : valueInWords(null);
  return list.map((each) => shortened(namesOf[field]?.(each) ?? each)).join(', ');
}

function messageRow(words: JournalWords, { message, a, b }: MessageDifference): TemplateResult {
  const { to, notSent, sent } = texts().comparison;
  const { subject, email, text, url } = message.content;
  const what = subject ?? email ?? text ?? url;
  const label = html`${words.vocabulary.stepLabel(message.channel)}${what ? html` <bdi class="name">${balanced(shortened(what))}</bdi>` : nothing}${
    message.contact === null ? nothing : html`${rendered(to(words.contactName(message.contact)))}`
  }`;
  const times = (count: number) => (count === 0 ? notSent : sent(count));
  return row(label, times(a), times(b));
}

/** The difference in one sentence, for screen readers: the scores that moved, and how many contacts more. */
export function differenceInWords({ contacts }: Difference): string {
  const { changed, othersChanged } = texts().comparison;
  const moved = contacts.flatMap(({ contact, name, fields }) =>
    fields
      .filter(({ field }) => field === 'engagementScore')
      .map(({ a, b }) => changed(name || contact, scoreInWords(a as number | null), scoreInWords(b as number | null))),
  );
  const others = contacts.length - Math.min(moved.length, 3);
  return [...moved.slice(0, 3), ...(others > 0 ? [othersChanged(others)] : [])].join(' ');
}

export const differenceStyles = css`
  .difference {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--text-small);
    table-layout: fixed;
  }

  .difference th,
  .difference td {
    padding: var(--space-1) var(--space-2);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
    overflow-wrap: anywhere;
  }

  .difference thead th {
    color: var(--muted);
    font-weight: 500;
    border-block-end: 1px solid var(--line-strong);
  }

  .difference tbody th[scope='row'] {
    color: var(--muted);
  }

  .difference .group th {
    padding-block-start: var(--space-2);
    font-weight: 600;
    color: var(--text);
  }

  .difference tbody + tbody {
    border-block-start: 1px solid var(--line);
  }

  .difference td {
    font-variant-numeric: tabular-nums;
  }

  .difference .other {
    font-weight: 600;
    background: var(--accent-soft);
  }

  .difference thead th:last-child {
    color: var(--accent);
  }
`;
