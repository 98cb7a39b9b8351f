import { clock } from './english/clock.js';
import { composer } from './english/composer.js';
import { regions } from './english/regions.js';
import { timeline } from './english/timeline.js';

/** The English texts. A part's texts stand in a file of their own; other languages have the same parts. */
export const english = { clock, composer, regions, timeline };
