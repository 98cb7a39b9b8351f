/** Scoring rules: points for an event without a workflow. */
import { evaluateAll } from './conditions.js';
import { isOverLimit } from './journal.js';
import { changeScore, scoreAfter } from './scores.js';
import { parseDuration } from './time.js';
import { addTimer } from './timers.js';

export function applyScoringRules(simulation, contact, event, seq) {
  for (const rule of simulation.scoringRules) {
    if (rule.event === event.type && !isOverLimit(simulation)) {
      applyRule(simulation, rule, contact, event, seq);
    }
  }
}

function applyRule(simulation, rule, contact, event, seq) {
  if (!evaluateAll(rule.conditions, { contact, event, now: simulation.now }).met) {
    return;
  }
  const account = accountOf(simulation, rule, contact);
  const left = (rule.limit ?? Number.POSITIVE_INFINITY) - account.given;
  const points = Math.sign(rule.points) * Math.min(Math.abs(rule.points), left);
  if (points === 0) {
    return;
  }
  const after = { ...scoreAfter(contact.engagementScore, points), source: 'rule', rule: rule.id };
  const delta = changeScore(simulation, contact, seq, { contact: contact.id }, after);
  account.given += Math.abs(delta);
  if (rule.expiresAfter !== undefined && delta !== 0) {
    const due = simulation.now + parseDuration(rule.expiresAfter);
    addTimer(simulation, { due, kind: 'expiry', contact, rule: rule.id, delta });
  }
}

/** What a rule has ever given a contact. */
function accountOf(simulation, rule, contact) {
  const accounts = simulation.accounts;
  let account = accounts.find((one) => one.rule === rule.id && one.contact === contact);
  if (account === undefined) {
    account = { rule: rule.id, contact, given: 0 };
    accounts.push(account);
  }
  return account;
}

/** Takes points back. An empty score has nothing to take back. */
export function expirePoints(simulation, { contact, rule, delta }, cause) {
  if (contact.engagementScore !== null) {
    const after = { ...scoreAfter(contact.engagementScore, -delta), source: 'expiry', rule };
    changeScore(simulation, contact, cause, { contact: contact.id }, after);
  }
}
