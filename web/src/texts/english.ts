import { regions } from './english/regions.js';

/** The English texts. A part's texts stand in a file of their own; other languages have the same parts. */
export const english = { regions };
