import type { Report, Workspace } from '@rehearse/engine';
import { parse } from '../document/text.js';

/**
 * A change that a person made, as `rehearse-change` tells it. The texts are parsed when they are asked for, and what is
 * given is the listener's own.
 */
export class WorkspaceChange {
  /** The document as it is written now, good or not. */
  readonly text: string;
  /** The document as it was written before. */
  readonly previousText: string;

  constructor(text: string, previousText: string) {
    this.text = text;
    this.previousText = previousText;
  }

  /** The new workspace as it is written, which may have errors; null where its text is no JSON. */
  get workspace(): Workspace | null {
    return workspaceIn(this.text);
  }

  /** The workspace as it was before, likewise. */
  get previousWorkspace(): Workspace | null {
    return workspaceIn(this.previousText);
  }
}

function workspaceIn(text: string): Workspace | null {
  const document = parse(text);
  return typeof document === 'object' && document !== null ? (document as Workspace) : null;
}

/** The element's events. All of them bubble, and pass through shadow roots. */
export interface RehearseTesterEventMap {
  /** The engine runs the workspace: told once. */
  'rehearse-ready': CustomEvent<null>;
  /** A stimulus was run, by a person or by a method: an event, a move of the clock, an edit of a contact. */
  'rehearse-report': CustomEvent<Report>;
  /** A person has changed the workspace. Where a listener calls `preventDefault()`, everything is as it was before. */
  'rehearse-change': CustomEvent<WorkspaceChange>;
  /** The engine could not be loaded or has stopped, or a workspace that the host has set has errors. */
  'rehearse-error': CustomEvent<Error>;
  /** What is open may be another: the workspace, its tests or the timeline. Often told; nothing has to have changed. */
  'rehearse-session': CustomEvent<null>;
  /** A person has saved the tests as a file. */
  'rehearse-tests-saved': CustomEvent<null>;
}

declare global {
  interface HTMLElementEventMap extends RehearseTesterEventMap {}
}

/** An event of the element. */
export function eventOf<Name extends keyof RehearseTesterEventMap>(
  name: Name,
  detail: RehearseTesterEventMap[Name]['detail'],
  cancelable = false,
): CustomEvent {
  return new CustomEvent(name, { bubbles: true, composed: true, cancelable, detail });
}
