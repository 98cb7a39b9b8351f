import type { Diagnostic } from '@rehearse/engine';
import { css, html, nothing, type TemplateResult } from 'lit';
import { capital, plain, worded } from '../text/parts.js';
import { severityWord } from '../text/severity.js';
import { texts } from '../texts/texts.js';
import { againStyles } from './again.js';
import { Region } from './region.js';

/** What is selected at a place: a string, a number or a word, or the one character that stands there. */
const tokenAt = /^(?:"(?:[^"\\]|\\.)*"?|[\p{L}\p{N}_.+-]+|\S)/u;

/** Waits until typing pauses for this long, in milliseconds, before the text is read. */
const pause = 200;

/** The workspace as text, with line numbers; what is wrong is marked at its line, listed above, and leads to its place. */
export class JsonEditor extends Region {
  #shown = '';
  #timer = 0;
  /** Whether something was typed that was not read yet. */
  #isPending = false;
  /** Which of the workspaces it shows. */
  #loads = 0;

  override disconnectedCallback(): void {
    this.#flush();
    super.disconnectedCallback();
  }

  /** Selects what stands at a place of the text, and shows it. Lines and columns count from 1. */
  goTo(line: number, column: number): void {
    const area = this.renderRoot.querySelector('textarea');
    if (!area) return;
    const lines = area.value.split('\n');
    const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    // Columns count code points; the caret counts UTF-16 units.
    const own = lines[line - 1] ?? '';
    const within = [...own].slice(0, column - 1).join('').length;
    const length = tokenAt.exec(own.slice(within))?.[0].length ?? 0;
    area.focus();
    area.setSelectionRange(before + within, before + within + length);
    const { fontSize, lineHeight } = getComputedStyle(area);
    area.scrollTop = Math.max(0, (line - 4) * (Number.parseFloat(lineHeight) || 1.5 * Number.parseFloat(fontSize)));
    area.scrollLeft = Math.max(0, this.#widthOf(own.slice(0, within), area) - area.clientWidth / 3);
    this.#alignNumbers(area);
  }

  protected override storeChanged(): void {
    // What is being typed is not put back to what was read before; another workspace takes its place.
    if (this.#isPending && this.store.loads === this.#loads) return;
    this.#isPending = false;
    this.#loads = this.store.loads;
    const area = this.renderRoot?.querySelector?.('textarea');
    if (area && this.store.text !== this.#shown) area.value = this.store.text;
    this.#shown = this.store.text;
  }

  override firstUpdated(): void {
    const area = this.renderRoot.querySelector('textarea');
    if (area) area.value = this.store.text;
    this.#shown = this.store.text;
    this.requestUpdate();
  }

  #typed(event: Event): void {
    this.#shown = (event.target as HTMLTextAreaElement).value;
    this.#isPending = true;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#flush(), pause);
    this.requestUpdate();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    if (!this.#isPending) return;
    this.#isPending = false;
    this.store.setText(this.#shown);
  }

  /** How wide a text is in the editor's type, in pixels. */
  #widthOf(text: string, area: HTMLTextAreaElement): number {
    const context = document.createElement('canvas').getContext('2d');
    if (!context) return 0;
    const { fontSize, fontFamily } = getComputedStyle(area);
    context.font = `${fontSize} ${fontFamily}`;
    return context.measureText(text.replaceAll('\t', '  ')).width;
  }

  #alignNumbers(area: HTMLTextAreaElement): void {
    const numbers = this.renderRoot.querySelector('.numbers');
    if (numbers) numbers.scrollTop = area.scrollTop;
  }

  override render(): TemplateResult {
    const { diagnostics, upToDate, isReading, isReadingLong } = this.store;
    const words = texts().json;
    return html`
      <div>
        <p class=${`state last ${upToDate ? 'info' : 'error'}`} aria-busy=${isReading ? 'true' : 'false'}>
          ${upToDate ? words.runs : html`<strong>${words.doesNotRun}</strong> ${words.hasErrors}`}
        </p>
        <div aria-live="polite">${isReadingLong ? html`<p class="hint again">${words.reading}</p>` : nothing}</div>
      </div>
      <ul class="plain stack" id="found" aria-label=${words.problems} ?hidden=${diagnostics.length === 0}>
        ${diagnostics.map((diagnostic) => this.#diagnosticRow(diagnostic))}
      </ul>
      <div class="code">
        <pre class="numbers" aria-hidden="true">${this.#numbers(diagnostics)}</pre>
        <textarea aria-label=${words.workspace} ?readonly=${this.store.isReadonly} spellcheck="false" autocomplete="off" autocapitalize="off" wrap="off"
          aria-describedby=${diagnostics.length > 0 ? 'found' : nothing}
          @input=${this.#typed} @blur=${() => this.#flush()}
          @scroll=${(event: Event) => this.#alignNumbers(event.target as HTMLTextAreaElement)}></textarea>
      </div>`;
  }

  /** The numbers of the lines; those that something is wrong on are marked. */
  #numbers(diagnostics: readonly Diagnostic[]): (string | TemplateResult)[] {
    const count = this.#shown.split('\n').length;
    const worst = new Map<number, string>();
    for (const { line, severity } of diagnostics) if (worst.get(line) !== 'error') worst.set(line, severity);
    const pieces: (string | TemplateResult)[] = [];
    let from = 1;
    const upTo = (end: number) => Array.from({ length: end - from }, (_, index) => `${from + index}\n`).join('');
    for (const [line, severity] of [...worst].sort(([one], [other]) => one - other)) {
      if (line < from || line > count) continue;
      pieces.push(upTo(line), html`<mark class=${severity}>${line}</mark>${'\n'}`);
      from = line + 1;
    }
    return [...pieces, upTo(count + 1)];
  }

  #diagnosticRow({ severity, message, hint, line, column }: Diagnostic): TemplateResult {
    return html`
      <li>
        <button type="button" class="place" @click=${() => this.goTo(line, column)}>
          <span class="where">${plain(capital([texts().problems.place(line, column)]))}</span>
          <span class=${severity}><strong>${severityWord(severity)}</strong> ${worded(message)}</span>
          ${hint ? html`<span class="muted">${worded(hint)}</span>` : nothing}
        </button>
      </li>`;
  }

  static override styles = [
    Region.styles,
    againStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }

      .state {
        font-size: var(--text-small);
      }

      .code {
        display: grid;
        grid-template-columns: auto 1fr;
        block-size: clamp(18rem, 55dvh, 42rem);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--surface);
        overflow: hidden;
      }

      .code:focus-within {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }

      #found {
        /* Where there is more to scroll to, the next one is cut where that can be seen. */
        max-block-size: 12.75rem;
        overflow: auto;
        padding: 3px;
        margin: -3px;
      }

      mark {
        margin-inline: calc(-1 * var(--space-2));
        padding-inline: var(--space-2);
        background: var(--warn-soft);
        color: var(--warn);
        font-weight: 700;
        box-shadow: inset -3px 0 0 currentcolor;
      }

      mark.error {
        background: var(--bad-soft);
        color: var(--bad);
      }

      .numbers,
      textarea {
        margin: 0;
        padding: var(--space-2);
        font-family: var(--mono);
        font-size: var(--text-tiny);
        line-height: 1.5;
        tab-size: 2;
      }

      .numbers {
        overflow: hidden;
        min-inline-size: 2.75rem;
        background: var(--sunken);
        color: var(--muted);
        text-align: end;
        user-select: none;
      }

      textarea {
        block-size: 100%;
        border: 0;
        border-radius: 0;
        resize: none;
        outline: none;
        white-space: pre;
        overflow: auto;
        field-sizing: fixed;
      }

      textarea:focus-visible {
        outline: none;
      }

      .place {
        display: grid;
        justify-content: stretch;
        justify-items: start;
        inline-size: 100%;
        gap: 0.125rem;
        padding: var(--space-2);
        border-color: var(--line);
        text-align: start;
        font-weight: 400;
        font-size: var(--text-small);
      }

      .where {
        color: var(--muted);
        font-size: var(--text-tiny);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
}
