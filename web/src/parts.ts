import { html, nothing, type TemplateResult } from 'lit';
import type { WorkflowForms } from './regions/workflow-forms.js';
import { needTexts, texts } from './texts/texts.js';

/** Parts of the tester that are loaded when they are first shown, so that the element itself is small. */
const loaders: Record<string, () => Promise<CustomElementConstructor>> = {
  'rehearse-contact-form': () => import('./regions/contact-form.js').then(({ ContactForm }) => ContactForm),
  'rehearse-comparison': () => import('./regions/comparison.js').then(({ ComparisonRegion }) => ComparisonRegion),
  'rehearse-flow': () => import('./regions/flow.js').then(({ FlowRegion }) => FlowRegion),
  'rehearse-json-editor': () => import('./regions/json-editor.js').then(({ JsonEditor }) => JsonEditor),
  'rehearse-replay': () => import('./regions/replay.js').then(({ ReplayRegion }) => ReplayRegion),
  'rehearse-report': () => import('./regions/report.js').then(({ ReportRegion }) => ReportRegion),
  'rehearse-timeline': () => import('./regions/timeline.js').then(({ TimelineRegion }) => TimelineRegion),
  'rehearse-score-history': () => import('./regions/score-history.js').then(({ ScoreHistory }) => ScoreHistory),
  'rehearse-tests': () => import('./regions/tests.js').then(({ TestsRegion }) => TestsRegion),
  'rehearse-why-not': () => import('./regions/why-not.js').then(({ WhyNotRegion }) => WhyNotRegion),
};

/** A part that could not be loaded is not asked for again for this long, in milliseconds. */
const retryPause = 2_000;

/** When parts could not be loaded, by name. */
const failed = new Map<string, number>();

/**
 * Loads a part that is about to be shown; call it where its tag is drawn. The tag becomes alive when the part is there,
 * which the promise waits for. A part that could not be loaded is told in the console, and asked for again when its tag
 * is drawn a moment later; `needed` shows people so.
 */
export async function need(name: string): Promise<void> {
  const load = loaders[name];
  if (!load || customElements.get(name)) return;
  if (performance.now() - (failed.get(name) ?? Number.NEGATIVE_INFINITY) < retryPause) return;
  try {
    const [part] = await Promise.all([load(), needTexts()]);
    if (!customElements.get(name)) customElements.define(name, part);
  } catch (error) {
    failed.set(name, performance.now());
    console.error(`<${name}> could not be loaded.`, error);
  }
}

/**
 * Loads a part, and gives what stands in its tag meanwhile: nothing, or that it could not be loaded, and a button that
 * tries again. `update` draws that anew.
 */
export function needed(name: string, update: () => void, load = need): TemplateResult | typeof nothing {
  if (customElements.get(name)) return nothing;
  const wasMissing = failed.has(name);
  void load(name).then(() => (customElements.get(name) || failed.has(name) !== wasMissing) && update());
  if (!wasMissing) return nothing;
  const { partMissing, tryAgain } = texts().regions;
  const again = () => {
    failed.set(name, Number.NEGATIVE_INFINITY);
    update();
  };
  return html`<p role="alert">${partMissing} <button type="button" class="small" @click=${again}>${tryAgain}</button></p>`;
}

/** The forms of the workspace; null where they could not be loaded, which is told in the console. */
export async function needForms(): Promise<WorkflowForms | null> {
  try {
    const [{ workflowForms }] = await Promise.all([import('./regions/workflow-forms.js'), needTexts()]);
    return workflowForms;
  } catch (error) {
    console.error('The forms could not be loaded.', error);
    return null;
  }
}

/** Loads a part that will be wanted before long, once there is nothing else to do. */
export async function needSoon(name: string): Promise<void> {
  if (customElements.get(name)) return;
  await idle();
  await need(name);
}

/** Over when the browser has nothing else to do, or a moment later where it cannot tell. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 1000 });
    else setTimeout(resolve, 100);
  });
}
