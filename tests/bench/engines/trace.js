// The trace that explains, entry by entry as in Rehearse's journal: each with its cause, every trigger of the event's
// type with what was expected and what was there, enrollments, refusals, steps, score changes, exits.

/** Makes entries and keeps them. What does not apply to a kind of entry is `null` there. */
export class Trace {
  entries = [];
  enrollments = 0;
  #seq = 0;

  /** @param {unknown} at what stands for the time in entries from now on */
  constructor(at) {
    this.at = at;
  }

  /** Forgets the entries; seqs and numbers of enrollments go on. */
  clear() {
    this.entries = [];
  }

  /** The seq of the last entry. */
  get last() {
    return this.#seq;
  }

  event(cause, contact, origin, event) {
    return this.#add({
      seq: this.#seq + 1,
      at: this.at,
      cause,
      kind: 'event',
      contact,
      workflow: null,
      trigger: null,
      step: null,
      enrollment: null,
      origin,
      event,
    });
  }

  triggerEvaluated(cause, contact, workflow, trigger, matched, comparisons) {
    return this.#add({
      seq: this.#seq + 1,
      at: this.at,
      cause,
      kind: 'triggerEvaluated',
      contact,
      workflow,
      trigger,
      step: null,
      enrollment: null,
      matched,
      conditions: { all: comparisons, met: matched },
      heldBefore: null,
    });
  }

  enrolled(cause, contact, workflow, trigger) {
    this.enrollments += 1;
    return this.#add({
      seq: this.#seq + 1,
      at: this.at,
      cause,
      kind: 'enrolled',
      contact,
      workflow,
      trigger,
      step: null,
      enrollment: this.enrollments,
    });
  }

  enrollmentRefused(cause, contact, workflow, trigger, reason) {
    return this.#add({
      seq: this.#seq + 1,
      at: this.at,
      cause,
      kind: 'enrollmentRefused',
      contact,
      workflow,
      trigger,
      step: null,
      enrollment: null,
      reason,
    });
  }

  stepRun(cause, contact, workflow, step, type, outcome) {
    return this.#add({
      seq: this.#seq + 1,
      at: this.at,
      cause,
      kind: 'stepRun',
      contact,
      workflow,
      trigger: null,
      step,
      enrollment: this.enrollments,
      type,
      outcome,
    });
  }

  scoreChanged(cause, contact, workflow, step, previous, score, delta) {
    return this.#add({
      seq: this.#seq + 1,
      at: this.at,
      cause,
      kind: 'scoreChanged',
      contact,
      workflow,
      trigger: null,
      step,
      enrollment: this.enrollments,
      previous,
      score,
      delta,
      clamped: false,
      source: 'step',
      rule: null,
    });
  }

  exited(cause, contact, workflow, reason) {
    return this.#add({
      seq: this.#seq + 1,
      at: this.at,
      cause,
      kind: 'exited',
      contact,
      workflow,
      trigger: null,
      step: null,
      enrollment: this.enrollments,
      reason,
    });
  }

  #add(entry) {
    this.entries.push(entry);
    this.#seq += 1;
    return this.#seq;
  }
}
