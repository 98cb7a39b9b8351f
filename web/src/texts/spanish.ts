import { announcements } from './spanish/announcements.js';
import { catalog } from './spanish/catalog.js';
import { choices } from './spanish/choices.js';
import { clock } from './spanish/clock.js';
import { comparison } from './spanish/comparison.js';
import { composer } from './spanish/composer.js';
import { conditions } from './spanish/conditions.js';
import { contacts } from './spanish/contacts.js';
import { explanation } from './spanish/explanation.js';
import { files } from './spanish/files.js';
import { flow } from './spanish/flow.js';
import { format } from './spanish/format.js';
import { forms } from './spanish/forms.js';
import { journal } from './spanish/journal.js';
import { json } from './spanish/json.js';
import { language } from './spanish/language.js';
import { ledger } from './spanish/ledger.js';
import { outbox } from './spanish/outbox.js';
import { outcomes } from './spanish/outcomes.js';
import { path } from './spanish/path.js';
import { problems } from './spanish/problems.js';
import { regions } from './spanish/regions.js';
import { replay } from './spanish/replay.js';
import { report } from './spanish/report.js';
import { rules } from './spanish/rules.js';
import { runs } from './spanish/runs.js';
import { scoreChart } from './spanish/score-chart.js';
import { scoreSources } from './spanish/score-sources.js';
import { sentences } from './spanish/sentences.js';
import { tests } from './spanish/tests.js';
import { timeline } from './spanish/timeline.js';
import { whyNot } from './spanish/why-not.js';
import { workflows } from './spanish/workflows.js';
import type { Texts } from './texts.js';

/** The Spanish texts: `useTexts(spanish)`. */
export const spanish: Texts = {
  announcements,
  catalog,
  choices,
  clock,
  comparison,
  composer,
  conditions,
  contacts,
  explanation,
  files,
  flow,
  format,
  forms,
  journal,
  json,
  language,
  ledger,
  outbox,
  outcomes,
  path,
  problems,
  regions,
  replay,
  report,
  rules,
  runs,
  scoreChart,
  scoreSources,
  sentences,
  tests,
  timeline,
  whyNot,
  workflows,
};
