import type { ContactState, Diagnostic, Engine, Simulation, Workspace } from '@rehearse/engine';
import type { References } from '../document/references.js';
import type { Vocabulary } from '../document/vocabulary.js';
import { Places } from './places.js';
import type { TimelineStart } from './start.js';
import { Tasks } from './tasks.js';
import { ScenarioTests, type TestOutcome } from './tests.js';
import type { Timeline } from './timeline.js';
import type { Run, Version } from './version.js';
import type { WhyQuestion } from './why-question.js';
import type { WrittenDocument } from './written.js';

/** A document of more characters, or a timeline of more stimuli, is large. */
const largeText = 150_000;
const largeTimeline = 300;

/** All that the regions look at: the document, the timeline, and what is asked of both. */
export abstract class State extends EventTarget {
  protected abstract readonly written: WrittenDocument;
  /** What was done, and what came of it. */
  abstract readonly timeline: Timeline;
  /** The tests of the workspace. */
  readonly tests = new ScenarioTests(() => this.changed());
  /** What runs a workspace beside the timeline. */
  readonly tasks = new Tasks(() => this.engine);
  /** Leads from one region to a place in another. */
  readonly places = new Places();

  engine: Engine | null = null;
  /** Why there is no engine. */
  engineError: Error | null = null;
  /** How many workspaces were loaded: another number means another workspace. */
  loads = 0;
  /** The text as it was opened, before anybody changed it. */
  openedText = '';
  /** Whether the document is the host's alone: a person may look at it and fire events, and changes nothing of it. */
  isReadonly = false;
  /** What is asked: why a workflow did or did not start. */
  question: WhyQuestion | null = null;
  /** What the present version is held against, until one of the two is chosen. */
  kept: Version | null = null;
  /** The workspace's text before the changes that were made since the last stimulus; null for none. */
  textBefore: string | null = null;
  /** For screen readers: what the last action did. */
  announcement = '';

  /** The document as text: what is saved and what diagnostics point into. */
  get text(): string {
    return this.written.text;
  }

  /** The document that the forms show and change; the last one they could show while the text is beyond them. */
  get document(): Workspace {
    return this.written.document;
  }

  /** Whether `document` is what `text` says. */
  get formsFollowText(): boolean {
    return this.written.formsFollowText;
  }

  /** Whether forms may change the document. */
  get mayEdit(): boolean {
    return this.formsFollowText && !this.isReadonly;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.written.diagnostics;
  }

  /** Whether the simulation runs what `text` says; if not, it runs the last good document. */
  get upToDate(): boolean {
    return this.written.upToDate;
  }

  /** The document that the simulation runs. */
  get running(): Workspace {
    return this.written.running;
  }

  /** What the simulation runs: the text, or the last good one while that has errors. */
  get runningText(): string {
    return this.written.runningText;
  }

  /** What there is, in the language of the texts; null until there is an engine. */
  get vocabulary(): Vocabulary | null {
    return this.written.vocabulary;
  }

  /** What the document offers for pickers. */
  get references(): References {
    return this.written.references;
  }

  get runs(): readonly Run[] {
    return this.timeline.runs;
  }

  /** Index of the run that is looked at, or -1 where there is none. */
  get selected(): number {
    return this.timeline.selected;
  }

  /** The run that is looked at, or null. */
  get selectedRun(): Run | null {
    return this.timeline.selectedRun;
  }

  /** Whether drafts run as if they were published. */
  get runsDrafts(): boolean {
    return this.timeline.runsDrafts;
  }

  /** Where the timeline starts, if not as the workspace says. */
  get start(): TimelineStart | null {
    return this.timeline.start;
  }

  /** The whole timeline's. */
  get simulation(): Simulation | null {
    return this.timeline.simulation;
  }

  /** The world after the stimulus that is looked at. */
  get viewed(): Simulation | null {
    return this.timeline.viewed;
  }

  /** The contacts as they were after the stimulus that is looked at. */
  get contacts(): readonly ContactState[] {
    return this.timeline.contacts;
  }

  /** One of these, by its id. */
  contact(id: string): ContactState | undefined {
    return this.timeline.contact(id);
  }

  /** What a contact is called: its id where it has no name. */
  contactName(id: string | null): string {
    return this.contact(id ?? '')?.name || id || '';
  }

  /** Says that there is something new to see. */
  changed(): void {
    this.dispatchEvent(new Event('change'));
  }

  /** What the tests come to in the document that runs; null while there is no engine. */
  testOutcome(): TestOutcome | null {
    return this.engine && this.tests.outcome(this.tasks, this.runningText, this.engine);
  }

  /** Whether reading or drawing all of it takes long enough to be felt. */
  get isLarge(): boolean {
    return this.text.length > largeText || this.runs.length > largeTimeline;
  }
}
