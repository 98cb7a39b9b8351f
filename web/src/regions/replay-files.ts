import { html, nothing, type TemplateResult } from 'lit';
import type { LogFiles } from '../replay/log-files.js';
import type { LogSetup } from '../replay/log-setup.js';
import { sampleLog } from '../replay/sample-log.js';
import { balanced } from '../text/balanced.js';
import { shortened, worded } from '../text/parts.js';
import { sizeInWords } from '../text/size.js';
import { texts } from '../texts/texts.js';

/** What the view of the files shows, and what it tells of. */
export interface FilesView {
  files: LogFiles;
  /** Lets a person choose a file for one of the inputs. */
  choose(selector: string): void;
  open(file: File): void;
  openContacts(file: File): void;
  removeContacts(): void;
  /** A workspace to compare with. */
  openOther(file: File): void;
}

/** The log that is open, and its contacts; or where to drop one. */
export function filesView(view: FilesView): TemplateResult {
  const words = texts().replay;
  const { isReading, problem, setup } = view.files;
  return html`
    <section class="stack" aria-label=${words.file}>
      ${setup ? openedView(view, setup) : emptyView(view)}
      ${isReading ? html`<p class="muted">${words.reading}</p>` : nothing}
      ${problem ? html`<p class="problem" role="alert"><span class="error">${worded(problem)}</span></p>` : nothing}
      <input id="log-file" type="file" accept=".csv,.tsv,.txt,.ndjson,.jsonl,text/csv" aria-label=${words.chooseLog} hidden
        @change=${(event: Event) => chosenFile(event, view.open)}>
      <input id="contacts-file" type="file" accept=".csv,.tsv,.txt,.ndjson,.jsonl,text/csv" aria-label=${words.chooseContacts} hidden
        @change=${(event: Event) => chosenFile(event, view.openContacts)}>
      <input id="other-file" type="file" accept=".json,application/json" aria-label=${words.chooseWorkspace} hidden
        @change=${(event: Event) => chosenFile(event, view.openOther)}>
    </section>`;
}

function emptyView({ choose, open }: FilesView): TemplateResult {
  const words = texts().replay;
  return html`
    <div class="drop">
      <strong>${words.drop}</strong>
      <span class="muted">${words.or}</span>
      <div class="row">
        <button type="button" class="primary" id="choose-log" @click=${() => choose('#log-file')}>${words.choose}</button>
        <button type="button" id="sample-log" @click=${() => open(sampleLog())}>${words.trySample}</button>
      </div>
    </div>`;
}

function openedView({ choose, removeContacts }: FilesView, setup: LogSetup): TemplateResult {
  const words = texts().replay;
  const { file, sample } = setup.log;
  const { contacts } = setup;
  return html`
    <div class="card">
      <p class="opened" id="log-opened" tabindex="-1"><bdi>${balanced(shortened(file.name))}</bdi> <span class="badge">${words.formats[sample.format]}</span>
        <span class="muted">${sizeInWords(file.size)}</span><span class="grow"></span>
        <button type="button" class="small" id="choose-log" @click=${() => choose('#log-file')}>${words.chooseOther}</button></p>
      <div class="stack">
        <p class="opened"><span class="name">${words.contactsFile}</span>
          ${contacts ? html`<bdi>${balanced(shortened(contacts.file.name))}</bdi> <span class="muted">${sizeInWords(contacts.file.size)}</span>` : nothing}
          <span class="grow"></span>
          ${
            contacts
              ? html`<button type="button" class="small quiet" @click=${removeContacts}>${words.removeContacts}</button>`
              : nothing
          }
          <button type="button" class="small" @click=${() => choose('#contacts-file')}>${words.chooseContacts}</button></p>
        ${contacts ? nothing : html`<p class="hint">${words.contactsHint}</p>`}
      </div>
    </div>`;
}

function chosenFile(event: Event, take: (file: File) => void): void {
  const input = event.target as HTMLInputElement;
  const [file] = input.files ?? [];
  if (file) take(file);
  input.value = '';
}
