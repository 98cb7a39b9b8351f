import type { Explanation } from '@rehearse/engine';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Suggestion } from '../document/references.js';
import { doneAside, playedAside } from '../store/aside.js';
import { Latest } from '../store/latest.js';
import { freeName, madeTest } from '../store/made-test.js';
import { type Case, changesWorkspace, type Remedy } from '../store/remedy.js';
import { RemedySearch } from '../store/remedy-search.js';
import { type Sandbox, type Trial, tryOut } from '../store/trial.js';
import { messageOf, type Run } from '../store/version.js';
import { eventAt, eventsOf, type PlacedEvent, proposedQuestion, type WhyQuestion } from '../store/why-question.js';
import { icon } from '../styles/icons.js';
import { balanced } from '../text/balanced.js';
import { changeInWords, explanationInWords } from '../text/explanation.js';
import { instantInWords } from '../text/format.js';
import type { JournalWords } from '../text/journal.js';
import { capital, type Parts, plain, rendered, shortened, small, worded } from '../text/parts.js';
import { remedyInWords } from '../text/remedies.js';
import { journalWords } from '../text/runs.js';
import { eventInWords } from '../text/sentences.js';
import { texts } from '../texts/texts.js';
import { againHint, againStyles } from './again.js';
import { differenceInWords, differenceStyles, differenceTable } from './comparison-view.js';
import { conditionTrace, traceStyles } from './condition-trace.js';
import { ContactOptions } from './contact-options.js';
import { Once } from './once.js';
import { pick } from './pick.js';
import { Region } from './region.js';

/** The most events that are offered: the latest. */
const mostEvents = 1_000;

/** Why a workflow did or did not start for a contact at an event, what might have let it, and what that would change. */
export class WhyNotRegion extends Region {
  #question: WhyQuestion | null = null;
  /** The question of the store that was taken up last. */
  #asked: WhyQuestion | null = null;
  /** Whether a person chose the workflow: then it stays when something else is looked at. */
  #isChosen = false;
  /** What was looked at when the question was proposed: run anew, it is the same stimulus still. */
  #run: Run | null = null;
  #trial: Trial | null = null;
  /** Who has gone on to something else when the answer comes is not taken away from that. */
  #focusedWhenTried: Element | null = null;
  /** What the trial was held against: when that changes, it says nothing any more. */
  #runs: readonly Run[] = [];
  #error = '';
  readonly #contacts = new ContactOptions();
  readonly #workflowOptions = new Once<Suggestion[]>();
  readonly #eventOptions = new Once<Suggestion[]>();
  readonly #trying = new Latest(() => this.requestUpdate());
  readonly #making = new Latest(() => this.requestUpdate());
  readonly #search = new RemedySearch(() => this.requestUpdate());

  protected override removed(): void {
    this.#forgetTrial();
    this.#search.stop();
  }

  protected override storeChanged(): void {
    const { store } = this;
    if (store.runs !== this.#runs) {
      this.#runs = store.runs;
      this.#forgetTrial();
    }
    if (store.question !== null && store.question !== this.#asked) {
      this.#asked = store.question;
      this.#question = store.question;
      this.#isChosen = true;
      this.#run = store.selectedRun;
      this.#forgetTrial();
    } else if (store.selectedRun?.stimulus !== this.#run?.stimulus || !this.#makesSense()) {
      this.#run = store.selectedRun;
      const contacts = store.contacts.map(({ id }) => id);
      const previous = this.#question && { ...this.#question, ...(this.#isChosen ? {} : { workflow: '' }) };
      const proposed = proposedQuestion(store.running, store.runs, store.selected, contacts, previous);
      // What was tried answers the question before.
      if (!isQuestion(proposed, this.#question)) this.#forgetTrial();
      this.#question = proposed;
    }
  }

  #makesSense(): boolean {
    const { store } = this;
    const question = this.#question;
    if (question === null || !store.running.workflows.some(({ id }) => id === question.workflow)) return false;
    if (question.event !== null) return eventAt(store.runs, question.contact, question.event) !== undefined;
    // There may be nothing to ask of a contact yet.
    return store.contact(question.contact) !== undefined && eventsOf(store.runs, question.contact).length === 0;
  }

  #ask(question: WhyQuestion): void {
    this.#isChosen ||= question.workflow !== this.#question?.workflow;
    this.#question = question;
    this.#forgetTrial();
    this.requestUpdate();
  }

  /** What was tried, or is being tried, is of something else. */
  #forgetTrial(): void {
    this.#trying.cancel();
    this.#making.cancel();
    this.#trial = null;
    this.#error = '';
  }

  /** Another contact has other events: the same stimulus' one, else the latest. */
  #askAbout(contact: string, { workflow, event }: WhyQuestion): void {
    const events = eventsOf(this.store.runs, contact);
    const near = events.find(({ place }) => place.run === event?.run) ?? events.at(-1);
    this.#ask({ contact, workflow, event: near?.place ?? null });
  }

  override render(): TemplateResult {
    const { store } = this;
    const said = texts().whyNot;
    const question = this.#question;
    if (!store.simulation || !store.vocabulary || question === null)
      return html`<p class="empty">${said.nothingYet}</p>`;
    if (store.running.workflows.length === 0) return html`<p class="empty">${said.noWorkflows}</p>`;
    const words = journalWords(store);
    const events = eventsOf(store.runs, question.contact);
    const event = eventAt(store.runs, question.contact, question.event);
    return html`
      ${this.#pickers(words, question, events)}
      ${event ? this.#answer(words, question, event) : html`<p class="empty">${store.runs.length === 0 ? said.nothingYet : said.noEvents}</p>`}`;
  }

  #pickers(words: JournalWords, question: WhyQuestion, events: readonly PlacedEvent[]): TemplateResult {
    const { store } = this;
    const said = texts().whyNot;
    const contacts = this.#contacts.of(store.contacts);
    const { workflows } = store.running;
    const workflowOptions = this.#workflowOptions.of([workflows], () =>
      workflows.map(({ id, name }) => ({ value: id, label: shortened(name || id) })),
    );
    const offered = events.slice(-mostEvents).reverse();
    const options = this.#eventOptions.of([store.runs, store.references, question.contact, texts()], () =>
      offered.map((each) => ({ value: keyOf(each), label: eventLabel(words, each) })),
    );
    const present = offered.find(({ place }) => isPlace(place, question.event));
    const chooseEvent = (key: string) => {
      const found = offered.find((each) => keyOf(each) === key);
      if (found) this.#ask({ ...question, event: found.place });
    };
    return html`
      <div class="pickers" role="group" aria-label=${said.heading}>
        ${field('why-contact', said.contact, contacts, question.contact, (contact) => this.#askAbout(contact, question))}
        ${field('why-workflow', said.workflow, workflowOptions, question.workflow, (workflow) => this.#ask({ ...question, workflow }))}
        ${field('why-event', said.event, options, present ? keyOf(present) : '', chooseEvent)}
      </div>`;
  }

  #answer(words: JournalWords, question: WhyQuestion, event: PlacedEvent): TemplateResult {
    const { store } = this;
    const said = texts().whyNot;
    const explanation = store.timeline.explain(event.entry.seq, question.workflow);
    const { started } = explanation;
    const about: Case = { document: store.running, runs: store.runs, question, event, explanation };
    return html`
      <article class="answer">
        <div class="row">
          <h3 class="clamp"><bdi>${balanced(store.references.workflowName(question.workflow))}</bdi></h3><span class="grow"></span>
          <span class=${`badge ${started ? 'good' : 'bad'}`}>${icon(started ? 'tick' : 'cross')}${started ? said.started : said.didNotStart}</span>
        </div>
        <p class="sentence">${rendered(explanationInWords(words, explanation))}</p>
        ${triggerTraces(words, explanation, event)}
        ${started ? nothing : this.#remedies(words, about)}
      </article>
      ${this.#error ? html`<p class="problem" role="alert"><span class="error">${said.notTried} ${worded(this.#error)}</span></p>` : nothing}
      <div>
        ${againHint({ isLong: this.#trying.isLong || this.#making.isLong })}
        <div class="last" aria-busy=${this.#trying.isRunning || this.#making.isRunning ? 'true' : 'false'}>${this.#trial ? this.#trialView(words, about, this.#trial) : nothing}</div>
      </div>`;
  }

  #remedies(words: JournalWords, about: Case): TemplateResult {
    const said = texts().whyNot;
    const remedies = this.#search.remediesFor(about, (signal) => this.#sandbox(signal));
    if (remedies === null) return this.#search.error ? this.#searchFailed(this.#search.error) : this.#looking();
    if (remedies.length === 0) return html`<p class="muted">${said.noRemedy}</p>`;
    const name = shortened(this.store.contactName(about.question.contact));
    const { change: smallest } = about.explanation;
    return html`
      <section class="stack">
        <h4>${said.wouldHaveFired}${smallest ? html` <span class="smallest">${rendered(changeInWords(words, smallest))}</span>` : nothing}</h4>
        <ul class="plain remedies">
          ${remedies.map((remedy) => {
            const change = remedyInWords(words, about, name, remedy);
            const isTried = this.#trial !== null && sameRemedy(this.#trial.remedy, remedy);
            return html`
              <li class=${isTried ? 'tried' : ''}><span class="grow">${rendered(change)}</span>
                <button type="button" class="small" aria-pressed=${isTried ? 'true' : 'false'} aria-label=${said.tryThis(plain(change))}
                  @click=${() => this.#try(about, remedy)}>${said.tryIt}</button></li>`;
          })}
        </ul>
      </section>`;
  }

  #looking(): TemplateResult {
    return html`<div aria-live="polite">${this.#search.isLong ? html`<p class="hint">${texts().whyNot.looking}</p>` : nothing}</div>`;
  }

  #searchFailed(error: string): TemplateResult {
    const said = texts().whyNot;
    const lookAgain = () => {
      this.#search.stop();
      this.focusOn('#why-workflow');
    };
    return html`
      <div class="problem" role="alert"><span class="error">${said.notTried} ${worded(error)}</span>
        <button type="button" class="small" id="look-again" @click=${lookAgain}>${said.lookAgain}</button></div>`;
  }

  /** What remedies are tried out in; on this thread, a large workspace takes too long to be played for each part of one. */
  #sandbox(signal: AbortSignal): Sandbox | null {
    const { tasks, isLarge, version } = this.store;
    return isLarge && !tasks.isInBackground ? null : { player: tasks, version, signal };
  }

  #try(about: Case, remedy: Remedy): void {
    const { store } = this;
    const before = store.timeline.outcome;
    if (!before) return;
    this.#error = '';
    const { version, tasks } = store;
    this.#focusedWhenTried = focused();
    void this.#trying.run(
      (signal) => tryOut({ player: tasks, version, signal }, before, about.question, remedy),
      (trial) => this.#showTrial(about, trial),
      (error) => {
        this.#trial = null;
        this.#error = messageOf(error);
        this.requestUpdate();
      },
    );
    this.requestUpdate();
  }

  #showTrial(about: Case, trial: Trial): void {
    this.#trial = trial;
    const { started, difference } = trial;
    const result = plain(this.#resultInWords(about.question, started));
    this.store.say([result, difference.isNone ? texts().whyNot.noDifference : differenceInWords(difference)].join(' '));
    this.requestUpdate();
    if (focused() !== this.#focusedWhenTried) return;
    void this.updateComplete.then(() => this.renderRoot.querySelector('.trial')?.scrollIntoView({ block: 'nearest' }));
  }

  #resultInWords({ workflow, contact }: WhyQuestion, started: boolean): Parts {
    const { store } = this;
    const { resultStarted, resultNot } = texts().whyNot;
    const result = started ? resultStarted : resultNot;
    return result(shortened(store.references.workflowName(workflow)), shortened(store.contactName(contact)));
  }

  #trialView(words: JournalWords, about: Case, trial: Trial): TemplateResult {
    const said = texts().whyNot;
    const { started, explanation, difference, remedy } = trial;
    const isOfWorkspace = changesWorkspace(remedy);
    const obstacle = this.#obstacleTo(remedy);
    // While another one is tried, this is what is about to go.
    const isGoing = this.#trying.isRunning;
    const isHeldUp = isGoing || obstacle !== '';
    return html`
      <section class="trial" aria-label=${said.withChange}>
        <p class="result"><span class=${`badge ${started ? 'good' : 'bad'}`}>${icon(started ? 'tick' : 'cross')}${started ? said.started : said.didNotStart}</span>
          <span>${rendered(this.#resultInWords(about.question, started))}</span></p>
        ${started || explanation === null ? nothing : html`<p class="muted">${rendered(explanationInWords(words, explanation))}</p>`}
        ${
          difference.isNone
            ? html`<p class="muted">${said.noDifference}</p>`
            : differenceTable(words, difference, { a: said.asItIs, b: said.withChange })
        }
        <div class="row">
          <button type="button" class="small primary" id="apply-trial" ?disabled=${isHeldUp} @click=${() => this.#apply(words, about, trial)}>${said.apply}</button>
          <button type="button" class="small" id="discard-trial" ?disabled=${isGoing} @click=${() => this.#discard()}>${said.discard}</button>
          <span class="grow"></span>
          ${started ? html`<button type="button" class="small" id="trial-test" ?disabled=${isHeldUp} @click=${() => this.#makeTest(words, about, trial)}>${isOfWorkspace ? said.applyAndTest : said.makeTest}</button>` : nothing}
        </div>
        <p class="hint">${obstacle || said.applyHint}</p>
      </section>`;
  }

  /** Why a remedy cannot be applied now, or "". */
  #obstacleTo(remedy: Remedy): string {
    const { store } = this;
    if (!changesWorkspace(remedy)) return '';
    if (store.isReadonly) return texts().regions.isReadonly;
    return store.upToDate ? '' : texts().whyNot.mendFirst;
  }

  /** Whether a trial is of what runs once all that was typed is read, and may be applied; if not, says why. */
  #mayApply({ runs }: Case, { remedy }: Trial): boolean {
    const { store } = this;
    store.settle();
    const obstacle = store.runs === runs ? this.#obstacleTo(remedy) : texts().whyNot.typedFirst;
    if (obstacle) store.say(obstacle);
    return obstacle === '';
  }

  #apply(words: JournalWords, about: Case, trial: Trial): void {
    if (!this.#mayApply(about, trial)) return;
    const { store } = this;
    const { version, event, remedy } = trial;
    const { contact, workflow } = about.question;
    const name = shortened(store.contactName(contact));
    this.#question = { contact, workflow, event };
    store.take(version, event.run, texts().whyNot.applied(plain(remedyInWords(words, about, name, remedy))));
    // What is looked at is the same event still.
    this.#run = store.selectedRun;
    this.#question = { contact, workflow, event };
    this.focusOn('#why-workflow');
  }

  #discard(): void {
    const tried = this.#trial?.remedy;
    this.#trial = null;
    this.store.say(texts().whyNot.discarded);
    if (tried) this.focusOn('.remedies button');
  }

  /**
   * A scenario of what was tried, up to the event: it expects that the workflow starts. What was tried of the workspace is
   * applied with it, as the test would fail without.
   */
  #makeTest(words: JournalWords, about: Case, trial: Trial): void {
    const { store } = this;
    const { version, event } = trial;
    const { contact, workflow } = about.question;
    const said = texts().whyNot;
    const { testName, testMade } = said;
    const wanted = testName(store.references.workflowName(workflow), store.contactName(contact));
    const upToEvent = { ...version, stimuli: version.stimuli.slice(0, event.run + 1) };
    const { start = null, runsDrafts } = version;
    void this.#making.run(
      (signal) => playedAside(store.tasks, upToEvent, { signal, journal: true }),
      (run) => {
        if (!this.#mayApply(about, trial)) return;
        const where = { workspace: store.running, start, runsDrafts };
        const name = freeName(store.tests.scenarios, wanted);
        const scenario = madeTest(name, doneAside(upToEvent, run), where);
        if (!scenario) {
          store.say(texts().announcements.noTest);
          return;
        }
        if (changesWorkspace(trial.remedy)) this.#apply(words, about, trial);
        if (store.runningText === version.text) store.changeTests([...store.tests.scenarios, scenario], testMade(name));
      },
      (error) => store.say(`${said.notTried} ${messageOf(error)}`),
    );
    this.requestUpdate();
  }

  static override styles = [
    Region.styles,
    traceStyles,
    differenceStyles,
    againStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-4);
        container-type: inline-size;
      }

      .pickers {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--space-2) var(--space-3);
      }

      .pickers .field:last-child {
        grid-column: 1 / -1;
      }

      .answer,
      .trial {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--sunken);
      }

      .trial {
        background: var(--surface);
        border-color: var(--accent);
      }

      #look-again {
        justify-self: start;
      }

      .sentence {
        overflow-wrap: anywhere;
      }

      .smallest {
        color: var(--accent);
      }

      .remedies {
        display: grid;
        gap: var(--space-1);
      }

      .remedies li {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        padding: var(--space-1) var(--space-2);
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface);
        font-size: var(--text-small);
      }

      .remedies button {
        flex: none;
      }

      .remedies .tried {
        border-color: var(--accent);
      }

      .result {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        font-weight: 600;
        overflow-wrap: anywhere;
      }

      @container (inline-size < 30rem) {
        .pickers {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];
}

function field(
  id: string,
  label: string,
  options: readonly Suggestion[],
  value: string,
  change: (value: string) => void,
): TemplateResult {
  return html`<div class="field"><label for=${id}>${label}</label>${pick(id, options, value, texts().whyNot.search(label), change)}</div>`;
}

/** Each trigger with its conditions; for those of other events, which. */
function triggerTraces(words: JournalWords, { triggers }: Explanation, { entry }: PlacedEvent): TemplateResult[] {
  const said = texts().whyNot;
  return triggers.map(({ trigger, type, matched, conditions }) => {
    const id = trigger.replace(/^trigger-(?=\d+$)/, '');
    if (conditions === null) {
      return html`<p class="muted">${rendered(said.otherEvents(id, small(words.vocabulary.eventLabel(type))))}</p>`;
    }
    return html`
      ${triggers.length > 1 ? html`<p class="muted">${rendered(texts().outcomes.trigger(id, matched))}</p>` : nothing}
      ${conditionTrace(words, conditions, [entry.event.type])}`;
  });
}

function eventLabel(words: JournalWords, { entry, place }: PlacedEvent): string {
  const follows = entry.origin === 'outside' ? '' : '↳ ';
  const sentence = shortened(plain(capital(eventInWords(words, entry.event))));
  return `${place.run + 1}. ${follows}${sentence} · ${instantInWords(entry.at)}`;
}

function keyOf({ place }: PlacedEvent): string {
  return `${place.run} ${place.number} ${place.type}`;
}

function isPlace(one: WhyQuestion['event'], other: WhyQuestion['event']): boolean {
  return one?.run === other?.run && one?.type === other?.type && one?.number === other?.number;
}

/** What has the focus, through all shadow roots. */
function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

function isQuestion(one: WhyQuestion, other: WhyQuestion | null): boolean {
  return one.contact === other?.contact && one.workflow === other.workflow && isPlace(one.event, other.event);
}

function sameRemedy(one: Remedy, other: Remedy): boolean {
  return JSON.stringify(one.edits) === JSON.stringify(other.edits);
}
