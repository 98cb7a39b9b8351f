import type { Workspace } from '@rehearse/engine';

/** A workspace with nothing in it. */
export const emptyWorkspace: Workspace = { rehearse: 1, workflows: [] };

/** A document as the page writes it. */
export function format(document: Workspace): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The document that a text holds; undefined where it is no JSON. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(withoutMark(text));
  } catch {
    return undefined;
  }
}

/** A byte order mark is no part of a document. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** A workspace as text; a TypeError for what is neither text nor a document. */
export function textOf(workspace: unknown): string {
  if (typeof workspace === 'string') return withoutMark(workspace);
  if (isPromise(workspace)) throw new TypeError('`workspace` is a Promise: await it first.');
  if (typeof workspace !== 'object' || workspace === null || Array.isArray(workspace)) {
    throw new TypeError(
      `\`workspace\` must be a workspace document or its text, not ${Array.isArray(workspace) ? 'a list' : workspace}.`,
    );
  }
  return format(workspace as Workspace);
}

/** Whether somebody has forgotten to await it. */
export function isPromise(value: unknown): boolean {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
}
