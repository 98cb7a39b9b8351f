import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

const paths = {
  up: svg`<path d="M8 13V3M3.5 7.5 8 3l4.5 4.5"/>`,
  down: svg`<path d="M8 3v10M3.5 8.5 8 13l4.5-4.5"/>`,
  cross: svg`<path d="m4 4 8 8M12 4l-8 8"/>`,
  plus: svg`<path d="M8 3v10M3 8h10"/>`,
  tick: svg`<path d="m3 8.5 3.5 3.5L13 4.5"/>`,
  back: svg`<path d="M13 8H3M7.5 3.5 3 8l4.5 4.5"/>`,
  clock: svg`<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 1.5"/>`,
  bolt: svg`<path d="M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z"/>`,
  pencil: svg`<path d="M3 13h2.5L13 5.5 10.5 3 3 10.5z"/>`,
  mail: svg`<path d="M2 4h12v8.5H2zM2 4.5l6 4.5 6-4.5"/>`,
  lock: svg`<path d="M4 7.5h8V13H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5"/>`,
  flag: svg`<path d="M4 14V2.5M4 3h8.5l-2 3 2 3H4"/>`,
  jump: svg`<path d="M2.5 11.5c1-6 9-6 10.5-1M13.5 6v4.5H9"/>`,
  shield: svg`<path d="M8 1.8 13 4v4c0 3.2-2.2 5.3-5 6.2C5.2 13.3 3 11.2 3 8V4z"/>`,
} satisfies Record<string, SVGTemplateResult>;

/** A small picture beside words or on a button that has a label; never the only sign of anything. */
export function icon(name: keyof typeof paths): TemplateResult {
  return html`<svg class="icon-image" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${paths[name]}</svg>`;
}
