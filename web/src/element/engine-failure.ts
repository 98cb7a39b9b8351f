import { html, nothing, type TemplateResult } from 'lit';
import type { Store } from '../store/store.js';
import { balanced } from '../text/balanced.js';
import { texts } from '../texts/texts.js';

/** The headers that mend it, by the code of the engine's `EngineLoadError`; the rest has to be looked at where it happened. */
const fixes: Record<string, { words: 'addToPolicy' | 'serveFile'; header: string }> = {
  'load.policy': { words: 'addToPolicy', header: "Content-Security-Policy: script-src 'self' 'wasm-unsafe-eval'" },
  'load.page': { words: 'serveFile', header: 'Content-Type: application/wasm' },
  'load.notWebAssembly': { words: 'serveFile', header: 'Content-Type: application/wasm' },
  'load.status': { words: 'serveFile', header: 'Content-Type: application/wasm' },
};

/** How long it is told that a line was copied, in milliseconds. */
const toldFor = 4_000;

/** The errors whose line was copied just now. */
const copied = new WeakSet<Error>();

/**
 * Why there is no engine, how to mend that, and another try.
 * @param retry null where the host loads the engine
 * @param update draws it again
 */
export function engineFailure(
  store: Store,
  error: Error,
  retry: (() => void) | null,
  update: () => void,
): TemplateResult {
  const { engineStopped, engineMissing, workspaceIsKept, tryAgain } = texts().regions;
  const fix = fixes[(error as { code?: string }).code ?? ''];
  return html`
    <section class="failure card" part="failure">
      <div class="stack" role="alert">
        <h2>${store.engine ? engineStopped : engineMissing}</h2>
        <p><bdi>${balanced(error.message)}</bdi></p>
        ${fix ? html`<p>${texts().regions[fix.words]}</p>` : nothing}
      </div>
      ${fix ? fixLine(fix.header, error, update) : nothing}
      <p class="muted">${workspaceIsKept}</p>
      ${store.engine || !retry ? nothing : html`<div><button type="button" class="primary" id="retry" @click=${retry}>${tryAgain}</button></div>`}
    </section>`;
}

/** The line that mends it. It stands outside of the alert, which would be read again with each change in it. */
function fixLine(header: string, error: Error, update: () => void): TemplateResult {
  const { copy: copyIt, copied: isCopied } = texts().regions;
  return html`
    <div class="row"><code>${header}</code><button type="button" class="small" id="copy-fix" @click=${(event: Event) => copy(event, header, error, update)}>${copied.has(error) ? isCopied : copyIt}</button></div>`;
}

/** Copies the line, and says so for a while in the button's own words; where the browser forbids that, selects it. */
async function copy(event: Event, text: string, error: Error, update: () => void): Promise<void> {
  const line = (event.currentTarget as HTMLElement).previousElementSibling;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (line) getSelection()?.selectAllChildren(line);
    return;
  }
  copied.add(error);
  update();
  setTimeout(() => {
    copied.delete(error);
    update();
  }, toldFor);
}
