import type { Diagnostic } from '@rehearse/engine';
import { texts } from '../texts/texts.js';

/** `Error`, `Warning` or `Note`. */
export function severityWord(severity: Diagnostic['severity']): string {
  return texts().problems.severities[severity];
}
