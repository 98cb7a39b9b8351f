import { html, nothing, type TemplateResult } from 'lit';

/** One of several views, of which one is shown. */
export interface Tab<Name extends string> {
  name: Name;
  label: string;
  /** Shown behind the label where there is something to count. */
  count?: number;
}

/** A row of tabs: arrow keys go from one to the next. Ids are `tab-NAME`, and panels are named `panel-NAME`. */
export function tabs<Name extends string>(
  label: string,
  all: readonly Tab<Name>[],
  selected: Name,
  select: (name: Name) => void,
): TemplateResult {
  const keyed = (event: KeyboardEvent) => {
    const right = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (right === undefined) return;
    event.preventDefault();
    const isFromRight = getComputedStyle(event.currentTarget as HTMLElement).direction === 'rtl';
    const step = isFromRight ? -right : right;
    const index = all.findIndex(({ name }) => name === selected);
    const next = all[(index + step + all.length) % all.length];
    if (!next) return;
    select(next.name);
    const list = event.currentTarget as HTMLElement;
    list.querySelector<HTMLElement>(`#tab-${next.name}`)?.focus();
  };
  return html`
    <div class="tabs" role="tablist" aria-label=${label} @keydown=${keyed}>
      ${all.map(
        ({ name, label: text, count }) => html`<button type="button" role="tab" id=${`tab-${name}`}
          aria-selected=${name === selected ? 'true' : 'false'} aria-controls=${name === selected ? `panel-${name}` : nothing}
          tabindex=${name === selected ? '0' : '-1'} @click=${() => select(name)}>${text}${
            count ? html` <span class="badge">${count}</span>` : ''
          }</button>`,
      )}
    </div>`;
}

/** The panel that belongs to a tab. */
export function panel(name: string, content: unknown): TemplateResult {
  return html`<div role="tabpanel" id=${`panel-${name}`} aria-labelledby=${`tab-${name}`} class="panel">${content}</div>`;
}
