import { css } from 'lit';

/**
 * The look in one place. A host may set any `--rehearse-…` property; light or dark follows the `color-scheme` around the
 * element.
 */
export const theme = css`
  :host {
    --canvas: var(--rehearse-canvas, light-dark(#f6f6f4, #121316));
    --surface: var(--rehearse-surface, light-dark(#ffffff, #1a1c20));
    --sunken: var(--rehearse-sunken, light-dark(#f7f7f5, #15171a));
    --line: var(--rehearse-line, light-dark(#e3e2dd, #2e3138));
    --line-strong: var(--rehearse-line-strong, light-dark(#8b8982, #70757f));
    --text: var(--rehearse-text, light-dark(#1d1c1a, #ecedee));
    --muted: var(--rehearse-muted, light-dark(#5c5a54, #a7abb3));
    --accent: var(--rehearse-accent, light-dark(#3d4fc4, #a8b6ff));
    --on-accent: var(--rehearse-on-accent, light-dark(#ffffff, #12152a));
    --accent-soft: var(--rehearse-accent-soft, light-dark(#eef0fc, #242941));
    --good: var(--rehearse-good, light-dark(#14653c, #74d7a4));
    --good-soft: var(--rehearse-good-soft, light-dark(#e7f4ec, #16301f));
    --bad: var(--rehearse-bad, light-dark(#a8261c, #ffa297));
    --bad-soft: var(--rehearse-bad-soft, light-dark(#fceeec, #3a1f1c));
    --warn: var(--rehearse-warn, light-dark(#7d4b00, #f1bd6b));
    --warn-soft: var(--rehearse-warn-soft, light-dark(#fdf3e0, #342910));
    --space-1: 0.25rem;
    --space-2: 0.5rem;
    --space-3: 0.75rem;
    --space-4: 1rem;
    --space-5: 1.5rem;
    --radius: 0.5rem;
    --radius-small: 0.375rem;
    --text-small: 0.8125rem;
    --text-tiny: 0.75rem;
    --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace;
    color: var(--text);
    --font: var(--rehearse-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif);
    font-family: var(--font);
    font-size: 0.875rem;
    line-height: 1.45;
  }
`;

/** What every region's controls and texts look like. */
export const shared = css`
  :host {
    display: block;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
    min-inline-size: 0;
  }

  [hidden] {
    display: none !important;
  }

  h2,
  h3,
  h4,
  h5,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
  }

  h2 {
    font-size: 0.9375rem;
    font-weight: 650;
    letter-spacing: -0.005em;
  }

  h3 {
    font-size: 0.875rem;
    font-weight: 600;
  }

  h4,
  h5,
  legend {
    font-size: var(--text-small);
    font-weight: 600;
  }

  fieldset {
    border: 0;
    min-inline-size: 0;
  }

  ul.plain,
  ol.plain {
    list-style: none;
  }

  .stack {
    display: grid;
    gap: var(--space-2);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
  }

  .grow {
    flex: 1;
  }

  .muted,
  .hint {
    color: var(--muted);
    font-size: var(--text-small);
  }

  .name {
    font-weight: 600;
  }

  bdi {
    overflow-wrap: anywhere;
  }

  /* Each text has the direction of its own language, also where that of the page is another: "+10" stays "+10". */
  :host(:dir(rtl)) {
    text-align: right;
  }

  :host(:dir(rtl)) * {
    unicode-bidi: plaintext;
  }

  /* What documents hold may turn itself, but nothing around it. */
  code {
    font-family: var(--mono);
    font-size: var(--text-tiny);
    unicode-bidi: isolate;
  }

  /* However long a name is, it takes two lines at most. */
  .clamp {
    display: -webkit-box;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .card {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: var(--space-4);
  }

  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    min-inline-size: 0;
  }

  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-1);
    min-block-size: 2rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface);
    font-weight: 500;
    cursor: pointer;
    transition: background-color 0.12s;
  }

  button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.65;
  }

  button:hover:not(:disabled, [aria-disabled='true']) {
    background: var(--accent-soft);
  }

  button:disabled {
    color: var(--muted);
    border-color: var(--line);
    cursor: default;
    opacity: 0.65;
  }

  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }

  button.primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 88%, var(--text));
  }

  button.small {
    min-block-size: 1.75rem;
    padding: 0.125rem 0.625rem;
    font-size: var(--text-small);
  }

  button.quiet,
  button.icon {
    border-color: transparent;
    background: transparent;
    color: var(--muted);
  }

  button.quiet:hover:not(:disabled),
  button.icon:hover:not(:disabled) {
    color: var(--text);
  }

  button.icon {
    min-block-size: 1.75rem;
    inline-size: 1.75rem;
    padding: 0;
  }

  button.danger {
    color: var(--bad);
  }

  svg.icon-image {
    inline-size: 1rem;
    block-size: 1rem;
    flex: none;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  input,
  select,
  textarea {
    inline-size: 100%;
    min-block-size: 2rem;
    padding: 0.25rem 0.5rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--surface);
  }

  select {
    text-overflow: ellipsis;
  }

  textarea {
    resize: vertical;
    field-sizing: content;
  }

  input[type='checkbox'],
  input[type='radio'] {
    inline-size: 1.125rem;
    min-block-size: 1.125rem;
    margin: 0;
    accent-color: var(--accent);
  }

  [aria-invalid='true'] {
    border-color: var(--bad);
    border-width: 2px;
  }

  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  .field {
    display: grid;
    gap: var(--space-1);
  }

  label {
    font-size: var(--text-small);
    color: var(--muted);
    font-weight: 500;
  }

  .pair {
    display: flex;
    gap: var(--space-2);
    align-items: center;
  }

  .pair > select:first-child {
    flex: none;
    inline-size: auto;
  }

  .map {
    display: grid;
    gap: var(--space-2);
    justify-items: start;
  }

  .map > .pair {
    flex-wrap: wrap;
    inline-size: 100%;
  }

  .map > .pair > input {
    flex: 1 1 6rem;
  }

  .map > .pair > .pair {
    flex: 2 1 11rem;
  }

  .map > .pair > button {
    flex: none;
  }

  .tokens {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1);
    align-items: center;
  }

  .tokens input {
    flex: 1;
    min-inline-size: 6rem;
  }

  .token,
  .tag {
    display: inline-flex;
    align-items: center;
    gap: 0.125rem;
    padding: 0.0625rem 0.5rem;
    border: 1px solid var(--line);
    border-radius: 1rem;
    background: var(--sunken);
    font-size: var(--text-small);
    line-height: 1.4;
  }

  .token {
    padding-inline-end: 0;
  }

  .problem {
    display: grid;
    gap: var(--space-1);
    font-size: var(--text-small);
  }

  .problem > span {
    padding-inline-start: var(--space-2);
    border-inline-start: 3px solid currentcolor;
  }

  .error {
    color: var(--bad);
  }

  .warning {
    color: var(--warn);
  }

  .info {
    color: var(--muted);
  }

  .badge {
    flex: none;
    display: inline-flex;
    align-items: center;
    gap: var(--space-1);
    padding: 0.0625rem 0.5rem;
    border-radius: 1rem;
    background: var(--sunken);
    border: 1px solid var(--line);
    color: var(--muted);
    font-size: var(--text-tiny);
    font-weight: 500;
    white-space: nowrap;
  }

  .badge.good {
    background: var(--good-soft);
    border-color: transparent;
    color: var(--good);
  }

  .badge.bad {
    background: var(--bad-soft);
    border-color: transparent;
    color: var(--bad);
  }

  .badge.warn {
    background: var(--warn-soft);
    border-color: transparent;
    color: var(--warn);
  }

  .badge.accent {
    background: var(--accent-soft);
    border-color: transparent;
    color: var(--accent);
  }

  /* Languages with long words have them in several rows. */
  .tabs {
    display: flex;
    flex-wrap: wrap;
    column-gap: var(--space-3);
    border-block-end: 1px solid var(--line);
  }

  .tabs .badge {
    padding-inline: 0.375rem;
  }

  .tabs button {
    min-inline-size: max-content;
    min-block-size: 2.25rem;
    padding: 0 0.125rem;
    margin-block-end: -1px;
    border: 0;
    border-block-end: 2px solid transparent;
    border-radius: 0;
    background: none;
    color: var(--muted);
  }

  .tabs button:hover:not(:disabled) {
    background: none;
    color: var(--text);
  }

  .tabs button[aria-selected='true'] {
    border-block-end-color: var(--accent);
    color: var(--text);
    font-weight: 600;
  }

  summary {
    cursor: pointer;
    color: var(--muted);
    font-size: var(--text-small);
    min-block-size: 1.5rem;
    min-inline-size: 1.5rem;
    inline-size: fit-content;
  }

  .empty {
    padding: var(--space-5) var(--space-4);
    border: 1px dashed var(--line);
    border-radius: var(--radius);
    color: var(--muted);
    text-align: center;
  }

  /* Where the system chooses the colours, lines have to say what fills say elsewhere. */
  @media (forced-colors: active) {
    .tabs button[aria-selected='false'] {
      border-color: Canvas;
    }

    .tabs button[aria-selected='true'] {
      border-block-end-color: Highlight;
    }

    button.primary {
      border: 3px solid Highlight;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      transition: none !important;
      animation: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
