import { type Parts, strong } from '../../text/parts.js';

/** What changed a score. */
export const scoreSources = {
  rule: (rule: string): Parts => ['by rule ', strong(rule)],
  expiry: (rule: string): Parts => ['expired, of rule ', strong(rule)],
  edit: 'by hand',
  workflow: (workflow: string): Parts => ['by ', strong(workflow)],
  step: (workflow: string, step: string): Parts => ['by ', strong(workflow), ', step ', strong(step)],
};
