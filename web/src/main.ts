/** The page: `<rehearse-tester>` with samples, opening and saving around it. */
import { loadEngine } from '@rehearse/engine';
import { html, render } from 'lit';
import { live } from 'lit/directives/live.js';
import type { RehearseTester } from './define.js';
import './define.js';
import { samples } from './samples.js';

const emptyWorkspace = '{\n  "rehearse": 1,\n  "name": "New workspace",\n  "workflows": [],\n  "contacts": []\n}\n';

const tester = document.querySelector('rehearse-tester') as RehearseTester;
const head = document.createElement('header');
head.slot = 'start';
head.className = 'page-head';
tester.append(head);

/** Id of the sample that is open; "" for a file or an empty workspace, null before the first. */
let open: string | null = null;
let opened = '';

function load(id: string, text: string): void {
  if (
    open !== null &&
    tester.workspaceText !== opened &&
    !confirm('Leave this workspace? Changes that were not saved are lost.')
  ) {
    draw();
    return;
  }
  tester.workspace = text;
  open = id;
  opened = text;
  draw();
}

async function openFile(event: Event): Promise<void> {
  const input = event.target as HTMLInputElement;
  const [file] = input.files ?? [];
  if (file) load('', await file.text());
  input.value = '';
}

function save(): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([tester.workspaceText], { type: 'application/json' }));
  link.download = `${fileName(tester.workspace.name)}.workspace.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  opened = tester.workspaceText;
}

function fileName(name: string | undefined): string {
  return (
    (name ?? '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'rehearse'
  );
}

function choose(event: Event): void {
  const sample = samples.find(({ id }) => id === (event.target as HTMLSelectElement).value);
  if (sample) load(sample.id, sample.text);
}

function draw(): void {
  render(
    html`
      <h1>Rehearse</h1>
      <div class="workspace">
        <label for="sample">Workspace</label>
        <select id="sample" @change=${choose}>
          ${open === '' ? html`<option value="" .selected=${live(true)}>Your own</option>` : ''}
          ${samples.map(({ id, name }) => html`<option value=${id} .selected=${live(id === open)}>${name}</option>`)}
        </select>
      </div>
      <div class="files">
        <button type="button" @click=${() => load('', emptyWorkspace)}>Start empty</button>
        <button type="button" @click=${() => document.querySelector<HTMLInputElement>('#file')?.click()}>Open file</button>
        <input id="file" type="file" accept=".json,application/json" aria-label="Workspace file to open" hidden @change=${openFile}>
        <button type="button" @click=${save}>Save file</button>
      </div>`,
    head,
  );
}

addEventListener('beforeunload', (event) => {
  if (tester.workspaceText !== opened) event.preventDefault();
});

const [sample] = samples;
load(sample?.id ?? '', sample?.text ?? emptyWorkspace);
loadEngine().then(
  (engine) => {
    tester.engine = engine;
  },
  (error: unknown) => tester.showEngineError(error),
);
