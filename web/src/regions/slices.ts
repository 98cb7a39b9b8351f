import { eachStep, type FlowStep } from '../document/flow.js';
import type { Slice } from './flow-view.js';

/** The most steps that are drawn at a time: more of them would hold up whoever types or scrolls. */
const mostAtOnce = 30;

/**
 * Deals a flow out in slices, so that hundreds of steps are drawn without a pause that people feel. What was drawn stays
 * as it is until its turn comes.
 */
export class Slices {
  #workflow = '';
  #source: readonly unknown[] = [];
  #done = 0;
  #drawn = 0;

  /**
   * The steps that are drawn next.
   * @param workflow the id: for another one nothing is drawn yet
   * @param source what the drawing depends on: if any of it is another, all is drawn anew
   */
  next(workflow: string, steps: readonly FlowStep[], source: readonly unknown[]): Slice {
    if (workflow !== this.#workflow) this.#drawn = 0;
    const isSame = workflow === this.#workflow && source.every((each, index) => each === this.#source[index]);
    if (!isSame) this.#done = 0;
    this.#workflow = workflow;
    this.#source = source;
    const from = this.#done;
    for (let room = mostAtOnce; room > 0 && this.#done < steps.length; this.#done += 1) {
      room -= eachStep(steps.slice(this.#done, this.#done + 1)).length;
    }
    this.#drawn = Math.min(Math.max(this.#drawn, this.#done), steps.length);
    return { from, to: this.#done, drawn: this.#drawn };
  }
}
