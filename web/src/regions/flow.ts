import type { ContactState, Entry, Workflow, WorkflowCoverage } from '@rehearse/engine';
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import { concernedBy, mostConcerned } from '../document/concerned.js';
import { flowOf } from '../document/flow.js';
import { type FlowNode, pathOf } from '../document/path.js';
import { join } from '../document/pointer.js';
import type { TestOutcome } from '../store/tests.js';
import { entriesOf } from '../store/timeline.js';
import { waitingIn } from '../store/waiting.js';
import { shortened, worded } from '../text/parts.js';
import { journalWords } from '../text/runs.js';
import { type Texts, texts } from '../texts/texts.js';
import { againHint, againStyles } from './again.js';
import { flowStyles } from './flow.styles.js';
import { flowView } from './flow-view.js';
import { Region } from './region.js';
import { Slices } from './slices.js';

/** How far from being seen the flow is drawn, so that it is there when it is scrolled to. */
const margin = '400px';

/** How long nothing may have changed, in milliseconds, before it is drawn out of sight. */
const patience = 1_000;

/** The most contacts that can be chosen from. */
const mostContacts = 200;

/** A workflow as a flow, with the way that contacts took through it at the stimulus that is looked at. */
export class FlowRegion extends Region {
  /** The workflow that a person chose; null for the one that the stimulus had most to do with. */
  #chosen: string | null = null;
  /** The workflow that was shown last: where a stimulus concerns none, it stays. */
  #last: string | null = null;
  #contact: string | null = null;
  #showsCoverage = false;
  /** Whether the way is that of all stimuli up to the one that is looked at. */
  #isWhole = false;
  #whole: { contacts: readonly ContactState[]; entries: readonly Entry[] } | null = null;
  /** What stands here belongs to this stimulus. */
  #entries: readonly Entry[] | null = null;
  #load = 0;
  /** Whether it is near enough to be seen: else nothing is worked out. */
  #isNear = false;
  /** Whether it is drawn though it is out of sight. */
  #isDue = false;
  /** The texts that it was drawn with. */
  #drawnIn: Texts | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #path: {
    entries: readonly Entry[];
    workflow: Workflow;
    contact: string | null;
    names: unknown;
    nodes: FlowNode[];
  } | null = null;
  readonly #slices = new Slices();
  readonly #observer = new IntersectionObserver(
    (found) => {
      this.#isNear = found.at(-1)?.isIntersecting ?? false;
      if (this.#isNear) this.requestUpdate();
    },
    { rootMargin: margin },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    this.#isNear = false;
  }

  protected override storeChanged(): void {
    this.#isDue = false;
  }

  /** What is out of sight is up to date, too, once there has been nothing else to do: screen readers may come to it. */
  #drawLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#isDue = this.checkVisibility();
      if (this.#isDue) this.requestUpdate();
    }, patience);
  }

  /** Shows what the tests take of a workflow, and puts the focus there. */
  showCoverage(workflow: string): void {
    // What is chosen here is of the present workspace, which may not have been drawn yet.
    this.#load = this.store.loads;
    this.#chosen = workflow;
    this.#contact = null;
    this.#showsCoverage = true;
    this.#isNear = true;
    this.requestUpdate();
    void this.updateComplete.then(() => {
      const toggle = this.renderRoot.querySelector<HTMLElement>('#coverage');
      toggle?.scrollIntoView({ block: 'center' });
      toggle?.focus({ preventScroll: true });
    });
  }

  /** What a person chose holds while the stimulus that is looked at has to do with it, and for tests. */
  #settle(entries: readonly Entry[]): string | null {
    const { store } = this;
    const ids = store.running.workflows;
    const isThere = (id: string | null) => id !== null && store.references.workflow(id) !== undefined;
    const concerns = concernedBy(entries);
    if (store.loads !== this.#load) {
      this.#chosen = this.#last = this.#contact = null;
      this.#showsCoverage = this.#isWhole = false;
    }
    this.#load = store.loads;
    if (entries !== this.#entries) {
      if (!this.#showsCoverage && concerns.size > 0 && !concerns.has(this.#chosen ?? '')) this.#chosen = null;
      this.#contact = null;
      this.#entries = entries;
    }
    const wanted = [this.#chosen, mostConcerned(concerns), this.#last].find(isThere) ?? ids[0]?.id ?? null;
    this.#last = wanted;
    return wanted;
  }

  /** All that happened up to the moment that is looked at; read once for each. */
  #journal(): readonly Entry[] {
    const { contacts, viewed } = this.store;
    if (this.#whole?.contacts !== contacts) this.#whole = { contacts, entries: viewed?.journal() ?? [] };
    return this.#whole.entries;
  }

  #nodes(workflow: Workflow, pointer: string, entries: readonly Entry[]): FlowNode[] {
    const known = this.#path;
    const contact = this.#contact;
    const names = texts();
    if (known?.entries === entries && known.workflow === workflow && known.contact === contact && known.names === names)
      return known.nodes;
    const nodes = pathOf({ words: journalWords(this.store), workflow, pointer, entries, contact });
    this.#path = { entries, workflow, contact, names, nodes };
    return nodes;
  }

  override render(): TemplateResult | typeof noChange {
    if (!this.#isNear && !this.#isDue && texts() === this.#drawnIn) {
      this.#drawLater();
      return noChange;
    }
    this.#drawnIn = texts();
    const { store } = this;
    const words = texts().flow;
    const now = entriesOf(store.selectedRun);
    const id = this.#settle(now);
    const entries = this.#isWhole ? this.#journal() : now;
    const index = store.running.workflows.findIndex((each) => each.id === id);
    const workflow = store.running.workflows[index];
    if (!workflow || !store.vocabulary) return html`<h2>${words.heading}</h2><p class="empty">${words.empty}</p>`;
    const concern = concernedBy(entries).get(workflow.id);
    const isFilled = store.tests.scenarios.length > 0;
    const outcome = isFilled && this.#showsCoverage ? store.testOutcome() : null;
    const coverage = outcome && coverageIn(outcome, workflow.id);
    const pointer = join('/workflows', index);
    return html`
      <div class="row head">
        <h2>${words.heading}</h2>
        ${this.#workflowChoice(now)}
        ${this.#contactChoice([...(concern?.contacts ?? [])])}
        ${store.runs.length > 1 ? this.#toggle('whole', words.whole, this.#isWhole, (on) => (this.#isWhole = on)) : nothing}
        ${isFilled ? this.#toggle('coverage', words.coverage, this.#showsCoverage, (on) => (this.#showsCoverage = on)) : nothing}
      </div>
      ${outcome ? coverageNote(outcome, coverage) : this.#note(concern === undefined, entries, workflow.id)}
      <div class="last" aria-busy=${outcome?.isRunning ? 'true' : 'false'}>${this.#flow(workflow, pointer, entries, coverage)}</div>`;
  }

  #flow(
    workflow: Workflow,
    pointer: string,
    entries: readonly Entry[],
    coverage: WorkflowCoverage | null,
  ): TemplateResult {
    const { store } = this;
    const { vocabulary, references, contacts } = store;
    const nodes = this.#nodes(workflow, pointer, entries);
    const standing = waitingIn(contacts, workflow.id);
    const steps = vocabulary ? flowOf(vocabulary, workflow, pointer).steps : [];
    const contact = this.#contact;
    const slice = this.#slices.next(workflow.id, steps, [
      workflow,
      nodes,
      contacts,
      coverage,
      contact,
      references,
      texts(),
    ]);
    if (slice.to < steps.length) setTimeout(() => this.requestUpdate());
    const hasPath = concernedBy(entries).has(workflow.id);
    return flowView({
      store,
      workflow,
      pointer,
      words: journalWords(store),
      nodes,
      hasPath,
      standing,
      contact,
      coverage,
      slice,
    });
  }

  /** What there is to say of the whole workflow. */
  #note(isQuiet: boolean, entries: readonly Entry[], workflow: string): TemplateResult | typeof nothing {
    const words = texts().flow;
    if (isQuiet) {
      const said = this.#isWhole ? words.nothingYet : words.nothingHere;
      return entries.length > 0 ? html`<p class="muted note">${said}</p>` : nothing;
    }
    const isAdded = entries.some(
      (each) => each.kind === 'enrolled' && each.workflow === workflow && each.trigger === null,
    );
    return isAdded ? html`<p class="muted note">${words.addedByStep}</p>` : nothing;
  }

  #workflowChoice(entries: readonly Entry[]): TemplateResult {
    const words = texts().flow;
    const { running } = this.store;
    const concerns = concernedBy(entries);
    const option = ({ id, name }: Workflow) => html`<option value=${id}>${shortened(name || id)}</option>`;
    const choose = (event: Event) => {
      this.#chosen = (event.target as HTMLSelectElement).value;
      this.#contact = null;
      this.requestUpdate();
    };
    const here = running.workflows.filter(({ id }) => concerns.has(id));
    const all = guard([running, words], () => running.workflows.map(option));
    return html`
      <select id="flow-workflow" aria-label=${words.workflow} @change=${choose}>
        ${here.length === 0 || here.length === running.workflows.length ? nothing : html`<optgroup label=${words.atThisStimulus}>${here.map(option)}</optgroup>`}
        <optgroup label=${words.allWorkflows}>${all}</optgroup>
      </select>`;
  }

  /** What is chosen is set once the choices are there. */
  protected override updated(): void {
    const select = this.renderRoot.querySelector<HTMLSelectElement>('#flow-workflow');
    if (select && this.#last !== null) select.value = this.#last;
  }

  /** Where several contacts went through, whose way is shown. */
  #contactChoice(contacts: readonly string[]): TemplateResult | typeof nothing {
    if (contacts.length < 2) return nothing;
    const words = texts().flow;
    const choose = (event: Event) => {
      this.#contact = (event.target as HTMLSelectElement).value || null;
      this.requestUpdate();
    };
    return html`<select id="flow-contact" aria-label=${words.contact} @change=${choose}>
      <option value="" ?selected=${this.#contact === null}>${words.allContacts(contacts.length)}</option>
      ${contacts.slice(0, mostContacts).map((id) => html`<option value=${id} ?selected=${id === this.#contact}>${shortened(this.store.contactName(id))}</option>`)}
    </select>`;
  }

  #toggle(id: string, label: string, isOn: boolean, set: (on: boolean) => void): TemplateResult {
    const change = (event: Event) => {
      set((event.target as HTMLInputElement).checked);
      this.requestUpdate();
    };
    return html`<label class="row toggle"><input type="checkbox" id=${id} .checked=${live(isOn)} @change=${change}> ${label}</label>`;
  }

  static override styles = [Region.styles, againStyles, flowStyles];
}

/** What the tests take of a workflow, as far as they were run. */
function coverageIn({ result }: TestOutcome, workflow: string): WorkflowCoverage | null {
  const all = result?.coverage?.workspaces.flatMap((each) => each.workflows) ?? [];
  return all.find((each) => each.workflow === workflow) ?? null;
}

/** What there is to say of that: how much it is, that it is not known yet, or why it is not. */
function coverageNote(outcome: TestOutcome, coverage: WorkflowCoverage | null): TemplateResult {
  const { flow, tests } = texts();
  if (outcome.error)
    return html`<p class="problem note"><span class="error"><strong>${tests.notRun}</strong> ${worded(outcome.error)}</span></p>`;
  if (!outcome.result) return html`<p class="muted note" aria-busy="true">${flow.coverageAsked}</p>`;
  const said = coverage ? flow.coverageShown(Math.floor(coverage.percent)) : flow.coverageOfNothing;
  return html`
    <div><p class="muted note last" aria-busy=${outcome.isRunning ? 'true' : 'false'}>${said}</p>${againHint(outcome)}</div>`;
}
