/** The page: `<rehearse-tester>` with samples, opening and saving around it. */
import type { Scenario, Trace } from '@rehearse/engine';
import { html, render } from 'lit';
import { live } from 'lit/directives/live.js';
import type { RehearseTester } from './define.js';
import './define.js';
import { saveFile } from './document/file.js';
import { acceptFiles } from './file-drop.js';
import { readFile, whyNot } from './opened-file.js';
import { samples } from './samples.js';
import { texts } from './texts/texts.js';

/** What one starts with who has nothing yet. */
function emptyWorkspace(): string {
  return `${JSON.stringify({ rehearse: 1, name: texts().page.newWorkspace, workflows: [], contacts: [] }, null, 2)}\n`;
}

const tester = document.querySelector('rehearse-tester') as RehearseTester;
const head = document.createElement('header');
head.slot = 'start';
head.className = 'page-head';
tester.append(head);

/** Id of the sample that is open; "" for a file or an empty workspace, null before the first. */
let open: string | null = null;
/** The text as it was opened or saved last. */
let opened = '';
/** The tests as they were opened or saved last, as text. */
let openedTests = '[]';
/** Why a file could not be opened, or "". */
let problem = '';
/** What is to be known of what is open, or "". */
let note = '';

function isChanged(): boolean {
  return tester.workspaceText !== opened;
}

function testsText(): string {
  return JSON.stringify(tester.scenarios);
}

/** Whether something would be lost with what is open. */
function isUnsaved(): boolean {
  return isChanged() || testsText() !== openedTests;
}

/** Whether what is open may go: a person is asked where something would be lost. */
function mayLeave(): boolean {
  if (open === null || !isUnsaved()) return true;
  const { leave, changesLost, testsLost } = texts().page;
  return confirm(`${leave} ${isChanged() ? changesLost : testsLost}`);
}

/** Shows something else. @param id that of a sample, or "" @param act opens it, and gives what is to be known of it */
function replace(id: string, act: () => string): void {
  problem = '';
  if (mayLeave()) {
    note = act();
    open = id;
    opened = tester.workspaceText;
    openedTests = testsText();
  }
  draw();
}

function load(id: string, text: string, scenarios: readonly Scenario[] = []): void {
  replace(id, () => {
    tester.workspace = text;
    tester.scenarios = scenarios;
    return '';
  });
}

/** Throws where it cannot be opened, before anybody is asked whether to leave what is open. */
function openTrace(text: string): void {
  const { engine } = tester;
  if (!engine) throw new Error(texts().page.noEngineForTrace);
  if (isUnsaved()) engine.openTrace(text).dispose();
  replace('', () => {
    tester.openTrace(text);
    const { engine: version = 'unknown' } = JSON.parse(text) as Partial<Trace>;
    if (version === engine.version) return '';
    return texts().page.otherVersion(version, engine.version);
  });
}

async function openFiles([file, ...others]: File[]): Promise<void> {
  if (!file) return;
  try {
    if (others.length > 0) throw new Error(texts().page.oneAtATime);
    const { text, isTrace } = await readFile(file, tester.engine);
    if (isTrace) openTrace(text);
    else load('', text);
  } catch (error) {
    const { fileNotOpened, filesNotOpened, kept } = texts().page;
    const what = others.length > 0 ? filesNotOpened(others.length + 1) : fileNotOpened(file.name);
    problem = `${what} ${whyNot(error)} ${kept}`;
    draw();
  }
}

function choose(event: Event): void {
  const input = event.target as HTMLInputElement;
  const files = [...(input.files ?? [])];
  input.value = '';
  void openFiles(files);
}

function save(): void {
  saveFile(tester.workspaceText, tester.workspace.name, 'workspace');
  opened = tester.workspaceText;
  draw();
}

function chooseSample(event: Event): void {
  const sample = samples.find(({ id }) => id === (event.target as HTMLSelectElement).value);
  if (sample) load(sample.id, sample.text, sample.scenarios);
}

/** What the picker names: a sample only while it is as it was opened. */
function picked(): string {
  return isChanged() ? '' : (open ?? '');
}

function draw(): void {
  const id = picked();
  const words = texts().page;
  render(
    html`
      <h1>Rehearse</h1>
      <div class="workspace">
        <label for="sample">${words.workspace}</label>
        <select id="sample" @change=${chooseSample}>
          ${id === '' ? html`<option value="" .selected=${live(true)}>${words.yourOwn}</option>` : ''}
          ${samples.map((each) => html`<option value=${each.id} .selected=${live(each.id === id)}>${each.name}</option>`)}
        </select>
      </div>
      <div class="files">
        <button type="button" @click=${() => load('', emptyWorkspace())}>${words.startEmpty}</button>
        <button type="button" @click=${() => document.querySelector<HTMLInputElement>('#file')?.click()}>${words.openFile}</button>
        <input id="file" type="file" accept=".json,application/json" aria-label=${words.fileToOpen} hidden @change=${choose}>
        <button type="button" @click=${save}>${words.saveFile}</button>
      </div>
      <p class="problem" role="alert" ?hidden=${problem === ''}>${problem}</p>
      <p class="note" role="status" ?hidden=${note === ''}>${note}</p>`,
    head,
  );
}

addEventListener('beforeunload', (event) => {
  if (isUnsaved()) event.preventDefault();
});

tester.addEventListener('rehearse-change', draw);
tester.addEventListener('rehearse-tests-saved', () => {
  openedTests = testsText();
});

const dropHere = document.createElement('div');
dropHere.className = 'drop-here';
dropHere.hidden = true;
dropHere.ariaHidden = 'true';
dropHere.textContent = texts().page.drop;
tester.after(dropHere);
acceptFiles(
  (isOver) => {
    dropHere.hidden = !isOver;
  },
  (files) => void openFiles(files),
);

const [sample] = samples;
load(sample?.id ?? '', sample?.text ?? emptyWorkspace(), sample?.scenarios);
