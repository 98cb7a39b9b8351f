// Which rows of the vocabulary a conformance file shows: the same sentences as in vocabulary-rows.js, found in what was
// written (documents) and in what happened (journals).

import { facetOf } from './entry-facets.js';
import { stepsById, stepTypeOf } from './step-places.js';

/** @import { Catalog, CatalogProperty, ConditionTrace, Entry, Scenario, Step } from '@rehearse/engine' */
/** @import { EntryFacets } from './entry-facets.js' */
/** @import { ConformanceFile } from './conformance-files.js' */

/** @typedef {Extract<ConditionTrace, { field: string }>} ComparisonTrace */

/** @param {boolean} met */
const word = (met) => (met ? 'met' : 'not met');

/** The kind of a value, in the catalog's words; of a text that is a moment both. @param {unknown} value */
function kindsOfValue(value) {
  switch (typeof value) {
    case 'number':
      return ['number'];
    case 'boolean':
      return ['yesNo'];
    default:
      return /^\d{4}-\d\d-\d\dT/.test(String(value)) && !Number.isNaN(Date.parse(String(value)))
        ? ['text', 'time']
        : ['text'];
  }
}

/** @param {unknown} value */
const isNothing = (value) => value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Gathers rows, file by file. */
export class RowsShown {
  /** @type {Set<string>} */
  rows = new Set();

  /**
   * @param {Catalog} catalog
   * @param {EntryFacets} facets
   */
  constructor(catalog, facets) {
    this.catalog = catalog;
    this.facets = facets;
  }

  /** @param {ConformanceFile} file */
  addFile({ document, workspace, runs }) {
    this.#addObject('scenarioFile', document);
    this.#addObject('workspace', workspace);
    const steps = new Map(workspace.workflows.map(({ id, steps }) => [id, stepsById(this.catalog, steps)]));
    for (const { scenario, journal } of runs) {
      this.#addExpectedScores(scenario);
      this.#addFiredEvents(scenario);
      for (const entry of journal) {
        this.#addEntry(entry, journal, steps);
      }
    }
  }

  // ---------------------------------------------------------- documents

  /**
   * @param {string} owner
   * @param {CatalogProperty[]} properties
   * @param {Record<string, unknown>} object
   */
  #addProperties(owner, properties, object) {
    for (const { name, kind, choices, shape } of properties) {
      const value = object[name];
      if (value === undefined) {
        continue;
      }
      this.rows.add(kind === 'yesNo' || choices.length > 0 ? `${owner}.${name} ${value}` : `${owner}.${name}`);
      for (const inner of shape === null ? [] : [value].flat()) {
        if (typeof inner === 'object' && inner !== null) {
          this.#addObject(shape ?? '', /** @type {Record<string, unknown>} */ (inner));
        }
      }
    }
  }

  /**
   * @param {string} shape
   * @param {object} object
   */
  #addObject(shape, object) {
    this.#addProperties(shape, this.catalog.shapes[shape]?.properties ?? [], { ...object });
  }

  /** @param {Scenario} scenario */
  #addExpectedScores(scenario) {
    for (const step of scenario.steps) {
      const score = 'expect' in step ? step.expect.engagementScore : undefined;
      for (const operator of typeof score === 'object' && score !== null ? Object.keys(score) : []) {
        this.rows.add(`scoreMatch.${operator}`);
      }
    }
  }

  /** @param {Scenario} scenario */
  #addFiredEvents(scenario) {
    for (const step of scenario.steps) {
      const event = 'fire' in step ? step.fire : undefined;
      for (const attribute of event ? Object.keys(event) : []) {
        this.rows.add(`fired ${this.#eventTypeName(event?.type ?? '')} with ${attribute}`);
      }
    }
  }

  /** @param {string} type */
  #eventTypeName(type) {
    return this.catalog.eventTypes.find(({ name }) => (name.endsWith('.') ? type.startsWith(name) : type === name))
      ?.name;
  }

  /** A step that was run: its parameters count only here. @param {Step} step */
  #addStep(step) {
    const row = stepTypeOf(this.catalog, step.type);
    if (!row) {
      return;
    }
    this.rows.add(`step ${row.name}`);
    this.#addProperties(`step ${row.name}`, row.parameters, step);
    if (row.name === 'updateField') {
      const field = String(step.field);
      this.rows.add(`updateField of contact.${field.startsWith('fields.') ? 'fields.KEY' : field}`);
    }
  }

  // ----------------------------------------------------------- journals

  /**
   * @param {Entry} entry
   * @param {Entry[]} journal
   * @param {Map<string, Map<string, Step>>} steps
   */
  #addEntry(entry, journal, steps) {
    this.#addFacets(entry);
    const cause = entry.cause === null ? undefined : journal[entry.cause - 1];
    const eventType = cause?.kind === 'event' ? this.#eventTypeName(cause.event.type) : undefined;
    switch (entry.kind) {
      case 'event':
        this.rows.add(`event ${this.#eventTypeName(entry.event.type)}`);
        break;
      case 'triggerEvaluated':
        this.rows.add(`trigger ${eventType}: ${word(entry.matched)}`);
        this.#addConditions(entry.conditions, eventType);
        break;
      case 'stepRun': {
        const step = steps.get(entry.workflow ?? '')?.get(entry.step ?? '');
        if (!step) {
          throw new Error(`There is no step ${entry.step} in ${entry.workflow}.`);
        }
        this.#addStep(step);
        break;
      }
      case 'branchTaken':
        for (const { conditions } of entry.tried) {
          this.#addConditions(conditions, undefined);
        }
        break;
      case 'waitStarted':
        this.#addConditions(entry.conditions, undefined);
        break;
      case 'waitEnded':
        this.#addConditions(entry.conditions, entry.by === 'event' ? eventType : undefined);
        break;
    }
  }

  /** @param {Entry} entry */
  #addFacets(entry) {
    for (const [facet, possible] of this.facets.get(entry.kind) ?? []) {
      const value = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (entry))[facet];
      this.rows.add(`entry ${entry.kind}: ${facet} ${facetOf(value, possible)}`);
    }
  }

  /**
   * The root of a trace stands for the document's list; the groups within it are those that were written.
   * @param {{ all: ConditionTrace[] } | null} root
   * @param {string | undefined} eventType
   */
  #addConditions(root, eventType) {
    for (const trace of root?.all ?? []) {
      this.#addTrace(trace, eventType);
    }
  }

  /**
   * @param {ConditionTrace} trace
   * @param {string | undefined} eventType
   */
  #addTrace(trace, eventType) {
    if ('field' in trace) {
      this.#addComparison(trace, eventType);
      return;
    }
    const [group, inner] =
      'all' in trace ? ['all', trace.all] : 'any' in trace ? ['any', trace.any] : ['not', [trace.not]];
    this.rows.add(`group ${group}: ${word(trace.met)}`);
    for (const child of inner) {
      this.#addTrace(child, eventType);
    }
  }

  /**
   * @param {ComparisonTrace} trace
   * @param {string | undefined} eventType
   */
  #addComparison(trace, eventType) {
    const [source, name = ''] = trace.field.split('.');
    const isCustom = name === 'fields';
    if (source === 'contact') {
      this.rows.add(`condition on ${isCustom ? 'contact.fields.KEY' : trace.field}: ${word(trace.met)}`);
    } else if (eventType) {
      this.rows.add(`condition on ${name} of ${eventType}: ${word(trace.met)}`);
    }
    if (trace.note) {
      this.rows.add(`note ${trace.note}`);
    }
    isCustom ? this.#addOnCustomField(trace) : this.#addOnKind(trace, this.#kindOf(trace.field));
  }

  /** The kind of a field that is no custom one; an attribute's is the same in every event type. @param {string} field */
  #kindOf(field) {
    const attribute = field.startsWith('event.') ? field.slice('event.'.length) : undefined;
    return attribute
      ? this.catalog.eventTypes.flatMap(({ attributes }) => attributes).find(({ name }) => name === attribute)?.kind
      : this.catalog.contactFields.find((row) => row.field === field)?.kind;
  }

  /**
   * @param {ComparisonTrace} trace
   * @param {string | undefined} kind
   */
  #addOnKind({ operator, expected, actual, met }, kind) {
    const what = `${operator} on ${kind}`;
    if (isNothing(actual)) {
      this.rows.add(`${what}: of nothing`);
    } else {
      this.rows.add(expected === null ? `${what}: of something` : `${what}: ${word(met)}`);
    }
  }

  /** Met and not met count only where both values are of one kind. @param {ComparisonTrace} trace */
  #addOnCustomField({ operator, expected, actual, met }) {
    const what = `${operator} on a custom field`;
    if (expected === null) {
      this.rows.add(isNothing(actual) ? `${what}: of nothing` : `${what}, ${kindsOfValue(actual)[0]}: of something`);
      return;
    }
    const operand = this.catalog.operators.find(({ name }) => name === operator)?.operands.scalar;
    const compared = operand === 'duration' ? 'time' : (kindsOfValue([expected].flat()[0])[0] ?? '');
    const isOfKind = kindsOfValue(actual).includes(compared);
    const how = isNothing(actual) ? 'of nothing' : isOfKind ? word(met) : 'of another type';
    this.rows.add(`${what}, ${compared}: ${how}`);
  }
}
