import type { Diagnostic, Workspace } from '@rehearse/engine';
import { adoptStyles, css, html, nothing, type TemplateResult } from 'lit';
import { freeId } from '../document/ids.js';
import { withInserted, withMoved, withRemoved, withValue } from '../document/pointer.js';
import type { FormHost } from '../forms/form.js';
import { idle, need, needed, needForms } from '../parts.js';
import { balanced } from '../text/balanced.js';
import { worded } from '../text/parts.js';
import { severityWord } from '../text/severity.js';
import { texts } from '../texts/texts.js';
import type { JsonEditor } from './json-editor.js';
import { Region } from './region.js';
import { panel, tabs } from './tabs.js';
import type { WorkflowForms } from './workflow-forms.js';
import { statusBadge, type WorkflowListActions, WorkflowListView, workflowList } from './workflow-list.js';

type View = 'workflows' | 'tests' | 'json' | 'problems';

/** Where workflows are defined: as a list of sentences, as forms, as text. */
export class WorkflowsRegion extends Region {
  #view: View = 'workflows';
  /** Index of the workflow that is open, or -1 for the list. */
  #open = -1;
  #list = new WorkflowListView();
  /** Which of the workspaces it shows. */
  #load = 0;
  /** The forms, once they are there. */
  #forms: WorkflowForms | null = null;
  #comingForms: Promise<void> | null = null;

  protected override storeChanged(): void {
    if (this.store.loads !== this.#load) {
      this.#open = -1;
      this.#list = new WorkflowListView();
    }
    this.#load = this.store.loads;
    if (this.#open >= this.store.document.workflows.length) this.#open = -1;
  }

  protected override firstUpdated(): void {
    void idle().then(() => this.#needForms());
  }

  /** Loads the forms, which are not there at the first look. */
  #needForms(): Promise<void> {
    this.#comingForms ??= needForms().then((forms) => {
      this.#comingForms = forms ? Promise.resolve() : null;
      if (!forms) return;
      this.#forms = forms;
      const { elementStyles } = WorkflowsRegion;
      adoptStyles(this.renderRoot as ShadowRoot, elementStyles.toSpliced(-1, 0, forms.formStyles));
      this.requestUpdate();
    });
    return this.#comingForms;
  }

  /** Who waits for it to be drawn waits for the forms that are opened, too. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#comingForms;
    return super.getUpdateComplete();
  }

  #show(view: View): void {
    this.#view = view;
    this.requestUpdate();
  }

  /** Shows a workflow's forms, or the list for -1, and puts the focus there. */
  #openWorkflow(index: number, focus = index < 0 ? '#add-workflow' : '#close-editor'): void {
    this.#view = 'workflows';
    this.#open = index;
    if (index >= 0) void this.#needForms();
    this.requestUpdate();
    this.focusOn(focus);
  }

  /** What the forms show and how they change it. */
  get #host(): FormHost {
    const { store } = this;
    if (!store.vocabulary) throw new Error('The engine is not loaded.');
    return {
      vocabulary: store.vocabulary,
      references: store.references,
      document: store.document,
      diagnostics: store.diagnostics,
      apply: (document: Workspace, focus?: string, said?: string) => {
        store.setDocument(document, said);
        if (focus !== undefined) void this.updateComplete.then(() => this.#focusPlace(focus));
      },
    };
  }

  /** Puts the focus on the first control at a place, or, after a `#`, on what stands there for an action. */
  #focusPlace(place: string): void {
    const [pointer = '', action] = place.split('#');
    const at = (value: string) => this.renderRoot.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(value)}"]`);
    const container = action === 'add' ? at(place) : at(pointer);
    if (action === 'up' || action === 'down') {
      const wanted = container?.querySelector<HTMLButtonElement>(`[data-action="${action}"]`);
      const other = container?.querySelector<HTMLButtonElement>('[data-action]:not(:disabled)');
      (wanted?.disabled ? other : wanted)?.focus();
      return;
    }
    const details = container?.querySelector<HTMLDetailsElement>(':scope > details:not(.more)');
    if (details) details.open = true;
    const body =
      container?.querySelector<HTMLElement>('input, select, textarea') ??
      container?.querySelector<HTMLElement>('button');
    body?.focus();
  }

  #add(): void {
    const { document } = this.store;
    const id = freeId(
      'workflow',
      document.workflows.map((workflow) => workflow.id),
    );
    const number = document.workflows.length + 1;
    const workflow = { id, name: texts().workflows.newName(number), status: 'draft', triggers: [], steps: [] };
    const added = withInserted(document, '/workflows', document.workflows.length, workflow);
    if (this.store.setDocument(added)) this.#openWorkflow(document.workflows.length, '.editor input');
  }

  #move(from: number, to: number): void {
    const { document } = this.store;
    const name = document.workflows[from]?.name || document.workflows[from]?.id;
    this.store.setDocument(
      withMoved(document, '/workflows', from, to),
      texts().workflows.moved(name ?? '', to + 1, document.workflows.length),
    );
    this.#list.include(to);
    void this.updateComplete.then(() => this.#focusPlace(`/workflows/${to}#${to < from ? 'up' : 'down'}`));
  }

  #remove(index: number): void {
    const { document } = this.store;
    const name = document.workflows[index]?.name || document.workflows[index]?.id;
    const left = withRemoved(document, '/workflows', index);
    if (this.store.setDocument(left, texts().workflows.deleted(name ?? ''))) this.#openWorkflow(-1);
  }

  #publish(index: number, published: boolean): void {
    this.store.setDocument(
      withValue(this.store.document, `/workflows/${index}/status`, published ? 'published' : 'draft'),
    );
  }

  /** Leads from a problem to the form at its place, or to the text where forms cannot show it. */
  #goTo({ path, line, column }: Diagnostic): void {
    const index = Number(/^\/workflows\/(\d+)/.exec(path)?.[1] ?? -1);
    if (index >= 0 && this.store.formsFollowText) {
      this.#openWorkflow(index);
      void this.updateComplete.then(() => this.#focusNearest(path));
      return;
    }
    if (path.startsWith('/scoringRules/') && this.store.formsFollowText) {
      this.#openWorkflow(-1);
      void this.#needForms();
      void this.updateComplete.then(() => this.#focusNearest(path));
      return;
    }
    this.#show('json');
    void Promise.all([this.updateComplete, need('rehearse-json-editor')]).then(() =>
      this.renderRoot.querySelector<JsonEditor>('rehearse-json-editor')?.goTo(line, column),
    );
  }

  /** Opens the form at a place of the document that runs, which may be elsewhere in the one that is written. */
  showPlace(workflow: string, pointer: string): void {
    const index = this.store.document.workflows.findIndex(({ id }) => id === workflow);
    if (index < 0) return;
    const path = pointer.replace(/^\/workflows\/\d+/, `/workflows/${index}`);
    this.#openWorkflow(index);
    void this.updateComplete.then(() => this.#focusNearest(path));
  }

  #focusNearest(path: string): void {
    for (let place = path; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
      const found = this.renderRoot.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(place)}"]`);
      if (!found) continue;
      for (let around = found.closest('details'); around; around = around.parentElement?.closest('details') ?? null)
        around.open = true;
      const within = (selector: string) => [...found.querySelectorAll<HTMLElement>(selector)];
      // Buttons that move a step come before what it says, and may be disabled.
      const controls = [...within('input, select, textarea'), ...within('button')];
      controls.find((control) => control.matches(':enabled') && control.checkVisibility())?.focus();
      return;
    }
  }

  override render(): TemplateResult {
    const { store } = this;
    const words = texts().workflows;
    return html`
      <div class="row title">
        <h2 class="clamp"><bdi>${balanced(store.document.name || words.workspace)}</bdi></h2>
        <span class="grow"></span>
        <button type="button" class="small quiet" id="undo" aria-disabled=${store.canUndo ? nothing : 'true'} @click=${() => store.undo()}>${words.undo}</button>
      </div>
      ${this.#description()}
      ${tabs<View>(
        words.views,
        [
          { name: 'workflows', label: words.workflows, count: store.document.workflows.length },
          { name: 'tests', label: words.tests, count: store.tests.scenarios.length },
          { name: 'json', label: words.json },
          { name: 'problems', label: words.problems, count: store.diagnostics.length },
        ],
        this.#view,
        (view) => this.#show(view),
      )}
      ${this.#notice()}
      ${panel(this.#view, this.#panel())}`;
  }

  #notice(): TemplateResult | typeof nothing {
    const { store } = this;
    if (store.upToDate || this.#view === 'json') return nothing;
    const words = texts().workflows;
    return html`
      <p class="notice">
        <strong>${words.notApplied}</strong>
        ${store.formsFollowText ? words.hasErrors : words.notShown}
        ${this.#view === 'problems' ? nothing : html`<button type="button" class="small" @click=${() => this.#show('problems')}>${words.showProblems}</button>`}
      </p>`;
  }

  #panel(): TemplateResult {
    const { store } = this;
    if (!store.vocabulary) return html`<p class="empty">${texts().composer.waiting}</p>`;
    const update = () => this.requestUpdate();
    if (this.#view === 'json')
      return html`<rehearse-json-editor .store=${store}>${needed('rehearse-json-editor', update)}</rehearse-json-editor>`;
    if (this.#view === 'problems') return this.#problems();
    if (this.#view === 'tests')
      return html`<rehearse-tests .store=${store}>${needed('rehearse-tests', update)}</rehearse-tests>`;
    const workflow = store.document.workflows[this.#open];
    const forms = this.#forms;
    if (workflow && forms) {
      return forms.workflowEditor(this.#host, this.#open, workflow, !store.mayEdit, {
        close: () => {
          this.#list.include(this.#open);
          this.#openWorkflow(-1, `#open-workflow-${this.#open}`);
        },
        remove: () => this.#remove(this.#open),
        status: statusBadge(store, workflow),
      });
    }
    return html`${this.#workflows()}${forms?.workspaceForms(this.#host, !store.mayEdit)}`;
  }

  /** What a workspace says about itself, for those who see it for the first time. */
  #description(): TemplateResult | typeof nothing {
    const description = this.store.document['x-description'];
    return typeof description === 'string' && this.#open < 0 && this.#view === 'workflows'
      ? html`<p class="muted"><bdi>${balanced(description)}</bdi></p>`
      : nothing;
  }

  #workflows(): TemplateResult {
    const actions: WorkflowListActions = {
      open: (index) => this.#openWorkflow(index),
      publish: (index, published) => this.#publish(index, published),
      move: (from, to) => this.#move(from, to),
      add: () => this.#add(),
    };
    return workflowList(this.store, this.#list, actions, () => this.requestUpdate());
  }

  #problems(): TemplateResult {
    const { diagnostics } = this.store;
    if (diagnostics.length === 0) return html`<p class="empty">${texts().problems.none}</p>`;
    return html`
      <ul class="plain stack">
        ${diagnostics.map(
          (diagnostic) => html`
          <li>
            <button type="button" class="place" @click=${() => this.#goTo(diagnostic)}>
              <span class=${diagnostic.severity}><strong>${severityWord(diagnostic.severity)}</strong> ${worded(diagnostic.message)}</span>
              ${diagnostic.hint ? html`<span class="muted">${worded(diagnostic.hint)}</span>` : nothing}
              <span class="muted where"><bdi>${balanced(diagnostic.path || texts().problems.document)}</bdi> · ${texts().problems.place(diagnostic.line, diagnostic.column)}</span>
            </button>
          </li>`,
        )}
      </ul>`;
  }

  static override styles = [
    Region.styles,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
        align-content: start;
      }

      .panel {
        display: grid;
        gap: var(--space-3);
        justify-items: stretch;
      }

      #add-workflow {
        justify-self: start;
      }

      .workflow {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3);
      }

      .workflow .head {
        display: flex;
        justify-content: space-between;
        align-items: start;
        gap: var(--space-2);
      }

      .sentence {
        color: var(--muted);
        font-size: var(--text-small);
      }

      .sentence .name {
        color: var(--text);
      }

      .rules {
        gap: var(--space-2);
      }

      .rule {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3);
      }

      .rule > .head {
        display: flex;
        align-items: start;
        gap: var(--space-2);
      }

      .rule .sentence {
        flex: 1;
        min-inline-size: 0;
      }

      .rule details fieldset {
        padding-block-start: var(--space-2);
      }

      .foot .count {
        font-size: var(--text-tiny);
        font-variant-numeric: tabular-nums;
      }

      .head .badge {
        flex: none;
      }

      .head .statuses {
        flex: none;
        justify-content: end;
        max-inline-size: 60%;
      }

      .title {
        flex-wrap: nowrap;
      }

      /* Without a border of their own, they stand where the text stands. */
      #close-editor {
        margin-inline-start: -0.625rem;
      }

      #undo {
        flex: none;
        margin-inline-end: -0.625rem;
      }

      .moves {
        display: inline-flex;
      }

      .notice {
        padding: var(--space-2) var(--space-3);
        border-radius: var(--radius-small);
        background: var(--warn-soft);
        color: var(--text);
        font-size: var(--text-small);
      }

      .notice button {
        display: flex;
        margin-block-start: var(--space-1);
      }

      .place {
        display: grid;
        justify-content: stretch;
        justify-items: start;
        gap: 0.125rem;
        inline-size: 100%;
        padding: var(--space-2);
        border-color: var(--line);
        text-align: start;
        font-weight: 400;
        font-size: var(--text-small);
        overflow-wrap: anywhere;
      }

      .where {
        font-size: var(--text-tiny);
      }
    `,
  ];
}
