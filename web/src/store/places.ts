/** A place that one region leads to in another. */
export type Place =
  /** The form of a part of the document that runs; `workflow` is the id of the one that the part is in. */
  | { region: 'workflows'; workflow: string; pointer: string }
  /** The flow of a workflow, with what the tests take of it. */
  | { region: 'flow'; workflow: string };

/** Leads from one region to a place in another: the element shows the region, and the region shows the place. */
export class Places extends EventTarget {
  show(place: Place): void {
    this.dispatchEvent(new CustomEvent<Place>('show', { detail: place }));
  }
}
