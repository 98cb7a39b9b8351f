/** Tells what a stimulus did, line by line, from the journal's entries alone. */

const words = {
  equalTo: 'is',
  notEqualTo: 'is not',
  isEmpty: 'is empty',
  isNotEmpty: 'is not empty',
};

const written = (value) => (value === null ? 'empty' : JSON.stringify(value));

/** A condition with what it expected and what was there, in one line. */
function condition(trace) {
  for (const group of ['all', 'any']) {
    if (trace[group]) return trace[group].map(condition).join(group === 'all' ? ' and ' : ' or ') || 'no conditions';
  }
  if (trace.not) return `not (${condition(trace.not)})`;
  const expected = trace.expected === null ? '' : ` ${written(trace.expected)}`;
  const verdict = trace.met ? 'holds' : `does not hold: it was ${written(trace.actual)}`;
  return `${trace.field} ${words[trace.operator] ?? trace.operator}${expected} (${verdict})`;
}

const minute = (time) => time.slice(0, 16).replace('T', ' ');

const tellers = {
  triggerEvaluated: (entry) =>
    `${entry.matched ? 'fired    ' : 'not fired'}  ${entry.workflow}, trigger ${entry.trigger}: ${condition(entry.conditions)}`,
  enrolled: (entry) => `enrolled   ${entry.contact} in ${entry.workflow}`,
  enrollmentRefused: (entry) => `refused    ${entry.workflow}: ${entry.reason}`,
  scoreChanged: (entry) =>
    `score      ${written(entry.previous)} → ${written(entry.score)}, by ${entry.source} ${entry.step ?? ''}`.trimEnd(),
  waitStarted: (entry) =>
    `waits      at ${entry.step}${entry.event ? ` for ${entry.event}` : ''}${entry.due ? `, until ${minute(entry.due)} at most` : ''}`,
  waitEnded: (entry) => `goes on    from ${entry.step}, by ${entry.by}`,
  message: (entry) => `outbox     ${entry.channel}: ${JSON.stringify(entry.content)}`,
  exited: (entry) => `left       ${entry.workflow}: ${entry.reason}`,
};

/** The lines for the entries of one report; what nobody asked for is left out. */
export function narrate(entries) {
  return entries.flatMap((entry) => tellers[entry.kind]?.(entry) ?? []);
}
