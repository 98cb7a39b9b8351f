import type { CatalogProperty } from '@rehearse/engine';
import type { Vocabulary } from './vocabulary.js';

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf<T>(value: unknown, holds: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(holds);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/**
 * Whether forms can show the document: every list is a list and every object an object, whatever else may be wrong with
 * it. What is not can only be mended in the text.
 */
export function isEditable(vocabulary: Vocabulary, document: unknown): boolean {
  return isObject(document) && Array.isArray(document.workflows) && hasShape(vocabulary, document, 'workspace');
}

function hasShape(vocabulary: Vocabulary, object: Json, shape: string | null): boolean {
  return fit(vocabulary, object, vocabulary.shape(shape).properties);
}

function fit(vocabulary: Vocabulary, object: Json, properties: readonly CatalogProperty[]): boolean {
  return properties.every((property) => {
    const value = object[property.name];
    const isContainer = ['list', 'steps'].includes(property.kind);
    return value === undefined ? !(isContainer && property.required) : fits(vocabulary, value, property);
  });
}

function fits(vocabulary: Vocabulary, value: unknown, property: CatalogProperty): boolean {
  switch (property.kind) {
    case 'list':
      return isListOf(value, isObject) && value.every((item) => hasShape(vocabulary, item, property.shape));
    case 'object':
      return isObject(value) && hasShape(vocabulary, value, property.shape);
    case 'steps':
      return isListOf(value, isObject) && value.every((step) => isStep(vocabulary, step));
    case 'conditions':
      return isCondition(value);
    case 'texts':
    case 'workflowReferences':
    case 'tags':
      return isListOf(value, isText);
    case 'scalarMap':
    case 'clearableMap':
      return isObject(value) && Object.values(value).every((each) => typeof each !== 'object' || each === null);
    case 'score':
      return value === null || typeof value !== 'object';
    default:
      return typeof value !== 'object';
  }
}

function isStep(vocabulary: Vocabulary, step: Json): boolean {
  return isText(step.type) && fit(vocabulary, step, vocabulary.stepType(step.type)?.parameters ?? []);
}

function isCondition(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isCondition);
  if (!isObject(value)) return false;
  if ('all' in value) return Array.isArray(value.all) && isCondition(value.all);
  if ('any' in value) return Array.isArray(value.any) && isCondition(value.any);
  if ('not' in value) return isCondition(value.not);
  return (
    isText(value.field) && isText(value.operator) && (isListOf(value.value, isText) || typeof value.value !== 'object')
  );
}
