/**
 * The JSON that the engine reads and writes, as types. Kept by hand; the package's tests compare it with real output.
 */

// ---------------------------------------------------------------- documents

/** A string, a number or a boolean: what contact fields and event fields hold. */
export type Scalar = string | number | boolean;

/** Keys that start with `x-`, and `$schema`, may stand on every object and are kept. */
export interface Extensible {
  [key: `x-${string}`]: unknown;
  $schema?: string;
}

export interface Workspace extends Extensible {
  rehearse: 1;
  name?: string;
  /** ISO 8601 with an offset; `2026-01-01T00:00:00Z` by default. */
  clock?: string;
  /** Such as `+02:00`; `+00:00` by default. */
  utcOffset?: string;
  seed?: number;
  workflows: Workflow[];
  scoringRules?: ScoringRule[];
  contacts?: Contact[];
  resources?: Resources;
}

export interface Workflow extends Extensible {
  id: string;
  name?: string;
  /** `draft` by default. */
  status?: 'draft' | 'published';
  /** `true` by default. */
  allowReentry?: boolean;
  /** `false` by default. */
  stopOnReply?: boolean;
  triggers: Trigger[];
  steps: Step[];
}

export interface Trigger extends Extensible {
  id?: string;
  type: string;
  conditions?: Conditions;
  /** For `score.changed`: `always` by default. */
  fires?: 'always' | 'crossing';
  /** For `schedule`, required there: a duration of a minute or more. */
  every?: string;
  /** For `date.reached`, required there: `createdAt`, `lastActivityAt` or `fields.KEY`. */
  field?: string;
  /** For `date.reached`: a duration after the date, or with `-` in front, before it. */
  offset?: string;
  /** For `schedule` with whole days, and `date.reached`: a time of day such as `09:00`, by the workspace's `utcOffset`. */
  at?: string;
}

/** Points for an event, without a workflow. */
export interface ScoringRule extends Extensible {
  id: string;
  /** An event type that is not of the clock. */
  event: string;
  conditions?: Conditions;
  /** From -1,000,000 to 1,000,000, but not 0. */
  points: number;
  /** How many points the rule gives one contact in all, whatever their sign. */
  limit?: number;
  /** How long the points last: a duration. */
  expiresAfter?: string;
}

/** One condition, or a list of conditions that must all hold. */
export type Conditions = Condition | Condition[];
/** A comparison, or a group of conditions: all of them, any, or not. */
export type Condition =
  | Comparison
  | (Extensible & { all: Condition[] })
  | (Extensible & { any: Condition[] })
  | (Extensible & { not: Conditions });

export interface Comparison extends Extensible {
  /** `event.ATTRIBUTE`, `event.fields.KEY`, `contact.NAME` or `contact.fields.KEY`. */
  field: string;
  operator: OperatorName;
  value?: Scalar | string[];
}

/** How a condition compares a field with its value. `engine.catalog.operators` has what each is for. */
export type OperatorName =
  | 'equalTo'
  | 'notEqualTo'
  | 'greaterThan'
  | 'greaterThanOrEqualTo'
  | 'lessThan'
  | 'lessThanOrEqualTo'
  | 'contains'
  | 'doesNotContain'
  | 'startsWith'
  | 'endsWith'
  | 'anyOf'
  | 'noneOf'
  | 'olderThan'
  | 'within'
  | 'isEmpty'
  | 'isNotEmpty';

/** A step: `type`, an optional `id`, and the parameters that the catalog lists for its type. */
export interface Step extends Extensible {
  id?: string;
  type: string;
  [parameter: string]: unknown;
}

export interface Contact extends Extensible {
  id: string;
  name?: string;
  email?: string;
  /** `null` is empty, which is not 0. */
  engagementScore?: number | null;
  tags?: string[];
  fields?: Record<string, Scalar>;
  createdAt?: string;
}

export interface Resource extends Extensible {
  id: string;
  name?: string;
}

/** By kind: `emails`, `links`, `forms`, `surveys`, `quizzes`, `pages`, `calendars`, `tags`. */
export interface Resources extends Extensible {
  emails?: Resource[];
  links?: Resource[];
  forms?: Resource[];
  surveys?: Resource[];
  quizzes?: Resource[];
  pages?: Resource[];
  calendars?: Resource[];
  tags?: Resource[];
}

/** An event fired from outside: its type, its contact and the attributes that the catalog lists for its type. */
export interface FiredEvent {
  type: string;
  contact: string;
  id?: string;
  fields?: Record<string, Scalar>;
  [attribute: string]: unknown;
}

/** What `edit` may set; what is absent stays as it is. */
export interface ContactEdit extends Extensible {
  name?: string;
  email?: string;
  engagementScore?: number | null;
  /** Exactly these tags from now on. */
  tags?: string[];
  /** `null` clears a field. */
  fields?: Record<string, Scalar | null>;
}

// -------------------------------------------------------------- diagnostics

/** How bad a diagnostic is: with an `error` a document cannot be used. */
export type Severity = 'error' | 'warning' | 'info';

/** What is wrong in a document, where, and how to mend it. */
export interface Diagnostic {
  /** Stable, such as `value.range`. */
  code: string;
  severity: Severity;
  message: string;
  /** JSON Pointer. */
  path: string;
  /** 1-based, in the text given. */
  line: number;
  /** 1-based, in code points. */
  column: number;
  /** How to mend it, or "". */
  hint: string;
}

/** What is wrong with a document. */
export interface CheckResult {
  ok: boolean;
  diagnostics: Diagnostic[];
}

// ------------------------------------------------------------------ journal

/** What every entry of the journal has; `null` where it does not apply. */
export interface EntryBase {
  /** 1, 2, 3 … */
  seq: number;
  /** ISO 8601, UTC, milliseconds. */
  at: string;
  /** The entry that led to this one, or `null` for a stimulus. */
  cause: number | null;
  contact: string | null;
  workflow: string | null;
  trigger: string | null;
  step: string | null;
  enrollment: number | null;
}

/** A condition with what it expected and what was there. */
export type ConditionTrace =
  | { all: ConditionTrace[]; met: boolean }
  | { any: ConditionTrace[]; met: boolean }
  | { not: ConditionTrace; met: boolean }
  | {
      field: string;
      operator: OperatorName;
      /** The condition's `value`; `null` for `isEmpty` and `isNotEmpty`. */
      expected: Scalar | string[] | null;
      /** What was there: `null` is empty, a list is the contact's tags, a time is ISO 8601 text. */
      actual: Scalar | string[] | null;
      met: boolean;
      /** Why a near miss missed: it differs in case only, in outer spaces only, in both, or is of another type. */
      note: 'caseDiffers' | 'spacesDiffer' | 'caseAndSpacesDiffer' | 'typeDiffers' | null;
    };

/** The root of a condition trace: a document's list of conditions, all of which must hold. */
export interface ConditionsTrace {
  all: ConditionTrace[];
  met: boolean;
}

export interface EventEntry extends EntryBase {
  kind: 'event';
  /**
   * `outside`: fired. `simulation`: caused by a step, an edit or an arriving contact. `clock`: made by the clock for one
   * trigger, which `workflow` and `trigger` name.
   */
  origin: 'outside' | 'simulation' | 'clock';
  /** The event as fired: type, contact, its attributes, `fields` and `id` where given. */
  event: FiredEvent;
}

export interface TriggerEvaluatedEntry extends EntryBase {
  kind: 'triggerEvaluated';
  matched: boolean;
  conditions: ConditionsTrace;
  /** For `fires: "crossing"`: whether the conditions held for the score before; else `null`. */
  heldBefore: boolean | null;
}

export interface EnrolledEntry extends EntryBase {
  kind: 'enrolled';
  contact: string;
  workflow: string;
  enrollment: number;
}

/** Why a contact was not enrolled, though a trigger matched. */
export type RefusalReason = 'draft' | 'alreadyActive' | 'reentryOff' | 'locked';

export interface EnrollmentRefusedEntry extends EntryBase {
  kind: 'enrollmentRefused';
  reason: RefusalReason;
}

/**
 * What a step came to. `created`: there is a new contact. `queued`: an enrollment, whose turn comes after what is queued
 * already. `removed`: enrollments were ended.
 */
export type StepOutcome =
  | 'changed'
  | 'unchanged'
  | 'clamped'
  | 'sent'
  | 'waiting'
  | 'passed'
  | 'branched'
  | 'jumped'
  | 'ended'
  | 'created'
  | 'queued'
  | 'removed'
  | 'met'
  | 'unmet';

export interface StepRunEntry extends EntryBase {
  kind: 'stepRun';
  /** The step's type. */
  type: string;
  outcome: StepOutcome;
}

export interface BranchTakenEntry extends EntryBase {
  kind: 'branchTaken';
  /**
   * The branch's name, `otherwise`, or `null` where none held and there is no `otherwise`; of a `findContact`, `found` or
   * `notFound`; of a `goal` tested on arrival, `met` or `null`.
   */
  branch: string | null;
  /** The branches tried, in order, up to the one that held; of a `findContact`, what held of the one that was found. */
  tried: { name: string; conditions: ConditionsTrace }[];
  /** For `split`: what was drawn, `value` from 0 to `of` - 1, where `of` is the sum of all weights. */
  draw: { value: number; of: number } | null;
  /** The id of the contact that a `findContact` found, else `null`. */
  found: string | null;
}

export interface ScoreChangedEntry extends EntryBase {
  kind: 'scoreChanged';
  previous: number | null;
  score: number | null;
  /** `score` less `previous`, empty counting as 0. */
  delta: number;
  /** Whether the score was held at the end of its range. */
  clamped: boolean;
  source: 'step' | 'edit' | 'rule' | 'expiry';
  /** The scoring rule that gave the points, or whose points expired; else `null`. */
  rule: string | null;
}

export interface WaitStartedEntry extends EntryBase {
  kind: 'waitStarted';
  form: 'for' | 'until' | 'untilEvent' | 'untilConditions' | 'goal';
  /** When the wait or its time-out falls due; `null` for never. */
  due: string | null;
  /** For `untilEvent`, and a `goal` that an event meets: the event's type. */
  event: string | null;
  /** For `untilConditions`, and a `goal` that conditions meet: how they stood on arrival. */
  conditions: ConditionsTrace | null;
}

export interface WaitEndedEntry extends EntryBase {
  kind: 'waitEnded';
  by: 'time' | 'event' | 'conditions' | 'timeout' | 'goal';
  /** For `event`, `conditions` and `goal`: what held; `null` where it held on arrival, which `waitStarted` shows. */
  conditions: ConditionsTrace | null;
  /** For `goal`: the step that is the goal that was met. */
  goal: string | null;
}

export interface MessageEntry extends EntryBase {
  kind: 'message';
  /** The step's type: `sendEmail`, `sendSms`, `notify`, `webhook` or `custom.NAME`. */
  channel: string;
  /** The step's parameters with merge fields filled in. */
  content: {
    email?: string;
    text?: string;
    subject?: string;
    body?: string;
    to?: string;
    url?: string;
    fields?: Record<string, Scalar>;
  };
  /** Merge fields that resolved to nothing because there is no such field. */
  unresolved: string[];
  /** Whether a text was longer than 65,536 bytes (1,000 once a stimulus has written 16 MiB of messages) and was cut. */
  truncated: boolean;
}

/** One thing of a contact that became another. Tags are lists; `null` is empty. */
export interface Change {
  /** `name`, `email`, `tags`, `notes`, `engagementScore` or `fields.KEY`. */
  field: string;
  previous: Scalar | string[] | null;
  value: Scalar | string[] | null;
}

export interface ContactChangedEntry extends EntryBase {
  kind: 'contactChanged';
  changes: Change[];
  /** Merge fields that resolved to nothing because there is no such field. */
  unresolved: string[];
  /** Whether a text was longer than 65,536 bytes (1,000 once a stimulus has written 16 MiB of messages) and was cut. */
  truncated: boolean;
}

/**
 * `completed`: the last step is done. `halted`: the stimulus was halted while it ran. `removed`: by a
 * `removeFromWorkflow`. `goalUnmet`: at a goal with `ifUnmet` `end`.
 */
export type ExitReason = 'completed' | 'end' | 'stepLimit' | 'stopOnReply' | 'halted' | 'removed' | 'goalUnmet';

export interface ExitedEntry extends EntryBase {
  kind: 'exited';
  reason: ExitReason;
}

export interface WorkflowLockedEntry extends EntryBase {
  kind: 'workflowLocked';
  /** The seqs that led here, from the stimulus on. */
  chain: number[];
}

export interface HaltedEntry extends EntryBase {
  kind: 'halted';
  /**
   * Over 100,000 entries, over 16 MiB of texts filled in in fields and notes, or over 100,000,000 conditions tested or
   * 8,000,000 of them explained.
   */
  reason: 'entryLimit' | 'textLimit' | 'effortLimit';
  /** How many queued events and enrollments were dropped. */
  dropped: number;
  /** Where the clock was to go, if the stimulus was to move it: it stands where it was halted. */
  to: string | null;
}

export interface ClockMovedEntry extends EntryBase {
  kind: 'clockMoved';
  from: string;
  /** Where it was to go: where it goes, unless a `halted` entry follows. */
  to: string;
}

export interface EditedEntry extends EntryBase {
  kind: 'edited';
  action: 'edit' | 'addContact' | 'unlock';
  changes: Change[];
}

/** An entry of the journal: one of sixteen kinds, told by `kind`. */
export type Entry =
  | EventEntry
  | TriggerEvaluatedEntry
  | EnrolledEntry
  | EnrollmentRefusedEntry
  | StepRunEntry
  | BranchTakenEntry
  | ScoreChangedEntry
  | WaitStartedEntry
  | WaitEndedEntry
  | MessageEntry
  | ContactChangedEntry
  | ExitedEntry
  | WorkflowLockedEntry
  | HaltedEntry
  | ClockMovedEntry
  | EditedEntry;

// --------------------------------------------------------- a simulation's state

/** A contact as it is now. */
export interface ContactState {
  id: string;
  name: string | null;
  email: string | null;
  engagementScore: number | null;
  tags: string[];
  fields: Record<string, Scalar>;
  notes: string[];
  createdAt: string;
  /** When the last event from outside came for it. */
  lastActivityAt: string | null;
  /** The journal's last `scoreChanged` entry for it. */
  lastScoreChange: ScoreChangedEntry | null;
  /** Its waits, oldest enrollment first. */
  waiting: Waiting[];
  /** Workflows it is locked out of. */
  locked: string[];
}

/** Where a contact waits. */
export interface Waiting {
  workflow: string;
  step: string;
  enrollment: number;
  form: WaitStartedEntry['form'];
  since: string;
  due: string | null;
  /** For `untilEvent`, and a `goal` that an event meets: the event's type. */
  event: string | null;
}

/** What may hold a workflow back, in the order in which it is looked at. */
export type Gate = 'type' | 'draft' | 'alreadyActive' | 'reentryOff' | 'locked' | 'conditions';

/** A change of one value that would have let a contact through. */
export interface ValueChange {
  /** Such as `contact.engagementScore`. */
  field: string;
  /** A list of texts for tags; times as ISO 8601; `null` is empty. */
  actual: Scalar | string[] | null;
  wanted: Scalar | string[] | null;
  /** `wanted` less `actual`: of numbers, and of times in milliseconds. */
  difference: number | null;
  /** Such as `2 more points`, `outer space` or `add the tag hot`. */
  words: string;
}

/** What one trigger of a workflow said to an event. */
export interface TriggerExplanation {
  trigger: string;
  /** The event type that it is for. */
  type: string;
  matched: boolean;
  /** `null` where it was not evaluated, since it is not for this event. */
  conditions: ConditionsTrace | null;
  /** Whether the conditions held for the score before, where the trigger fires at a crossing. */
  heldBefore: boolean | null;
  /** The smallest change of one value that would have made it match; `null` where there is none, and where it matched. */
  change: ValueChange | null;
}

/** Why a workflow did or did not start at an event. */
export interface Explanation {
  seq: number;
  workflow: string;
  started: boolean;
  /** What held it back first; `null` where it started, and where the run was halted before it could. */
  gate: Gate | null;
  /** Everything that would have held it back. */
  heldBack: Gate[];
  /** All triggers of the workflow. */
  triggers: TriggerExplanation[];
  /** The smallest change of one value that would have let it through, where nothing but conditions held it back. */
  change: ValueChange | null;
  /** The same in plain English. */
  sentence: string;
}

/** One change of a contact's score. */
export interface LedgerEntry {
  /** Of its `scoreChanged` entry. */
  seq: number;
  at: string;
  /** `null` is empty. */
  before: number | null;
  /** What really changed; empty counts as 0. */
  delta: number;
  after: number | null;
  source: ScoreChangedEntry['source'];
  workflow: string | null;
  step: string | null;
  rule: string | null;
  cause: number;
}

/** How contacts went through one step. Of those who reached it, those who neither passed nor wait ended there. */
export interface StepStats {
  step: string;
  type: string;
  reached: number;
  /** How often a run went on from it, by whatever way. */
  passed: number;
  /** How many stand there now. */
  waiting: number;
}

/** How often a trigger was evaluated, and matched. */
export interface TriggerStats {
  trigger: string;
  /** The event type that it is for. */
  type: string;
  evaluated: number;
  matched: number;
}

/** What became of contacts in a workflow. */
export interface WorkflowStats {
  workflow: string;
  enrolled: number;
  active: number;
  waiting: number;
  finished: number;
  refused: number;
  /** How often each reason ended an enrollment; reasons that never did are left out. */
  exitedBy: Partial<Record<ExitReason, number>>;
  /** How often each reason refused one; reasons that never did are left out. */
  refusedBy: Partial<Record<RefusalReason, number>>;
  /** In document order: a step, then the steps in it. */
  steps: StepStats[];
  triggers: TriggerStats[];
}

/** The contacts' scores now. */
export interface ScoreStats {
  /** How many contacts have none. */
  empty: number;
  minimum: number | null;
  maximum: number | null;
  mean: number | null;
  median: number | null;
  /** At most 20 buckets of one width with round edges; `to` is no longer in it. Empty where no contact has a score. */
  distribution: { from: number; to: number; count: number }[];
}

/** What gave and took points. */
export interface PointSource {
  source: ScoreChangedEntry['source'];
  workflow: string | null;
  step: string | null;
  rule: string | null;
  given: number;
  taken: number;
}

/** How a run has gone so far. */
export interface Stats {
  contacts: number;
  entries: number;
  messages: number;
  scores: ScoreStats;
  /** Points in all, and by what gave or took any. */
  points: { given: number; taken: number; sources: PointSource[] };
  workflows: WorkflowStats[];
}

// ----------------------------------------------------------------- coverage

/** So many of so many items that may be covered. */
export interface CoverageSum {
  covered: number;
  total: number;
  /** 0 to 100, rounded down to hundredths, so that 100 says all. Of nothing it is 100. */
  percent: number;
}

/**
 * What kind of thing may be covered: a trigger (`matched`, `notMatched`), a comparison (`held`, `notHeld`), a step
 * (`reached`), a way that a step may take (`taken`), what ended a wait (`time`, `event`, `conditions`, `timeout`), a
 * refused enrollment (its reason), an enrollment that `stopOnReply` ended, or a scoring rule (`matched`, `notMatched`,
 * `expired`).
 */
export type CoverageKind = 'trigger' | 'condition' | 'step' | 'branch' | 'wait' | 'refusal' | 'exit' | 'rule';

/** One thing that may happen at a place, and how often it did. */
export interface CoverageItem {
  kind: CoverageKind;
  /** The id of a trigger, step, workflow or rule, with the names and numbers that lead to what is in it. */
  place: string;
  outcome: string;
  /** 0 where it is not covered. */
  hits: number;
}

/** A condition of a workspace, as an outline shows it. */
export type OutlinedCondition =
  | { all: OutlinedCondition[] }
  | { any: OutlinedCondition[] }
  | { not: OutlinedCondition }
  | {
      place: string;
      field: string;
      operator: OperatorName;
      /** `null` for `isEmpty` and `isNotEmpty`. */
      value: Scalar | string[] | null;
    };

/** A trigger of a workflow, as an outline shows it. */
export interface OutlinedTrigger {
  id: string;
  type: string;
  /** Whether it fires only where its conditions did not hold for the score before. */
  crossing: boolean;
  /** When the clock sets it off, in a few words; `null` for other events. */
  detail: string | null;
  conditions: OutlinedCondition[];
}

/** A way that a step may take, with the steps on it. */
export interface OutlinedWay {
  /** Of a branch; or `otherwise`, `none`, `found`, `notFound`, `jump`, `met`, `unmet`, or `timeout` of a wait. */
  name: string;
  /** That of its item; `null` for the time-out of a wait, whose item has the step's. */
  place: string | null;
  conditions: OutlinedCondition[];
  steps: OutlinedStep[];
}

/** A step of a workflow, as an outline shows it. */
export interface OutlinedStep {
  id: string;
  type: string;
  /** What is most important of its parameters, in a few words. */
  detail: string | null;
  /** What it waits for or looks for. */
  conditions: OutlinedCondition[];
  ways: OutlinedWay[];
}

/** A scoring rule, as an outline shows it. */
export interface OutlinedRule {
  id: string;
  /** The event type that it is for. */
  type: string;
  points: number;
  /** What it gives at most, and for how long, in a few words; `null` where it is neither. */
  detail: string | null;
  conditions: OutlinedCondition[];
}

export interface WorkflowCoverage extends CoverageSum {
  workflow: string;
  name: string | null;
  status: 'draft' | 'published';
  allowReentry: boolean;
  stopOnReply: boolean;
  /** Triggers, steps in document order, refusals. What cannot happen is left out. */
  items: CoverageItem[];
  /** What stands where. */
  outline: { triggers: OutlinedTrigger[]; steps: OutlinedStep[] };
}

export interface WorkspaceCoverage extends CoverageSum {
  name: string | null;
  workflows: WorkflowCoverage[];
  scoringRules: CoverageSum & { items: CoverageItem[]; outline: OutlinedRule[] };
}

/** What simulations, or the scenarios of tests, exercised of workspaces. */
export interface Coverage extends CoverageSum {
  /** One; more where coverage of several was merged. */
  workspaces: WorkspaceCoverage[];
}

// ------------------------------------------------------------------- replay

/** A row of a log that cannot be used, and why. */
export interface RefusedRow {
  /** 1 for the first row of the log, a header apart; or the number that the log itself has for it. */
  row: number;
  /** The line on which it begins, 1 for the first of the log. */
  line: number;
  /** Stable, such as `value.missing`, `time.order` or `csv.cells`. */
  code: string;
  message: string;
}

/** What became of the rows of a log. */
export interface RowCounts {
  read: number;
  used: number;
  refused: number;
  /** How many for each reason, by code; codes that never came are left out. */
  refusedBy: Record<string, number>;
}

/** The beginning of a log, and what its columns are taken for. */
export interface LogSample {
  format: 'csv' | 'ndjson';
  /** What the log calls its columns; of NDJSON the keys of the rows that were looked at, `fields.KEY` among them. */
  columns: string[];
  /** The first rows: on which line each begins, and its cells as texts, one for each column. */
  rows: { line: number; cells: string[] }[];
  /** The size of what holds them, the header included, in bytes. */
  bytes: number;
  /** Whether these are all rows of the log. */
  isWhole: boolean;
  guess: LogGuess;
}

/** What a log seems to say, by the names of its columns and by what stands in them: options of a replay. */
export interface LogGuess {
  /** By our names the log's. What goes by our name is told, too; what is not found is left out. */
  map: Record<string, string>;
  /** The names that the log has for event types, as far as they were looked at, and ours; empty where none was found. */
  types: Record<string, string>;
  time: 'iso' | 'epoch-s' | 'epoch-ms';
  /** Whether times have no offset from UTC, so that the option `offset` is needed. */
  needsOffset: boolean;
}

/** An event of a log. */
export interface LoggedEvent {
  row: number;
  line: number;
  /** ISO 8601, in UTC. */
  at: string;
  event: FiredEvent;
}

/** The events of one contact of a log, in order of time. */
export interface ContactEvents {
  /** What the file of contacts says of it, to be put over the workspace's; null where it says nothing, or is none. */
  given: Contact | null;
  events: LoggedEvent[];
  /** Whether there are more. */
  isCut: boolean;
}

/** How often a step took one way of several. */
export interface BranchStats {
  /** As in `branchTaken`. */
  branch: string | null;
  taken: number;
}

export interface ReplayStepStats extends StepStats {
  /** The ways of an `if`, a `split`, a `findContact` or a `goal`; empty for other steps. */
  branches: BranchStats[];
}

/** What became of a log's contacts in a workflow. */
export interface ReplayWorkflowStats extends WorkflowStats {
  steps: ReplayStepStats[];
  /** How many contacts were locked out of it. */
  locked: number;
}

/** How many messages would have been sent on one day, by kind. */
export interface MessageDay {
  /** Such as `2026-05-04`, by the workspace's `utcOffset`. */
  day: string;
  sendEmail: number;
  sendSms: number;
  notify: number;
  webhook: number;
  custom: number;
}

/** A contact that was locked out of a workflow. */
export interface ReplayLock {
  contact: string;
  workflow: string;
  at: string;
}

/** The journal of one row of a log. */
export interface ReplayExcerpt {
  /** The workflow that started. */
  workflow: string;
  row: number;
  at: string;
  contact: string;
  /** Numbered from 1 for each excerpt. */
  entries: Entry[];
  /** Whether there were more entries than fit: 64 KiB of JSON are kept. */
  truncated: boolean;
}

/** What is worth knowing about a log and is no reason to refuse it. */
export interface LogWarning {
  /** Stable, such as `column.unknown` or `attribute.ignored`. */
  code: string;
  message: string;
  /** Of `attribute.ignored`: in how many rows each attribute was left out, since its event's type has none such. */
  counts?: Record<string, number>;
}

/** What came of a log of past events in one version of a workspace. */
export interface ReplayResults {
  /** Where the clock started and where it stopped; `null` where no row could be used and no time was given. */
  start: string | null;
  end: string | null;
  rows: RowCounts;
  /** The first 100 rows that cannot be used, and besides the first of each code. */
  refusals: RefusedRow[];
  contacts: {
    total: number;
    /** How many were made at their first row. */
    made: number;
    /** Of the contacts' file. */
    rows: RowCounts;
    refusals: RefusedRow[];
  };
  /** In the end. */
  scores: ScoreStats;
  points: Stats['points'];
  workflows: ReplayWorkflowStats[];
  messages: { total: number; byDay: MessageDay[] };
  /** The first 100. */
  locks: ReplayLock[];
  /** How many locks there were. */
  locked: number;
  /** How many events were halted because they caused too much. */
  halted: number;
  excerpts: ReplayExcerpt[];
  /** Of ids and scores, 16 hexadecimal digits: the same where every contact ends with the same score. */
  checksum: string;
}

/** What is told of every replay, beside its results. */
export interface ReplayFacts {
  /** Such as columns that are passed over. */
  warnings: LogWarning[];
  /** How many threads ran the rows. */
  workers: number;
  /** Why not more, where more were asked for. */
  why: string | null;
  /** What `engine.merge` takes, where only a part was replayed. */
  part?: string;
}

/** What came of a log of past events. */
export interface ReplayReport extends ReplayResults, ReplayFacts {}

/** A contact, its score before the log, and after it: of a comparison in a, and in b. `null` is empty. */
export type ContactScores = [id: string, before: number | null, ...after: (number | null)[]];

/** How many contacts end with so much more in b than in a. */
export interface ScoreDifference {
  from: number;
  /** No longer in it. */
  to: number;
  count: number;
}

/** How often a workflow of the two versions started in each; `null` where there is none of that id. */
export interface WorkflowDifference {
  workflow: string;
  a: number | null;
  b: number | null;
  difference: number;
}

/** How many contacts came from below a score to it or above. */
export interface ThresholdDifference {
  threshold: number;
  both: number;
  onlyA: number;
  onlyB: number;
  /** Ids of contacts that do in a only, at most 10. */
  examplesA: string[];
  examplesB: string[];
}

/** What came of the same log in two versions of a workspace. */
export interface ReplayComparison extends ReplayFacts {
  a: ReplayResults;
  b: ReplayResults;
  /** How contacts end in b against a. */
  contacts: { same: number; higher: number; lower: number; onlyA: number; onlyB: number };
  /** By score in b less score in a. */
  differences: ScoreDifference[];
  /** In document order of a, then those that only b has. */
  workflows: WorkflowDifference[];
  messages: { a: number; b: number };
  thresholds: ThresholdDifference[];
}

// ---------------------------------------------------------------- scenarios

/** Tests on a workspace. */
export interface ScenarioFile extends Extensible {
  rehearse: 1;
  /** The workspace itself, or the path of its file, seen from this one. */
  workspace: Workspace | string;
  scenarios: Scenario[];
}

/** One test. It starts from a fresh simulation. */
export interface Scenario extends Extensible {
  name: string;
  /** Added to the workspace's, or laid over those of the same id. */
  contacts?: Contact[];
  /** `run` treats drafts as published; `skip` by default. */
  drafts?: 'skip' | 'run';
  steps: ScenarioStep[];
}

/** One thing that is done to a simulation. */
export type Stimulus = Extensible &
  (
    | { fire: FiredEvent }
    | { advance: string }
    | { advanceTo: string }
    | { edit: ContactEdit & { contact: string } }
    | { addContact: Contact }
    | { unlock: ContactInWorkflow }
  );

/** One stimulus, or one set of expectations. */
export type ScenarioStep = Stimulus | (Extensible & { expect: Expectation });

export interface ContactInWorkflow extends Extensible {
  contact: string;
  workflow: string;
}

/** Comparisons with a score, which must all hold. */
export interface ScoreComparisons extends Extensible {
  equalTo?: number;
  notEqualTo?: number;
  greaterThan?: number;
  greaterThanOrEqualTo?: number;
  lessThan?: number;
  lessThanOrEqualTo?: number;
  isEmpty?: true;
  isNotEmpty?: true;
}

/** What must be so at a point of a scenario; what is absent is not looked at. */
export interface Expectation extends Extensible {
  /** The contact that the next seven speak of. */
  contact?: string;
  engagementScore?: number | null | ScoreComparisons;
  /** Exactly these, in any order. */
  tags?: string[];
  hasTags?: string[];
  lacksTags?: string[];
  /** `null` for an empty field. */
  fields?: Record<string, Scalar | null>;
  /** Exactly these, in order. */
  notes?: string[];
  /** Exactly these workflows, in any order. */
  waitingIn?: string[];
  /** The workflow that the next four speak of. */
  workflow?: string;
  enrolled?: number;
  active?: number;
  finished?: number;
  refused?: number;
  /** Workflows that enrolled a contact since the last stimulus. */
  fired?: string[];
  /** Workflows that enrolled none since the last stimulus. */
  notFired?: string[];
  /** Exactly these contacts are locked out of these workflows. */
  locked?: ContactInWorkflow[];
  /** What went to the outbox since the last stimulus, in order, each matched on the keys given. */
  messages?: MessageMatch[];
}

export interface MessageMatch extends Extensible {
  contact?: string;
  workflow?: string;
  step?: string;
  channel?: string;
  email?: string;
  text?: string;
  subject?: string;
  body?: string;
  to?: string;
  url?: string;
  fields?: Record<string, Scalar>;
}

/** What a scenario's failed expectation says. */
export interface ExpectationFailure {
  /**
   * `different`: something else was there than was expected; `missing`: there is no such contact, or no such workflow;
   * `stimulus`: a stimulus was refused, or halted; `ended`: so much failed before that no more is told.
   */
  kind: 'different' | 'missing' | 'stimulus' | 'ended';
  /** Index of the scenario's step. */
  step: number;
  /** The key of the expectation, such as `engagementScore`; for a stimulus that could not be run, its key, such as `fire`. */
  expectation: string;
  message: string;
  expected: unknown;
  actual: unknown;
  path: string;
  line: number;
  column: number;
  /** The journal's entries that led to what was there. */
  entries: Entry[];
}

/** A scenario of a file, and where in the file's text it stands. */
export interface ScenarioPlace {
  name: string;
  /** JSON Pointer. */
  path: string;
  /** 1-based. */
  line: number;
  /** 1-based, in code points. */
  column: number;
}

/** What came of one scenario. */
export interface ScenarioResult {
  name: string;
  ok: boolean;
  /** How many expectations (keys of `expect`) were looked at. */
  expectations: number;
  failures: ExpectationFailure[];
  /** The whole journal, where asked for. */
  journal?: Entry[];
}

/** What came of a scenario file. */
export interface TestResult {
  /** Whether the file could be read and every scenario passed. */
  ok: boolean;
  diagnostics: Diagnostic[];
  /** Those that were run, in order. */
  scenarios: ScenarioResult[];
  /** What the scenarios exercised, where that was asked for and the file could be read. */
  coverage?: Coverage;
}

// ------------------------------------------------------------------- traces

/**
 * A run, written down: the workspace, and what was done to it. The engine is deterministic, so that is all there is to
 * keep: whoever opens it gets the same journal.
 */
export interface Trace extends Extensible {
  /** The version of this format: 1. */
  rehearse: 1;
  /** The version of the engine that ran it. */
  engine: string;
  /** What it is a run of, such as the name of the workspace's file. */
  name: string;
  /** Whether workflows that are drafts were run. */
  drafts: 'skip' | 'run';
  workspace: Workspace;
  /** In order. */
  stimuli: Stimulus[];
}

// ------------------------------------------------------------------ catalog

/** What kind of value a field or an attribute holds; `scalar` is any but tags and times. */
export type ValueKindName = 'number' | 'text' | 'yesNo' | 'tags' | 'time' | 'scalar';
/** What kind of value a condition's `value` must be. */
export type OperandName = 'none' | 'number' | 'text' | 'yesNo' | 'scalar' | 'texts' | 'duration';
/** What a property of a document holds: what a form shows for it. */
export type PropertyKindName =
  | 'version'
  | 'text'
  | 'identifier'
  | 'workflowReference'
  | 'stepReference'
  | 'contactReference'
  | 'wholeNumber'
  | 'points'
  | 'score'
  | 'yesNo'
  | 'flag'
  | 'choice'
  | 'instant'
  | 'duration'
  | 'signedDuration'
  | 'timeOfDay'
  | 'utcOffset'
  | 'scalar'
  | 'scalarMap'
  | 'clearableMap'
  | 'texts'
  | 'workflowReferences'
  | 'tags'
  | 'eventType'
  | 'awaitedEventType'
  | 'conditions'
  | 'contactFieldPath'
  | 'dateFieldPath'
  | 'event'
  | 'object'
  | 'list'
  | 'steps'
  | 'workspace';

/** A property of a document, of a step or of a trigger. */
export interface CatalogProperty {
  name: string;
  kind: PropertyKindName;
  required: boolean;
  label: string;
  documentation: string;
  minimum: number;
  maximum: number;
  /** For `choice`. */
  choices: string[];
  /** For `object` and `list`: the key in `shapes`. */
  shape: string | null;
  /** For texts that name a resource: the key in `resources`. */
  resource: string | null;
  /** What holds where it is left out; null where that is nothing, or no fixed value. */
  default: Scalar | null;
  /** The names of the event types beside which it may stand, on an object that names one, and is required if it is; empty: all. */
  onlyFor: string[];
}

/** What holds between several properties of one object. */
export interface CatalogRule {
  /**
   * `exactlyOne` of the names must be there; `needsOneOf`: if the first is there, one of the others must be, too;
   * `othersNeedFirst`: if any but the first is there, the first must be, too; `needsWholeDays`: if the first is there,
   * the second, a duration, must be whole days.
   */
  kind: 'exactlyOne' | 'needsOneOf' | 'othersNeedFirst' | 'needsWholeDays';
  names: string[];
}

/** An attribute of an event. */
export interface CatalogAttribute {
  name: string;
  kind: ValueKindName;
  required: boolean;
  resource: string | null;
  label: string;
}

/** A type of event. */
export interface CatalogEventType {
  /** `custom.` stands for every `custom.NAME`. */
  name: string;
  label: string;
  group: string;
  origin: 'outside' | 'simulation' | 'clock';
  attributes: CatalogAttribute[];
  hasFields: boolean;
  documentation: string;
}

/** An operator of conditions. */
export interface CatalogOperator {
  name: OperatorName;
  label: string;
  /** By kind of field it applies to: what `value` must be. */
  operands: Partial<Record<ValueKindName, OperandName>>;
}

/** A field of contacts that conditions may look at. */
export interface CatalogContactField {
  /** Such as `contact.engagementScore`. */
  field: string;
  label: string;
  kind: ValueKindName;
  /** Whether a step may set it. */
  settable: boolean;
}

/** A type of step. */
export interface CatalogStepType {
  /** `custom.` stands for every `custom.NAME`. */
  name: string;
  label: string;
  group: string;
  sendsMessage: boolean;
  parameters: CatalogProperty[];
  rules: CatalogRule[];
  documentation: string;
}

/** An object of a document. */
export interface CatalogShape {
  documentation: string;
  properties: CatalogProperty[];
  rules: CatalogRule[];
}

/** A bound on documents, beside those that single properties have. */
export interface CatalogLimit {
  name: string;
  value: number;
  documentation: string;
}

/** Event types, fields, operators, step types and limits: what a form, a schema or a table of them needs. */
export interface Catalog {
  eventTypes: CatalogEventType[];
  operators: CatalogOperator[];
  contactFields: CatalogContactField[];
  stepTypes: CatalogStepType[];
  shapes: Record<string, CatalogShape>;
  limits: CatalogLimit[];
}
