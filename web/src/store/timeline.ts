import type {
  ContactState,
  Engine,
  Entry,
  Explanation,
  MessageEntry,
  Report,
  Simulation,
  Stats,
} from '@rehearse/engine';
import { Seen } from './seen.js';
import type { TimelineStart } from './start.js';
import { notRunAgain, type Outcome, outcomeOf, play, type Run, runAll } from './version.js';

/** What stands on the timeline, and which of it is looked at. */
export interface TimelineState {
  runs: readonly Run[];
  /** Index of the run that is looked at, or -1 where there is none. */
  selected: number;
  /** Whether drafts run as if they were published. */
  runsDrafts: boolean;
  /** Where it starts, if not as the workspace says. */
  start: TimelineStart | null;
}

/** A world before the first stimulus, and what it follows from. */
interface Ground {
  engine: Engine;
  text: string;
  runsDrafts: boolean;
  start: TimelineStart | null;
  simulation: Simulation;
}

/** What a timeline is run with. */
export interface Surroundings {
  engine(): Engine | null;
  /** The workspace. */
  text(): string;
  /** Does something in which an engine may stop; that is told then, not thrown. */
  run(act: () => void): void;
  /** The workspace cannot start where a link asks for: it starts as it says itself. */
  startDropped(): void;
}

/** The stimuli, what they did, and the world at the one that is looked at. */
export class Timeline implements TimelineState {
  runs: Run[] = [];
  selected = -1;
  runsDrafts = false;
  start: TimelineStart | null = null;
  /** Index of the fired event that the composer changes, or -1. */
  editing = -1;
  /** The whole timeline's. */
  simulation: Simulation | null = null;

  /** The world before the first stimulus: whatever is run anew begins with a copy of it, as reading takes much longer. */
  #ground: Ground | null = null;
  /** The world after the run that is looked at, while others follow it. */
  #then: Simulation | null = null;
  /** What was read of the world that is looked at. */
  readonly #seen = new Seen();
  /** What was explained of the simulation, by seq and workflow: what happened stays as it was. */
  readonly #explanations = new Map<string, Explanation>();

  constructor(private readonly surroundings: Surroundings) {}

  /** What stands here, without what it did: it is run anew, and entries that were read take room. */
  get state(): TimelineState {
    const { selected, runsDrafts, start } = this;
    return { runs: notRunAgain(this.runs), selected, runsDrafts, start };
  }

  /** Puts other things here; they are not run by this. */
  put({ runs, selected, runsDrafts, start }: TimelineState, editing = -1): void {
    this.runs = [...runs];
    this.selected = selected;
    this.runsDrafts = runsDrafts;
    this.start = start;
    this.editing = editing;
  }

  /** Runs all of it anew. */
  simulate(): void {
    if (!this.surroundings.engine()) return;
    const previous = this.simulation;
    const { simulation, runs } = this.#playAll();
    this.simulation = simulation;
    this.runs = runs;
    previous?.dispose();
    this.#explanations.clear();
    this.#forgetView();
  }

  /** Frees the memory of the simulation. */
  suspend(): void {
    this.simulation?.dispose();
    this.simulation = null;
    this.#ground?.simulation.dispose();
    this.#ground = null;
    this.#forgetView();
  }

  /** From the workspace's own start where it cannot start elsewhere, as a link may ask. */
  #playAll(): { simulation: Simulation; runs: Run[] } {
    try {
      return this.#play(this.runs);
    } catch (error) {
      if (!this.start || !('diagnostics' in (error as Error))) throw error;
      this.start = null;
      this.surroundings.startDropped();
      return this.#play(this.runs);
    }
  }

  /** The world that stimuli lead to, from the start on, and what each of them did. */
  #play(stimuli: readonly Run[]): { simulation: Simulation; runs: Run[] } {
    const engine = this.surroundings.engine();
    if (!engine) throw new Error('The engine is not loaded.');
    const simulation = this.#groundOf(engine).simulation.fork();
    return { simulation, runs: runAll(simulation, stimuli) };
  }

  #groundOf(engine: Engine): Ground {
    const { runsDrafts, start } = this;
    const text = this.surroundings.text();
    const ground = this.#ground;
    if (
      ground?.engine === engine &&
      ground.text === text &&
      ground.runsDrafts === runsDrafts &&
      ground.start === start
    ) {
      return ground;
    }
    const { simulation } = play(engine, { text, stimuli: [], runsDrafts, start });
    ground?.simulation.dispose();
    this.#ground = { engine, text, runsDrafts, start, simulation };
    return this.#ground;
  }

  /** The world before a run. Whoever asks disposes of it. */
  before(index: number): Simulation {
    return this.#play(this.runs.slice(0, index)).simulation;
  }

  /** One more run at the end, which the world that is looked at has done already. */
  follow(run: Run & { report: Report }): void {
    this.runs = [...this.runs, run];
    this.selected = this.runs.length - 1;
    if (this.simulation) this.#seen.follow(this.simulation, run.report.entries);
  }

  /** Looks at a run, and at the world as it was after it; `editing`: the composer changes it. */
  look(selected: number, editing = -1): void {
    this.selected = selected;
    this.editing = editing;
    this.#forgetView();
  }

  /** What was read of the world that was looked at holds no longer. */
  #forgetView(): void {
    this.#then?.dispose();
    this.#then = null;
    this.#seen.forget();
  }

  /** Whether the latest stimulus is looked at, so that what is done next comes last. */
  get isAtEnd(): boolean {
    return this.selected === this.runs.length - 1;
  }

  /** The run that is looked at, or null. */
  get selectedRun(): Run | null {
    return this.runs[this.selected] ?? null;
  }

  /** The world after the stimulus that is looked at. */
  get viewed(): Simulation | null {
    if (this.isAtEnd || !this.simulation) return this.simulation;
    this.surroundings.run(() => {
      this.#then ??= this.before(this.selected + 1);
    });
    return this.#then;
  }

  /** The contacts as they were after the stimulus that is looked at. */
  get contacts(): readonly ContactState[] {
    return this.#seen.contacts(this.viewed);
  }

  /** One of these, by its id. */
  contact(id: string): ContactState | undefined {
    return this.#seen.contact(this.viewed, id);
  }

  /** The counts after the stimulus that is looked at. */
  get stats(): Stats | null {
    return this.#seen.stats(this.viewed);
  }

  /** The messages up to the stimulus that is looked at. */
  get outbox(): readonly MessageEntry[] {
    return this.#seen.outbox(this.viewed);
  }

  /** The journal up to the stimulus that is looked at. */
  get journal(): readonly Entry[] {
    return this.#seen.journal(this.viewed);
  }

  /** How all of it ends; null until something runs. */
  get outcome(): Outcome | null {
    const { simulation, runs, isAtEnd } = this;
    if (!simulation || !isAtEnd) return simulation && outcomeOf(simulation, runs);
    const seen = {
      ...{ now: simulation.now, contacts: () => this.contacts, outbox: () => this.outbox },
      stats: () => this.stats ?? simulation.stats(),
    };
    return outcomeOf(seen, runs);
  }

  /** Why a workflow did or did not start at an event of the journal; each is asked for once. */
  explain(seq: number, workflow: string): Explanation {
    if (!this.simulation) throw new Error('There is nothing to explain yet.');
    const key = `${seq} ${workflow}`;
    const explanation = this.#explanations.get(key) ?? this.simulation.explain(seq, workflow);
    this.#explanations.set(key, explanation);
    return explanation;
  }
}

/** The same list each time: what is worked out of entries is kept by the list. */
const noEntries: readonly Entry[] = [];

/** The journal's entries that a run wrote; none where it could not be run. */
export function entriesOf(run: Run | null): readonly Entry[] {
  return run?.report?.entries ?? noEntries;
}
