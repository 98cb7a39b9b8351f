import type { ExplanationWords } from '../../text/explanation.js';

/** The engine says in English by itself why a workflow did or did not start; other languages have words for it. */
export const explanation: ExplanationWords | null = null;
