import { announcements } from './english/announcements.js';
import { catalog } from './english/catalog.js';
import { choices } from './english/choices.js';
import { clock } from './english/clock.js';
import { comparison } from './english/comparison.js';
import { composer } from './english/composer.js';
import { conditions } from './english/conditions.js';
import { contacts } from './english/contacts.js';
import { explanation } from './english/explanation.js';
import { files } from './english/files.js';
import { flow } from './english/flow.js';
import { format } from './english/format.js';
import { forms } from './english/forms.js';
import { journal } from './english/journal.js';
import { json } from './english/json.js';
import { language } from './english/language.js';
import { ledger } from './english/ledger.js';
import { outbox } from './english/outbox.js';
import { outcomes } from './english/outcomes.js';
import { path } from './english/path.js';
import { problems } from './english/problems.js';
import { regions } from './english/regions.js';
import { replay } from './english/replay.js';
import { report } from './english/report.js';
import { rules } from './english/rules.js';
import { runs } from './english/runs.js';
import { scoreChart } from './english/score-chart.js';
import { scoreSources } from './english/score-sources.js';
import { sentences } from './english/sentences.js';
import { tests } from './english/tests.js';
import { timeline } from './english/timeline.js';
import { whyNot } from './english/why-not.js';
import { workflows } from './english/workflows.js';

/** The English texts. A part's texts stand in a file of their own; other languages have the same parts. */
export const english = {
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
  scoreSources,
  scoreChart,
  sentences,
  tests,
  timeline,
  whyNot,
  workflows,
};
