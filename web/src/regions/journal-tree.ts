import type { Entry } from '@rehearse/engine';
import { css, html, nothing, type TemplateResult } from 'lit';
import { instantInWords } from '../text/format.js';
import { entryInWords, type JournalWords } from '../text/journal.js';
import { rendered } from '../text/parts.js';

/** Trees deeper than this go on at the same depth: a long chain of causes would run out of the page. */
const deepest = 8;

interface Node {
  entry: Entry;
  children: Node[];
}

/** The entries as a tree of causes, each in a plain sentence. */
export function journalTree(words: JournalWords, entries: readonly Entry[]): TemplateResult {
  const nodes = new Map(entries.map((entry): [number, Node] => [entry.seq, { entry, children: [] }]));
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const parent = node.entry.cause === null ? undefined : nodes.get(node.entry.cause);
    (parent?.children ?? roots).push(node);
  }
  return html`<ol class="journal">${roots.map((root) => branch(words, root, 1, ''))}</ol>`;
}

/** A node and what it led to. What follows at once, and alone, stays at the same depth, as the steps of one run do. */
function branch(words: JournalWords, node: Node, depth: number, shownAt: string): TemplateResult {
  const chain = [node];
  for (let last = node; ; ) {
    const [only, ...others] = last.children;
    if (!only || others.length > 0 || depth === 1 || only.entry.seq !== last.entry.seq + 1) break;
    chain.push(only);
    last = only;
  }
  const rest = chain.at(-1)?.children ?? [];
  let at = shownAt;
  const lines = chain.map(({ entry }) => {
    const time = entry.at === at ? null : entry.at;
    at = entry.at;
    return line(words, entry, time);
  });
  const children = rest.map((child) => branch(words, child, depth + 1, at));
  const [first, ...further] = lines;
  return html`
    <li>${first}${further.map((each) => html`${each}`)}${
      children.length === 0
        ? nothing
        : depth < deepest
          ? html`<ol>${children}</ol>`
          : html`<ol class="flat">${children}</ol>`
    }</li>`;
}

function line(words: JournalWords, entry: Entry, time: string | null): TemplateResult {
  return html`<div class=${`line ${entry.kind}`}><span class="seq">${entry.seq}</span><span>${rendered(entryInWords(words, entry))}${
    time === null ? nothing : html` <time class="muted" datetime=${time}>${instantInWords(time)}</time>`
  }</span></div>`;
}

export const journalStyles = css`
  .journal,
  .journal ol {
    list-style: none;
    margin: 0;
    padding: 0;
  }

  .journal ol:not(.flat) {
    margin-inline-start: 0.6875rem;
    padding-inline-start: 0.6875rem;
    border-inline-start: 1px solid var(--line);
  }

  .journal .line {
    display: grid;
    grid-template-columns: 2rem 1fr;
    gap: var(--space-2);
    padding-block: 0.1875rem;
    font-size: var(--text-small);
    overflow-wrap: anywhere;
  }

  .journal .seq {
    color: var(--muted);
    font-size: var(--text-tiny);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .journal .scoreChanged {
    color: var(--accent);
  }

  .journal .workflowLocked,
  .journal .halted {
    color: var(--bad);
  }

  .journal time {
    font-size: var(--text-tiny);
  }
`;
