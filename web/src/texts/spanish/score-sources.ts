import { strong } from '../../text/parts.js';
import type { Texts } from '../texts.js';

export const scoreSources: Texts['scoreSources'] = {
  rule: (rule) => ['por la regla ', strong(rule)],
  expiry: (rule) => ['caducados, de la regla ', strong(rule)],
  edit: 'a mano',
  workflow: (workflow) => ['por ', strong(workflow)],
  step: (workflow, step) => ['por ', strong(workflow), ', paso ', strong(step)],
};
