import type { Scenario, ScenarioFile, Trace, Workspace } from '@rehearse/engine';
import type { RehearseTester } from '../define.js';
import { saveFile } from '../document/file.js';
import { format } from '../document/text.js';
import { isLog, readFile, whyNot } from '../opened-file.js';
import { samples } from '../samples.js';
import type { Session } from '../store/session.js';
import { setApart } from '../text/balanced.js';
import { Keeper } from './keeper.js';
import { type KeptWork, latestWork, readWork } from './kept-work.js';
import { fragmentOf, LinkError, sessionIn } from './link.js';
import { openBefore } from './tab.js';
import { type PageTexts, pageTexts } from './texts.js';

/** Reading what is kept takes no longer than this, in milliseconds: else the page opens without it. */
const longestRead = 1_500;

/** Something that the page tells. */
export interface Told {
  /** In the language of whenever it is shown. */
  text(): string;
  /** What can be done about it. */
  action?: { label(): string; act(): void };
}

/** What was open before, where only this page has it. */
interface Held {
  session: Session;
  sample: string;
  /** How it was opened or saved last. */
  saved: Saved;
  /** Whether something that a person did would be lost with it. */
  isUnsaved: boolean;
}

/** The text and the tests, as they were opened or saved last. */
interface Saved {
  text: string;
  tests: string;
}

/**
 * What is open on the page: a sample, a file, a link, or what was kept. Dispatches `change` when there is something new
 * to show of it.
 */
export class OpenWork extends EventTarget {
  readonly keeper: Keeper;
  /** Why something could not be done. */
  problem: Told | null = null;
  /** What is to be known of the trace that is open. */
  note: Told | null = null;
  told: Told | null = null;

  readonly #tester: RehearseTester;
  /** Id of the sample that it was made of; "" for all else, null before the first is open. */
  #sample: string | null = null;
  /** Counts what was to be opened: what was read for an earlier one is not shown any more. */
  #turn = 0;
  #saved: Saved = { text: '', tests: '[]' };
  /** Until something else is opened. */
  #held: Held | null = null;

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
    return this.#held?.isUnsaved === true || this.#isUnkept;
  }

  /** That this page holds what was open before, whatever else is told; null where it does not. */
  get held(): Told | null {
    const held = this.#held;
    if (!held) return null;
    const { kept } = pageTexts();
    return { text: () => kept.held, action: { label: () => kept.backToIt, act: () => this.#openHeld(held) } };
  }

  /** Shows what the address holds, else what was open before, else the first sample. */
  async begin(): Promise<void> {
    const isWanted = this.#ask();
    if (location.hash !== '' && (await this.#openAddress(isWanted))) return;
    const work = await this.#keptBefore();
    if (!isWanted()) return;
    if (work) {
      await this.#openKept(work, isWanted);
      return;
    }
    const [first] = samples;
    this.#show(first?.id ?? '', () => this.#load(first?.text ?? emptyWorkspace(), first?.scenarios));
  }

  openSample(id: string): void {
    this.#ask();
    const sample = samples.find((each) => each.id === id);
    if (sample) this.#replace(id, () => this.#load(sample.text, sample.scenarios));
  }

  startEmpty(): void {
    this.#ask();
    this.#replace('', () => this.#load(emptyWorkspace()));
  }

  /** Opens a file that was chosen or dropped. */
  async openFiles([file, ...others]: File[]): Promise<void> {
    if (!file) return;
    if (others.length > 0) {
      const count = others.length + 1;
      this.#fail(({ opening }) => opening.noneOpened(count, opening.oneFile));
      return;
    }
    if (isLog(file)) {
      this.problem = null;
      this.#tester.openLog(file);
      this.#changed();
      return;
    }
    const isWanted = this.#ask();
    try {
      const { text, kind } = await readFile(file, this.#tester.engine);
      if (!isWanted()) return;
      if (kind === 'trace') this.#openTrace(text);
      else if (kind === 'tests') this.#openTests(text);
      else if (this.#replace('', () => this.#load(text))) this.keeper.keep();
    } catch (error) {
      if (!isWanted()) return;
      const why = whyNot(error);
      this.#fail(({ opening }) => opening.notOpened(setApart(file.name), why));
      await this.#beginAgain();
    }
  }

  /** Opens what is kept under an id. */
  async openKept(id: string): Promise<void> {
    const isWanted = this.#ask();
    this.problem = null;
    await this.keeper.flush();
    const work = await readWork(id).catch(() => null);
    if (!isWanted()) return;
    if (!work) {
      this.#fail(({ kept }) => kept.gone);
      await this.#beginAgain();
    } else if (this.#mayLeave()) await this.#openKept(work, isWanted);
  }

  /** Opens what the address holds now; the address is without it then. */
  async openLink(): Promise<void> {
    if (location.hash === '' || location.hash === '#') return;
    const isWanted = this.#ask();
    if (!(await this.#openAddress(isWanted)) && isWanted()) await this.#beginAgain();
  }

  /** A link to what is open; null where there can be none, which is told. */
  async link(): Promise<string | null> {
    this.problem = null;
    try {
      return new URL(await fragmentOf(this.#tester.session), location.href).href;
    } catch (error) {
      this.#fail(linkProblem(error), { label: () => pageTexts().head.saveFile, act: () => this.save() });
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

  /** Something is to be opened; gives whether nothing else was asked for since. */
  #ask(): () => boolean {
    this.#turn += 1;
    const turn = this.#turn;
    return () => turn === this.#turn;
  }

  /** Something could not be opened. If it was asked for before anything was open, the page begins now. */
  async #beginAgain(): Promise<void> {
    if (this.#sample === null) await this.begin();
  }

  /** What this tab had open, or what was open last; null where nothing is kept, or nothing can be. */
  async #keptBefore(): Promise<KeptWork | null> {
    const before = openBefore();
    const read = async () => (before ? await readWork(before) : null) ?? (await latestWork());
    try {
      return await Promise.race([read(), new Promise<null>((done) => setTimeout(done, longestRead, null))]);
    } catch (error) {
      this.keeper.refused(error);
      return null;
    }
  }

  async #openKept(work: KeptWork, isWanted: () => boolean): Promise<void> {
    const whose = await this.keeper.goOnWith(work.id, isWanted);
    if (whose === 'unwanted') return;
    this.#show(work.sample, () => {
      this.#tester.session = work.session;
    });
    this.tell({ text: () => pageTexts().kept[whose === 'ours' ? 'restored' : 'copied'] });
  }

  /** Whether the address held something to open. It does not hold it any more then: a reload shows what became of it. */
  async #openAddress(isWanted: () => boolean): Promise<boolean> {
    const { hash } = location;
    this.problem = null;
    history.replaceState(history.state, '', location.pathname + location.search);
    let session: Session;
    try {
      session = await sessionIn(hash);
    } catch (error) {
      if (isWanted()) this.#fail(linkProblem(error));
      return false;
    }
    if (!isWanted()) return true;
    const { leaveForLink, leaveForLinkUnkept } = pageTexts().opening;
    if (this.#isUnsaved && !confirm(this.keeper.refusal ? leaveForLinkUnkept : leaveForLink)) return true;
    this.keeper.leave();
    this.#show('', () => {
      this.#tester.session = session;
    });
    this.keeper.keep();
    this.tell({ text: () => pageTexts().link.opened });
    return true;
  }

  /** Throws where it cannot be opened, before anybody is asked whether to leave what is open. */
  #openTrace(text: string): void {
    const { engine } = this.#tester;
    if (!engine) throw new Error(pageTexts().opening.noEngine);
    if (this.#isUnsaved) engine.openTrace(text).dispose();
    if (!this.#replace('', () => this.#tester.openTrace(text))) return;
    const { engine: version = 'unknown' } = JSON.parse(text) as Partial<Trace>;
    const isOther = version !== engine.version;
    this.note = isOther ? { text: () => pageTexts().opening.otherVersion(setApart(version), engine.version) } : null;
    this.keeper.keep();
    this.#changed();
  }

  /** A scenario file that holds its workspace: both are opened. Throws where it does not, or cannot be used. */
  #openTests(text: string): void {
    const { engine } = this.#tester;
    const { noEngineForTests, badTests, testsElsewhere } = pageTexts().opening;
    if (!engine) throw new Error(noEngineForTests);
    const { workspace, scenarios } = JSON.parse(text) as Partial<ScenarioFile>;
    if (typeof workspace === 'string') throw new Error(testsElsewhere(setApart(workspace)));
    const { ok, diagnostics } = engine.checkScenarios(text);
    if (!ok) throw Object.assign(new Error(badTests), { diagnostics });
    if (this.#replace('', () => this.#load(format(workspace as Workspace), scenarios))) this.keeper.keep();
  }

  #load(text: string, scenarios: readonly Scenario[] = []): void {
    this.#tester.workspace = text;
    this.#tester.scenarios = scenarios;
  }

  /** Shows something else in the place of what is open, to which a way back is told. Says whether it did. */
  #replace(sample: string, act: () => void): boolean {
    this.problem = null;
    const isLeft = this.#mayLeave();
    if (isLeft) {
      void this.keeper.flush();
      const { id, refusal } = this.keeper;
      const held = id !== null && refusal !== null ? this.#present() : null;
      this.keeper.leave();
      this.#show(sample, act);
      this.#held = held;
      if (id !== null && refusal === null) this.told = this.#wayBack(id);
    }
    this.#changed();
    return isLeft;
  }

  /** How what was open can be had again where the browser keeps it. */
  #wayBack(id: string): Told {
    const label = () => pageTexts().kept.backToIt;
    return { text: () => pageTexts().kept.left, action: { label, act: () => void this.openKept(id) } };
  }

  /** What is open now, to be held by this page. */
  #present(): Held {
    const { session } = this.#tester;
    return { session, sample: this.#sample ?? '', saved: this.#saved, isUnsaved: this.#isUnsaved };
  }

  #openHeld({ session, sample, saved }: Held): void {
    this.#ask();
    const act = () => {
      this.#tester.session = session;
    };
    if (!this.#replace(sample, act)) return;
    this.#saved = saved;
    this.keeper.keep();
  }

  #show(sample: string, act: () => void): void {
    this.note = null;
    this.told = null;
    this.#held = null;
    act();
    this.#sample = sample;
    this.#saved = { text: this.#tester.workspaceText, tests: this.#testsText() };
    this.keeper.isAsKept();
    this.#changed();
  }

  /** Whether what is open may go: a person is asked where something would be lost. */
  #mayLeave(): boolean {
    if (!this.#isUnkept) return true;
    const { leaveChanges, leaveTests } = pageTexts().opening;
    return confirm(this.#isChanged ? leaveChanges : leaveTests);
  }

  get #isUnkept(): boolean {
    return this.keeper.refusal !== null && this.#isUnsaved;
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

  /** Says why something could not be done, in the place of whatever was told before. */
  #fail(words: (texts: PageTexts) => string, action?: NonNullable<Told['action']>): void {
    const text = () => words(pageTexts());
    this.told = null;
    this.problem = action ? { text, action } : { text };
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

function linkProblem(error: unknown): (texts: PageTexts) => string {
  return ({ link }) => (error instanceof LinkError ? link.problems[error.problem] : whyNot(error));
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
