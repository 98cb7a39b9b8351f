import type { CatalogProperty, MessageEntry } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import type { Store } from '../store/store.js';
import { icon } from '../styles/icons.js';
import { balanced } from '../text/balanced.js';
import { instantInWords, valueInWords } from '../text/format.js';
import { type Parts, rendered } from '../text/parts.js';
import { wordsOf } from '../text/runs.js';
import type { Words } from '../text/sentences.js';
import { texts } from '../texts/texts.js';

/** The messages that would have been sent, the latest first. */
export function outboxView(store: Store, outbox: readonly MessageEntry[]): TemplateResult {
  const words = wordsOf(store);
  const said = texts().outbox;
  return html`
    <p class="hint">${said.hint}</p>
    ${outbox.length === 0 ? html`<p class="empty">${said.empty}</p>` : nothing}
    <ul class="plain messages">
      ${outbox
        .slice(-100)
        .toReversed()
        .map(
          (message) => html`
        <li class="message">
          <div class="row">
            ${icon('mail')}<span class="about">${rendered(headingOf(words, message, store.contactName(message.contact)))}</span>
            <span class="grow"></span><time class="muted" datetime=${message.at}>${instantInWords(message.at)}</time>
          </div>
          <dl>
            ${Object.entries(message.content).map(([name, value]) => {
              if (name === 'to') return nothing;
              const parameter = parameterOf(words, message, name);
              return html`<dt>${parameter?.label ?? name}</dt><dd><bdi>${balanced(contentInWords(words, parameter, value))}</bdi></dd>`;
            })}
            <dt>${said.sentBy}</dt><dd><bdi>${balanced(words.references.workflowName(message.workflow))}</bdi></dd>
          </dl>
          ${message.unresolved.length > 0 ? html`<p class="problem"><span class="warning"><strong>${said.warning}</strong> ${said.unresolved(message.unresolved.join(', '))}</span></p>` : nothing}
          ${message.truncated ? html`<p class="problem"><span class="warning"><strong>${said.warning}</strong> ${said.cut}</span></p>` : nothing}
        </li>`,
        )}
    </ul>`;
}

/** What kind of message it is and for whom: a recipient of its own, or the contact. */
function headingOf({ vocabulary }: Words, { channel, content }: MessageEntry, contact: string): Parts {
  return texts().outbox.heading(vocabulary.stepLabel(channel), content.to ?? null, contact);
}

function parameterOf({ vocabulary }: Words, { channel }: MessageEntry, name: string): CatalogProperty | undefined {
  return vocabulary.stepType(channel)?.parameters.find((parameter) => parameter.name === name);
}

function contentInWords({ references }: Words, parameter: CatalogProperty | undefined, value: unknown): string {
  if (parameter?.resource) return references.name(parameter.resource, String(value));
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, each]) => `${key}: ${valueInWords(each)}`)
    .join('\n');
}
