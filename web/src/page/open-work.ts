import type { Scenario, Trace } from '@rehearse/engine';
import type { RehearseTester } from '../define.js';
import { saveFile } from '../document/file.js';
import { readFile, whyNot } from '../opened-file.js';
import { samples } from '../samples.js';
import type { Session } from '../store/session.js';
import { Keeper } from './keeper.js';
import { type KeptWork, listWork, readWork } from './kept-work.js';
import { fragmentOf, LinkError, sessionIn } from './link.js';
import { openBefore } from './tab.js';
import { pageTexts } from './texts.js';

/** Reading what is kept takes no longer than this, in milliseconds: else the page opens without it. */
const longestRead = 1_500;

/** Something that the page tells. */
export interface Told {
  text: string;
  /** What can be done about it. */
  action?: { label: string; act: () => void };
}

/**
 * What is open on the page: a sample, a file, a link, or what was kept. Dispatches `change` when there is something new
 * to show of it.
 */
export class OpenWork extends EventTarget {
  readonly keeper: Keeper;
  /** Why something could not be done. */
  problem: Told | null = null;
  /** What is to be known of the trace that is open, or "". */
  note = '';
  told: Told | null = null;

  readonly #tester: RehearseTester;
  /** Id of the sample that it was made of; "" for all else, null before the first is open. */
  #sample: string | null = null;
  /** Counts what was to be opened: what was read for an earlier one is not shown any more. */
  #turn = 0;
  /** The text and the tests as they were opened or saved last. */
  #saved = { text: '', tests: '[]' };

  constructor(tester: RehearseTester) {
    super();
    this.#tester = tester;
    this.keeper = new Keeper(() => ({
      session: tester.session,
      name: nameOf(tester.workspaceText),
      sample: this.#sample ?? '',
    }));
    this.keeper.addEventListener('change', () => this.#changed());
    tester.addEventListener('rehearse-session', () => this.#sessionChanged());
    tester.addEventListener('rehearse-tests-saved', () => {
      this.#saved.tests = this.#testsText();
    });
  }

  /** What the picker of samples names: a sample only while it is as it was opened. */
  get sample(): string {
    const sample = samples.find(({ id }) => id === this.#sample);
    return sample?.text === this.#tester.workspaceText ? sample.id : '';
  }

  /** Whether something that a person did would be lost with the tab. */
  get wouldBeLost(): boolean {
    return this.keeper.refusal !== null && this.#isUnsaved;
  }

  /** Shows what the address holds, else what was open before, else the first sample. */
  async begin(): Promise<void> {
    const turn = ++this.#turn;
    if (location.hash !== '' && (await this.#openAddress())) return;
    const work = await this.#keptBefore();
    if (turn !== this.#turn) return;
    if (work) {
      await this.#openKept(work, turn);
      return;
    }
    const [first] = samples;
    this.#show(first?.id ?? '', () => this.#load(first?.text ?? emptyWorkspace(), first?.scenarios));
  }

  openSample(id: string): void {
    const sample = samples.find((each) => each.id === id);
    if (sample) this.#replace(id, () => this.#load(sample.text, sample.scenarios));
  }

  startEmpty(): void {
    this.#replace('', () => this.#load(emptyWorkspace()));
  }

  /** Opens a file that was chosen or dropped. */
  async openFiles([file, ...others]: File[]): Promise<void> {
    if (!file) return;
    const { oneFile, notOpened, noneOpened } = pageTexts().opening;
    if (others.length > 0) {
      this.#fail(noneOpened(others.length + 1, oneFile));
      return;
    }
    try {
      const { text, isTrace } = await readFile(file, this.#tester.engine);
      if (isTrace) this.#openTrace(text);
      else if (this.#replace('', () => this.#load(text))) this.keeper.keep();
    } catch (error) {
      this.#fail(notOpened(file.name, whyNot(error)));
    }
  }

  /** Opens what is kept under an id. */
  async openKept(id: string): Promise<void> {
    const turn = ++this.#turn;
    this.problem = null;
    await this.keeper.flush();
    const work = await readWork(id).catch(() => null);
    if (turn !== this.#turn) return;
    if (!work) this.#fail(pageTexts().kept.gone);
    else if (this.#mayLeave()) await this.#openKept(work, turn);
  }

  /** Opens what the address holds now; the address is without it then. */
  async openLink(): Promise<void> {
    if (location.hash !== '' && location.hash !== '#') await this.#openAddress();
  }

  /** A link to what is open; null where there can be none, which is told. */
  async link(): Promise<string | null> {
    this.problem = null;
    try {
      return new URL(await fragmentOf(this.#tester.session), location.href).href;
    } catch (error) {
      this.#fail(linkProblem(error), { label: pageTexts().head.saveFile, act: () => this.save() });
      return null;
    }
  }

  save(): void {
    saveFile(this.#tester.workspaceText, this.#tester.workspace.name, 'workspace');
    this.#saved.text = this.#tester.workspaceText;
    this.#changed();
  }

  /** Tells something; null takes it away. */
  tell(told: Told | null): void {
    this.told = told;
    this.#changed();
  }

  /** What this tab had open, or what was open last; null where nothing is kept, or nothing can be. */
  async #keptBefore(): Promise<KeptWork | null> {
    const before = openBefore();
    const read = async () => (before ? await readWork(before) : null) ?? (await listWork())[0] ?? null;
    try {
      return await Promise.race([read(), new Promise<null>((done) => setTimeout(done, longestRead, null))]);
    } catch (error) {
      this.keeper.refused(error);
      return null;
    }
  }

  async #openKept(work: KeptWork, turn: number): Promise<void> {
    const { restored, copied } = pageTexts().kept;
    const whose = await this.keeper.goOnWith(work.id, () => turn === this.#turn);
    if (whose === 'unwanted') return;
    this.#show(work.sample, () => {
      this.#tester.session = work.session;
    });
    this.tell({ text: whose === 'ours' ? restored : copied });
  }

  /** Whether the address held something to open. It does not hold it any more then: a reload shows what became of it. */
  async #openAddress(): Promise<boolean> {
    const { hash } = location;
    this.problem = null;
    history.replaceState(history.state, '', location.pathname + location.search);
    let session: Session;
    try {
      session = await sessionIn(hash);
    } catch (error) {
      this.#fail(linkProblem(error));
      return false;
    }
    const { leaveForLink, leaveForLinkUnkept } = pageTexts().opening;
    if (this.#isUnsaved && !confirm(this.keeper.refusal ? leaveForLinkUnkept : leaveForLink)) return true;
    this.keeper.leave();
    this.#show('', () => {
      this.#tester.session = session;
    });
    this.keeper.keep();
    this.tell({ text: pageTexts().link.opened });
    return true;
  }

  /** Throws where it cannot be opened, before anybody is asked whether to leave what is open. */
  #openTrace(text: string): void {
    const { engine } = this.#tester;
    const { noEngine, otherVersion } = pageTexts().opening;
    if (!engine) throw new Error(noEngine);
    if (this.#isUnsaved) engine.openTrace(text).dispose();
    if (!this.#replace('', () => this.#tester.openTrace(text))) return;
    const { engine: version = 'unknown' } = JSON.parse(text) as Partial<Trace>;
    this.note = version === engine.version ? '' : otherVersion(version, engine.version);
    this.keeper.keep();
    this.#changed();
  }

  #load(text: string, scenarios: readonly Scenario[] = []): void {
    this.#tester.workspace = text;
    this.#tester.scenarios = scenarios;
  }

  /** Shows something else in the place of what is open, which stays kept. Says whether it did. */
  #replace(sample: string, act: () => void): boolean {
    this.problem = null;
    const isLeft = this.#mayLeave();
    if (isLeft) {
      void this.keeper.flush();
      const { id } = this.keeper;
      this.keeper.leave();
      this.#show(sample, act);
      this.told = id === null ? null : this.#wayBack(id);
    }
    this.#changed();
    return isLeft;
  }

  #wayBack(id: string): Told {
    const { left, backToIt } = pageTexts().kept;
    return { text: left, action: { label: backToIt, act: () => void this.openKept(id) } };
  }

  #show(sample: string, act: () => void): void {
    this.#turn += 1;
    this.note = '';
    this.told = null;
    act();
    this.#sample = sample;
    this.#saved = { text: this.#tester.workspaceText, tests: this.#testsText() };
    this.keeper.isAsKept();
    this.#changed();
  }

  /** Whether what is open may go: a person is asked where something would be lost. */
  #mayLeave(): boolean {
    if (this.#sample === null || !this.wouldBeLost) return true;
    const { leaveChanges, leaveTests } = pageTexts().opening;
    return confirm(this.#isChanged ? leaveChanges : leaveTests);
  }

  get #isChanged(): boolean {
    return this.#tester.workspaceText !== this.#saved.text;
  }

  get #isUnsaved(): boolean {
    return this.#sample !== null && (this.#isChanged || this.#testsText() !== this.#saved.tests);
  }

  #testsText(): string {
    return JSON.stringify(this.#tester.scenarios);
  }

  #sessionChanged(): void {
    if (this.#sample === null) return;
    this.keeper.changed();
    this.#changed();
  }

  #fail(text: string, action?: NonNullable<Told['action']>): void {
    this.problem = action ? { text, action } : { text };
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

function linkProblem(error: unknown): string {
  const { problems } = pageTexts().link;
  return error instanceof LinkError ? problems[error.problem] : whyNot(error);
}

/** What a document calls itself, also where it is a bad one; "" where it does not. */
function nameOf(text: string): string {
  try {
    const { name } = (JSON.parse(text) ?? {}) as { name?: unknown };
    return typeof name === 'string' ? name.trim() : '';
  } catch {
    return '';
  }
}

/** What one starts with who has nothing yet. */
function emptyWorkspace(): string {
  const { newWorkspace } = pageTexts().opening;
  return `${JSON.stringify({ rehearse: 1, name: newWorkspace, workflows: [], contacts: [] }, null, 2)}\n`;
}
