import type { Texts } from '../texts.js';

export const language: Texts['language'] = 'es';
