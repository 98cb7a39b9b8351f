import type { Report, Scenario, Stimulus } from '@rehearse/engine';
import { plain } from '../text/parts.js';
import { runInWords } from '../text/runs.js';
import { texts } from '../texts/texts.js';
import type { TimelineStart } from './start.js';
import type { Store } from './store.js';
import { messageOf, notRunYet, type Run } from './version.js';

/** What a person does with the timeline. What stands on it otherwise than before is one change to take back. */
export class Stimuli {
  constructor(private readonly store: Store) {}

  /**
   * Runs a stimulus after the one that is looked at; what follows that one is run anew. On bad input nothing changes,
   * and the message says what is wrong; else null.
   */
  do(stimulus: Stimulus): string | null {
    try {
      this.apply(stimulus);
      return null;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** The same, for programs: gives the report, and throws what the engine throws. */
  apply(stimulus: Stimulus): Report {
    const { store } = this;
    store.settle();
    const { timeline } = store;
    const { viewed, isAtEnd, selected } = timeline;
    if (!viewed) throw new Error(texts().announcements.nothingToRun);
    // On a copy, where others follow: the world that is looked at stays as it is until all of them have been run.
    const world = isAtEnd ? viewed : viewed.fork();
    const run = notRunYet(stimulus);
    let done: Report;
    try {
      done = world.apply(stimulus);
    } finally {
      if (!isAtEnd) world.dispose();
    }
    store.textBefore = null;
    if (isAtEnd) {
      timeline.follow({ ...run, report: done });
      store.say(this.#inWords());
    } else {
      store.retime({ runs: timeline.runs.toSpliced(selected + 1, 0, run), selected: selected + 1 }, () =>
        this.#inWords(),
      );
    }
    const { report, error } = timeline.selectedRun as Run;
    if (!report) throw store.engineError ?? new Error(error ?? '');
    store.dispatchEvent(new CustomEvent('report', { detail: report }));
    return report;
  }

  /** Takes a stimulus back: the others are run anew without it. */
  remove(index: number): void {
    this.store.settle();
    const { runs, selected } = this.store.timeline;
    const next = selected > index ? selected - 1 : Math.min(selected, runs.length - 2);
    this.store.retime({ runs: runs.toSpliced(index, 1), selected: next }, texts().announcements.takenBack);
  }

  /** Passes a stimulus over, or no longer: what follows is run anew. */
  skip(index: number, on: boolean): void {
    this.store.settle();
    const { runs } = this.store.timeline;
    const run = runs[index];
    if (!run || run.skipped === on) return;
    const { skipped, notSkipped } = texts().announcements;
    this.store.retime({ runs: runs.with(index, { ...run, skipped: on }), selected: index }, on ? skipped : notSkipped);
  }

  /** Gives a stimulus another place; it is looked at there. */
  move(from: number, to: number): void {
    this.store.settle();
    const { runs } = this.store.timeline;
    const run = runs[from];
    if (!run || to < 0 || to >= runs.length || to === from) return;
    const moved = runs.toSpliced(from, 1).toSpliced(to, 0, run);
    this.store.retime({ runs: moved, selected: to }, texts().announcements.moved(to + 1, runs.length));
  }

  /**
   * Puts another stimulus in the place of one; what follows is run anew. On bad input nothing changes, and the message
   * says what is wrong; else null.
   */
  replace(index: number, stimulus: Stimulus): string | null {
    this.store.settle();
    const { timeline } = this.store;
    const world = timeline.before(index);
    try {
      world.apply(stimulus);
    } catch (error) {
      return messageOf(error);
    } finally {
      world.dispose();
    }
    const { runs } = timeline;
    const run = { ...notRunYet(stimulus), skipped: runs[index]?.skipped ?? false };
    this.store.retime({ runs: runs.with(index, run), selected: index }, () => this.#inWords());
    return null;
  }

  /** What the run that is looked at did, for screen readers. */
  #inWords(): string {
    return plain(runInWords(this.store, this.store.timeline.selectedRun as Run));
  }

  /** Back to where the clock starts, without any stimulus. */
  reset(): void {
    this.store.settle();
    this.store.retime({ runs: [], selected: -1, start: null }, texts().announcements.reset);
  }

  /** Puts what a test does on the timeline, in the place of what stands there. */
  openTest(scenario: Scenario): void {
    const stimuli = scenario.steps.filter((step): step is Stimulus => !('expect' in step));
    this.#open(stimuli, null, scenario.drafts === 'run', texts().announcements.testShown(scenario.name));
  }

  /** Puts stimuli on the timeline, in the place of what stands there, that start where `start` says. */
  openRun(stimuli: readonly Stimulus[], start: TimelineStart, runsDrafts: boolean): void {
    this.#open(stimuli, start, runsDrafts, start.note);
  }

  #open(stimuli: readonly Stimulus[], start: TimelineStart | null, runsDrafts: boolean, said: string): void {
    this.store.retime({ runs: stimuli.map(notRunYet), selected: stimuli.length - 1, start, runsDrafts }, said);
  }

  /** Looks at a run, and at the world as it was after it. */
  select(index: number): void {
    this.store.settle();
    if (index === this.store.selected) return;
    this.store.timeline.look(index);
    this.store.changed();
  }

  /** Lets the composer change a fired event; -1: no longer. */
  edit(index: number): void {
    this.store.timeline.look(index >= 0 ? index : this.store.selected, index);
    this.store.changed();
  }
}
