/** Something that is worked out anew only where something that it follows from is other than before. */
export class Once<Value> {
  #from: readonly unknown[] | null = null;
  #value: Value | undefined;

  /** What `make` gives, or gave when the same things were named. */
  of(from: readonly unknown[], make: () => Value): Value {
    if (this.#from?.length !== from.length || from.some((each, index) => each !== this.#from?.[index])) {
      this.#value = make();
      this.#from = from;
    }
    return this.#value as Value;
  }
}
