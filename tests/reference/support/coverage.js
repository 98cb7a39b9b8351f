/** What the cases exercised, lest the generator silently go dull. */

export class Coverage {
  /** @type {Map<string, number>} */
  #counts = new Map();

  /** @param {string} what such as `exited completed` */
  add(what, count = 1) {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + count);
  }

  count(what) {
    return this.#counts.get(what) ?? 0;
  }

  /** Everything that a case's journal shows. */
  addJournal(journal) {
    for (const entry of journal) {
      this.add(entry.kind);
      (describe[entry.kind] ?? (() => []))(entry).forEach((what) => {
        this.add(`${entry.kind} ${what}`);
      });
      addTraces(this, entry);
    }
  }

  /** A line for each, in alphabetical order. */
  toString() {
    const lines = [...this.#counts].map(([what, count]) => `${String(count).padStart(8)}  ${what}`);
    return lines.sort((a, b) => (a.slice(10) < b.slice(10) ? -1 : 1)).join('\n');
  }
}

const host = (type) => (type.startsWith('custom.') ? 'custom.' : type);

/** For each kind of entry, what is told apart. */
const describe = {
  event: ({ origin, event }) => [host(event.type), origin],
  triggerEvaluated: ({ matched, heldBefore }) => [`matched ${matched}`, `heldBefore ${heldBefore}`],
  enrolled: ({ trigger }) => (trigger === null ? ['without trigger'] : []),
  enrollmentRefused: ({ reason }) => [reason],
  stepRun: ({ type, outcome }) => [`${host(type)} ${outcome}`],
  branchTaken: ({ branch, draw, found }) => [
    branch === null ? 'none' : ['otherwise', 'met', 'found', 'notFound'].includes(branch) ? branch : 'named',
    ...(draw === null ? [] : ['drawn']),
    ...(found === null ? [] : ['someone']),
  ],
  scoreChanged: ({ source, clamped, delta }) => [source, ...(clamped ? [delta === 0 ? 'no way on' : 'clamped'] : [])],
  waitStarted: ({ form, due }) => [`${form} ${due === null ? 'for ever' : 'with a due time'}`],
  waitEnded: ({ by, conditions }) => [by, ...(by === 'conditions' && conditions === null ? ['on arrival'] : [])],
  message: ({ channel, unresolved }) => [host(channel), ...(unresolved.length > 0 ? ['unresolved'] : [])],
  contactChanged: ({ changes }) => changes.map(({ field }) => field.replace(/\..*/, '.')),
  exited: ({ reason }) => [reason],
  edited: ({ action }) => [action],
};

function addTraces(coverage, { conditions, tried = [] }) {
  for (const root of [conditions, ...tried.map((one) => one.conditions)]) {
    if (root !== null && root !== undefined) {
      addTrace(coverage, root);
    }
  }
}

function addTrace(coverage, trace) {
  if (trace.field !== undefined) {
    coverage.add(`operator ${trace.operator} ${trace.met ? 'met' : 'unmet'}`);
    coverage.add(`note ${trace.note}`);
    return;
  }
  coverage.add(trace.any !== undefined ? 'group any' : trace.not !== undefined ? 'group not' : 'group all');
  for (const inner of [trace.all ?? trace.any ?? trace.not].flat()) {
    addTrace(coverage, inner);
  }
}
