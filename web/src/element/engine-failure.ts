import { html, nothing, type TemplateResult } from 'lit';
import type { Store } from '../store/store.js';
import { texts } from '../texts/texts.js';

/** The headers that mend it, by the code of the engine's `EngineLoadError`; the rest has to be looked at where it happened. */
const fixes: Record<string, { words: 'addToPolicy' | 'serveFile'; header: string }> = {
  'load.policy': { words: 'addToPolicy', header: "Content-Security-Policy: script-src 'self' 'wasm-unsafe-eval'" },
  'load.page': { words: 'serveFile', header: 'Content-Type: application/wasm' },
  'load.notWebAssembly': { words: 'serveFile', header: 'Content-Type: application/wasm' },
  'load.status': { words: 'serveFile', header: 'Content-Type: application/wasm' },
};

/** Why there is no engine, how to mend that, and another try. @param retry null where the host loads the engine */
export function engineFailure(store: Store, error: Error, retry: (() => void) | null): TemplateResult {
  const { engineStopped, engineMissing, workspaceIsKept, tryAgain } = texts().regions;
  const fix = fixes[(error as { code?: string }).code ?? ''];
  return html`
    <section class="failure card" part="failure" role="alert">
      <h2>${store.engine ? engineStopped : engineMissing}</h2>
      <p><bdi>${error.message}</bdi></p>
      ${fix ? fixLine(texts().regions[fix.words], fix.header) : nothing}
      <p class="muted">${workspaceIsKept}</p>
      ${store.engine || !retry ? nothing : html`<div><button type="button" class="primary" id="retry" @click=${retry}>${tryAgain}</button></div>`}
    </section>`;
}

function fixLine(words: string, header: string): TemplateResult {
  return html`
    <p>${words}</p>
    <div class="row"><code>${header}</code><button type="button" class="small" id="copy-fix" @click=${(event: Event) => copy(event, header)}>${texts().regions.copy}</button></div>`;
}

/** Copies the line, and says so in the button's own words; where the browser forbids that, selects it. */
async function copy(event: Event, text: string): Promise<void> {
  const button = event.currentTarget as HTMLButtonElement;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = texts().regions.copied;
  } catch {
    const line = button.previousElementSibling;
    if (line) getSelection()?.selectAllChildren(line);
  }
}
