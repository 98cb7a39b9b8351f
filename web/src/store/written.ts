import type { CheckResult, Diagnostic, Engine, Workspace } from '@rehearse/engine';
import { isEditable } from '../document/editable.js';
import { References } from '../document/references.js';
import { emptyWorkspace, format, parse } from '../document/text.js';
import { Vocabulary } from '../document/vocabulary.js';
import { texts } from '../texts/texts.js';

/** A large document is read when nothing was typed for this long, in milliseconds. */
const readPause = 300;

/** The document: as it is written, as the forms show it, and as it runs. */
export class WrittenDocument {
  /** What is saved, and what diagnostics point into. */
  text = '';
  /** What the forms show and change; the last one they could show while the text is beyond them. */
  document: Workspace = emptyWorkspace;
  /** Whether `document` is what `text` says. */
  formsFollowText = true;
  diagnostics: Diagnostic[] = [];
  /** Whether `running` is what `text` says; if not, it is the last good one. */
  upToDate = false;
  /** The document that runs. */
  running: Workspace = emptyWorkspace;

  #engine: Engine | null = null;
  #vocabulary: Vocabulary | null = null;
  #references: References | null = null;
  /** The text of what runs; "" where nothing was good yet. */
  #goodText = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `pauseIsOver` is called when what was typed should be read. */
  constructor(private readonly pauseIsOver: () => void) {}

  /** Sets the engine that reads; the text that is there is not read by this. */
  useEngine(engine: Engine): void {
    this.#vocabulary = new Vocabulary(engine.catalog);
    this.#engine = engine;
  }

  /** Shows and runs nothing, until another text is read. */
  clear(): void {
    this.#stopWaiting();
    this.document = emptyWorkspace;
    this.running = emptyWorkspace;
    this.#goodText = '';
  }

  /**
   * Takes over a text. Gives whether it is good, so that what runs is to be run anew.
   * @param checked what the engine says of the text, where it was asked already
   */
  read(text: string, checked?: CheckResult): boolean {
    this.#stopWaiting();
    this.text = text;
    const { vocabulary } = this;
    if (!this.#engine || !vocabulary) return false;
    const { ok, diagnostics } = checked ?? this.#engine.check(text);
    this.diagnostics = diagnostics;
    const document = parse(text);
    this.formsFollowText =
      !diagnostics.some(({ code }) => code.startsWith('json.')) && isEditable(vocabulary, document);
    if (this.formsFollowText) this.document = document as Workspace;
    this.#references = null;
    this.upToDate = ok;
    if (ok) {
      this.running = document as Workspace;
      this.#goodText = text;
    }
    return ok;
  }

  /** The forms show the document at once; it is to be read when nothing more is typed for a moment. */
  readLater(document: Workspace, text: string): void {
    this.#stopWaiting();
    this.text = text;
    this.document = document;
    this.#references = null;
    this.#timer = setTimeout(this.pauseIsOver, readPause);
  }

  /** The same for text of which nobody knows yet what it holds: the forms wait for it. */
  readTextLater(text: string): void {
    this.#stopWaiting();
    this.text = text;
    this.formsFollowText = false;
    this.#timer = setTimeout(this.pauseIsOver);
  }

  /** Whether something was typed and not read yet. */
  get isWaiting(): boolean {
    return this.#timer !== undefined;
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** What runs: the text, or the last good one while that has errors. */
  get runningText(): string {
    return this.#goodText || format(this.running);
  }

  /** What there is, in the language of the texts; null until there is an engine. */
  get vocabulary(): Vocabulary | null {
    if (this.#engine && this.#vocabulary && this.#vocabulary.labels !== texts().catalog) {
      this.#vocabulary = new Vocabulary(this.#engine.catalog);
      this.#references = null;
    }
    return this.#vocabulary;
  }

  /** What the document offers for pickers. */
  get references(): References {
    const { vocabulary } = this;
    if (!vocabulary) throw new Error('The engine is not loaded.');
    this.#references ??= new References(vocabulary, this.document);
    return this.#references;
  }
}
