import { announcements } from './english/announcements.js';
import { catalog } from './english/catalog.js';
import { choices } from './english/choices.js';
import { clock } from './english/clock.js';
import { composer } from './english/composer.js';
import { contacts } from './english/contacts.js';
import { format } from './english/format.js';
import { forms } from './english/forms.js';
import { language } from './english/language.js';
import { problems } from './english/problems.js';
import { regions } from './english/regions.js';
import { runs } from './english/runs.js';
import { scoreSources } from './english/score-sources.js';
import { sentences } from './english/sentences.js';
import { workflows } from './english/workflows.js';

/**
 * The English texts of what is there at the first look. All others come with the first part that is loaded later, so a
 * new part's texts do not belong here.
 */
export const englishFirst = {
  announcements,
  catalog,
  choices,
  clock,
  composer,
  contacts,
  format,
  forms,
  language,
  problems,
  regions,
  runs,
  scoreSources,
  sentences,
  workflows,
};
