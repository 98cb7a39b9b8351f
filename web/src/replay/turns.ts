/** Of several that are asked for, whichever is ready first, the one that was asked for last counts. */
export class Turns {
  #last = 0;

  /** Begins another; gives what tells whether it is still the last one. */
  begin(): () => boolean {
    this.#last += 1;
    const turn = this.#last;
    return () => turn === this.#last;
  }
}
