/** The look of the page: light and dark, from a phone's width on, and on paper. */
export const pageStyle = `
:root {
  --canvas: #f6f6f4; --surface: #ffffff; --line: #d6d4cd; --strong: #8b8982; --text: #1d1c1a; --muted: #5c5a54;
  --accent: #3d4fc4; --good: #14653c; --good-soft: #e7f4ec; --bad: #a8261c; --bad-soft: #fceeec;
  color-scheme: light dark;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --canvas: #121316; --surface: #1a1c20; --line: #363a42; --strong: #70757f; --text: #ecedee; --muted: #a7abb3;
    --accent: #a8b6ff; --good: #74d7a4; --good-soft: #16301f; --bad: #ffa297; --bad-soft: #3a1f1c;
  }
}
* { box-sizing: border-box; min-inline-size: 0; }
body {
  margin: 0 auto; padding: clamp(1rem, 4vw, 2.5rem); max-inline-size: 76rem; background: var(--canvas);
  color: var(--text); font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3, h4, p, ul, ol { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: 1.5rem; letter-spacing: -0.015em; }
h2 { font-size: 1.25rem; letter-spacing: -0.01em; }
h3, h4 { font-size: 0.9375rem; font-weight: 600; }
a { color: var(--accent); }
:target { outline: 2px solid var(--accent); outline-offset: 3px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.muted { color: var(--muted); }
.id, .comparison { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.8125rem; font-weight: 400; }
.id { color: var(--muted); }
.total strong, .share strong { font-size: 1.25rem; }
.total, .share { margin-block: 0.5rem 0.25rem; color: var(--muted); }
.total strong, .share strong { color: var(--text); margin-inline-end: 0.25rem; }
.bar { block-size: 0.375rem; max-inline-size: 24rem; border-radius: 1rem; background: var(--bad-soft); box-shadow: inset 0 0 0 1px var(--strong); overflow: hidden; }
.bar span { display: block; block-size: 100%; background: var(--good); }
.legend { margin-block: 1rem 0; }
.workspace { margin-block-start: 2rem; }
.workspace-name { font-weight: 600; margin-block-end: 0.5rem; }
.table { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 0.5rem; }
table { border-collapse: collapse; inline-size: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 0.5rem 0.75rem; text-align: end; white-space: nowrap; border-block-end: 1px solid var(--line); }
tr:last-child > * { border-block-end: 0; }
thead th { color: var(--muted); font-weight: 500; font-size: 0.8125rem; }
thead th:first-letter { text-transform: uppercase; }
th:first-child { text-align: start; white-space: normal; min-inline-size: 9rem; font-weight: 600; }
th bdi { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; }
td.all { min-inline-size: 7rem; }
td.full::before { content: "✓ "; color: var(--good); }
td.partial { font-weight: 600; color: var(--bad); }
td.partial::before { content: "✗ "; }
.part { margin-block-start: 2.5rem; padding-block-start: 1.5rem; border-block-start: 1px solid var(--line); }
.gaps { margin-block-start: 0.75rem; }
.gaps summary { cursor: pointer; color: var(--bad); font-weight: 600; }
.gaps ul { margin-block-start: 0.5rem; display: grid; gap: 0.25rem; }
.part > .marks { margin-block-start: 0.75rem; }

.marks { display: flex; flex-wrap: wrap; gap: 0.25rem 0.375rem; }
.marks > * { padding: 0.0625rem 0.5rem; border: 1px solid; border-radius: 1rem; font-size: 0.8125rem; line-height: 1.4; }
.seen { color: var(--good); background: var(--good-soft); }
.missing { color: var(--bad); background: var(--bad-soft); border-style: dashed !important; font-weight: 600; }
.seen::before { content: "✓ "; }
.missing::before { content: "✗ "; }

.flow { margin-block-start: 1.5rem; }
.node { position: relative; padding-block-end: 1.25rem; }
.node:last-child { padding-block-end: 0; }
.node::before { content: ""; position: absolute; inset-block: 0; inset-inline-start: 1.25rem; border-inline-start: 2px solid var(--strong); }
.node:last-child::before { display: none; }
.rules > .node::before { display: none; }
.rules > .node { padding-block-end: 0.75rem; }
.card { position: relative; max-inline-size: 42rem; padding: 0.625rem 0.875rem 0.75rem; background: var(--surface); border: 1px solid var(--strong); border-radius: 0.5rem; display: grid; gap: 0.5rem; }
.card.unreached { border: 2px dashed var(--bad); }
.card.start { border-inline-start: 4px solid var(--accent); }
.apart .card { border-color: var(--line); }
.node:has(+ .apart)::before { display: none; }
.type:first-letter { text-transform: uppercase; }
.card h3 .type { display: inline-block; }
.detail { font-weight: 400; }
.card h3 .id { margin-inline-start: 0.25rem; }
.triggers { display: grid; gap: 0.75rem; }
.triggers > li { display: grid; gap: 0.375rem; }
.triggers > li + li { border-block-start: 1px solid var(--line); padding-block-start: 0.625rem; }
.conditions { display: grid; gap: 0.375rem; padding-inline-start: 0.75rem; border-inline-start: 2px solid var(--line); }
.conditions > li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.125rem 0.5rem; }
.conditions .conditions { inline-size: 100%; }
.group { color: var(--muted); font-style: italic; }
.ways { position: relative; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); max-inline-size: calc(var(--ways) * 26rem); gap: 0.75rem; padding-block-start: 0.75rem; padding-inline-start: 2.25rem; }
.way { padding: 0.625rem 0.75rem; border: 1px solid var(--line); border-block-start: 3px solid var(--good); border-radius: 0.375rem; background: var(--canvas); display: grid; gap: 0.5rem; align-content: start; }
.way.untaken { border-block-start: 3px dashed var(--bad); }
.label { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.5rem; }
.name { font-weight: 600; }
.way > .flow { margin-block-start: 0.25rem; }
.way > .flow > .node > .ways { padding-inline-start: 0.75rem; }
@media (max-width: 40rem) {
  .ways { padding-inline-start: 1.75rem; }
  .way .ways, .way > .flow > .node > .ways { padding-inline-start: 0.5rem; }
  .way { padding-inline: 0.5rem; }
}
@media print {
  body { max-inline-size: none; padding: 0; font-size: 0.75rem; background: none; }
  .card, .way, tr { break-inside: avoid; }
  .table { overflow: visible; }
  .bar, .bar span, .seen, .missing { print-color-adjust: exact; }
  .part { break-before: page; }
}
`;
