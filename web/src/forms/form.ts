import type { Diagnostic, Workspace } from '@rehearse/engine';
import type { Surroundings } from '../document/defaults.js';
import { join, withInserted, withMoved, withRemoved, withValue } from '../document/pointer.js';
import type { References } from '../document/references.js';
import type { PlacedStep } from '../document/step-ids.js';
import type { Vocabulary } from '../document/vocabulary.js';
import { texts } from '../texts/texts.js';

/** Where a form shows and changes a document. */
export interface FormHost {
  readonly vocabulary: Vocabulary;
  readonly references: References;
  readonly document: Workspace;
  readonly diagnostics: readonly Diagnostic[];
  /** Takes over the changed document; `focus` is the place whose first control gets the focus afterwards; `said` is for screen readers. */
  apply(document: Workspace, focus?: string, said?: string): void;
}

/** What is in reach of a part of the form. */
export interface Scope {
  /** Event types whose attributes conditions can look at. */
  eventTypes: readonly string[];
  /** Whether conditions are on one event. */
  isOnEvent?: boolean;
  /** The steps of the workflow. */
  steps: readonly PlacedStep[];
}

/** A form on the document: what its controls show, and the changes they make, by place. */
export class Form implements Surroundings {
  constructor(
    readonly host: FormHost,
    readonly scope: Scope = { eventTypes: [], steps: [] },
  ) {}

  /** The same form with other event types or steps in reach. */
  within(scope: Partial<Scope>): Form {
    return new Form(this.host, { ...this.scope, ...scope });
  }

  get vocabulary(): Vocabulary {
    return this.host.vocabulary;
  }

  get references(): References {
    return this.host.references;
  }

  get document(): Workspace {
    return this.host.document;
  }

  get eventTypes(): readonly string[] {
    return this.scope.eventTypes;
  }

  get isOnEvent(): boolean {
    return this.scope.isOnEvent ?? false;
  }

  get stepIds(): readonly string[] {
    return this.scope.steps.map(({ id }) => id);
  }

  /** What is wrong exactly at the place. */
  problemsAt(pointer: string): Diagnostic[] {
    return this.host.diagnostics.filter(({ path }) => path === pointer);
  }

  /** What is wrong at the place or inside it. */
  problemsWithin(pointer: string): Diagnostic[] {
    return this.host.diagnostics.filter(({ path }) => path === pointer || path.startsWith(`${pointer}/`));
  }

  /** Sets what stands at the place; undefined takes the key away. */
  change(pointer: string, value: unknown, focus?: string): void {
    this.host.apply(withValue(this.document, pointer, value), focus);
  }

  /** Sets what stands at several places at once. */
  changeAll(changes: readonly (readonly [pointer: string, value: unknown])[]): void {
    this.host.apply(changes.reduce((document, [pointer, value]) => withValue(document, pointer, value), this.document));
  }

  /** Puts an item into a list and the focus into the item. */
  insert(list: string, index: number, value: unknown): void {
    this.host.apply(withInserted(this.document, list, index, value), join(list, index));
  }

  /** Takes an item out of a list; the focus goes to where items are added. */
  remove(list: string, index: number, noun: string): void {
    this.host.apply(withRemoved(this.document, list, index), addPlace(list), texts().forms.removed(noun));
  }

  /** Moves an item; the focus stays on the button that did it. */
  move(list: string, from: number, to: number, noun: string): void {
    const direction = to < from ? 'up' : 'down';
    const place = `${join(list, to)}#${direction}`;
    this.host.apply(withMoved(this.document, list, from, to), place, texts().forms.nowNumber(noun, to + 1));
  }
}

/** Names the place where items are added to a list. */
export function addPlace(list: string): string {
  return `${list}#add`;
}

/** An id for the control at a place: unique in its root, and free of what selectors would have to escape. */
export function controlId(pointer: string, suffix = ''): string {
  return `f${pointer.replace(/[^A-Za-z0-9]/g, (character) => `-${character.codePointAt(0)?.toString(16)}-`)}${suffix}`;
}
