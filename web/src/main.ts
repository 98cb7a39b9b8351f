/** The page: `<rehearse-tester>` with samples, opening and saving around it. */
import { loadEngine, type Scenario } from '@rehearse/engine';
import { html, render } from 'lit';
import { live } from 'lit/directives/live.js';
import type { RehearseTester } from './define.js';
import './define.js';
import { saveFile } from './document/file.js';
import { samples } from './samples.js';

const emptyWorkspace = '{\n  "rehearse": 1,\n  "name": "New workspace",\n  "workflows": [],\n  "contacts": []\n}\n';

const tester = document.querySelector('rehearse-tester') as RehearseTester;
const head = document.createElement('header');
head.slot = 'start';
head.className = 'page-head';
tester.append(head);

/** Id of the sample that is open; "" for a file or an empty workspace, null before the first. */
let open: string | null = null;
/** The text as it was opened or saved last. */
let opened = '';
/** Why a file could not be opened, or "". */
let problem = '';

function isChanged(): boolean {
  return tester.workspaceText !== opened;
}

function load(id: string, text: string, scenarios: readonly Scenario[] = []): void {
  problem = '';
  if (open === null || !isChanged() || confirm('Leave this workspace? Changes that were not saved are lost.')) {
    tester.workspace = text;
    tester.scenarios = scenarios;
    open = id;
    opened = tester.workspaceText;
  }
  draw();
}

async function openFile(event: Event): Promise<void> {
  const input = event.target as HTMLInputElement;
  const [file] = input.files ?? [];
  input.value = '';
  if (!file) return;
  try {
    const text = readable(await file.arrayBuffer());
    load('', text);
  } catch (error) {
    problem = `${file.name} was not opened. ${error instanceof Error ? error.message : error} What was open is kept.`;
    draw();
  }
}

/** The text of a file; throws where it holds no JSON object, with the words for it. */
function readable(bytes: ArrayBuffer): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('It is no text: its bytes are not UTF-8.');
  }
  if (text.trim() === '') throw new Error('It is empty.');
  const [unreadable] = tester.engine?.check(text).diagnostics.filter(({ code }) => code === 'json.syntax') ?? [];
  if (unreadable) {
    const { line, column, message } = unreadable;
    throw new Error(`It is no JSON: ${message.replaceAll('`', '"')} (line ${line}, column ${column})`);
  }
  if (!text.trim().startsWith('{')) throw new Error('It holds no workspace: a workspace is a JSON object.');
  return text;
}

function save(): void {
  saveFile(tester.workspaceText, tester.workspace.name, 'workspace');
  opened = tester.workspaceText;
  draw();
}

function choose(event: Event): void {
  const sample = samples.find(({ id }) => id === (event.target as HTMLSelectElement).value);
  if (sample) load(sample.id, sample.text, sample.scenarios);
}

/** What the picker names: a sample only while it is as it was opened. */
function picked(): string {
  return isChanged() ? '' : (open ?? '');
}

function draw(): void {
  const id = picked();
  render(
    html`
      <h1>Rehearse</h1>
      <div class="workspace">
        <label for="sample">Workspace</label>
        <select id="sample" @change=${choose}>
          ${id === '' ? html`<option value="" .selected=${live(true)}>Your own</option>` : ''}
          ${samples.map((each) => html`<option value=${each.id} .selected=${live(each.id === id)}>${each.name}</option>`)}
        </select>
      </div>
      <div class="files">
        <button type="button" @click=${() => load('', emptyWorkspace)}>Start empty</button>
        <button type="button" @click=${() => document.querySelector<HTMLInputElement>('#file')?.click()}>Open file</button>
        <input id="file" type="file" accept=".json,application/json" aria-label="Workspace file to open" hidden @change=${openFile}>
        <button type="button" @click=${save}>Save file</button>
      </div>
      <p class="problem" role="alert" ?hidden=${problem === ''}>${problem}</p>`,
    head,
  );
}

addEventListener('beforeunload', (event) => {
  if (isChanged()) event.preventDefault();
});

tester.addEventListener('rehearse-change', draw);

const [sample] = samples;
load(sample?.id ?? '', sample?.text ?? emptyWorkspace, sample?.scenarios);
loadEngine().then(
  (engine) => {
    tester.engine = engine;
  },
  (error: unknown) => tester.showEngineError(error),
);
