// A workload as files: the workspace document, contacts and events as columns and as CSV. README.md describes them.

import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { eventTypes, makeWorkspace, resourceCount, resourceId, workflowId } from './workflows.js';
import { scoreOf } from './workload.js';

/** What stands in a column of texts where a row has none. */
export const noText = 0xffffffff;

const magic = 'RHCOLS1\n';
const columnTypes = [Float64Array, Uint32Array, Int32Array];
const descriptionBytes = 32;
const nameBytes = 24;

const aligned = (bytes) => Math.ceil(bytes / 8) * 8;

/**
 * @param {string} path
 * @param {Record<string, Float64Array | Uint32Array | Int32Array>} columns of the same length
 */
export function writeColumns(path, columns) {
  const names = Object.keys(columns);
  const header = Buffer.alloc(16 + descriptionBytes * names.length);
  header.write(magic, 0, 'latin1');
  header.writeUInt32LE(columns[names[0]].length, 8);
  header.writeUInt32LE(names.length, 12);
  names.forEach((name, index) => {
    const place = 16 + descriptionBytes * index;
    header.write(name, place, nameBytes - 1, 'latin1');
    header.writeUInt32LE(columnTypes.indexOf(columns[name].constructor), place + nameBytes);
  });
  const file = openSync(path, 'w');
  writeSync(file, header);
  for (const name of names) {
    const { buffer, byteOffset, byteLength } = columns[name];
    writeAll(file, new Uint8Array(buffer, byteOffset, byteLength));
    writeSync(file, Buffer.alloc(aligned(byteLength) - byteLength));
  }
  closeSync(file);
}

function writeAll(file, bytes) {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(file, bytes, written, Math.min(bytes.length - written, 1 << 28));
  }
}

/** The columns of a file, by name. */
export function readColumns(path) {
  const file = readFileSync(path);
  if (file.toString('latin1', 0, 8) !== magic) throw new Error(`${path} holds no columns.`);
  const rows = file.readUInt32LE(8);
  const columns = {};
  let place = 16 + descriptionBytes * file.readUInt32LE(12);
  for (let index = 0; index < file.readUInt32LE(12); index += 1) {
    const description = 16 + descriptionBytes * index;
    const name = file.toString('latin1', description, description + nameBytes).replace(/\0+$/, '');
    const Column = columnTypes[file.readUInt32LE(description + nameBytes)];
    const bytes = rows * Column.BYTES_PER_ELEMENT;
    columns[name] = new Column(file.buffer.slice(file.byteOffset + place, file.byteOffset + place + bytes));
    place += aligned(bytes);
  }
  return columns;
}

/**
 * Texts, one after the other: how many, where each ends, and their bytes.
 * @param {string[]} texts
 */
export function writeTexts(path, texts) {
  const encoded = texts.map((text) => Buffer.from(text, 'utf8'));
  const ends = new Uint32Array(texts.length);
  let end = 0;
  encoded.forEach((bytes, index) => {
    end += bytes.length;
    ends[index] = end;
  });
  writeFileSync(
    path,
    Buffer.concat([Buffer.from(Uint32Array.of(texts.length).buffer), Buffer.from(ends.buffer), ...encoded]),
  );
}

/** Where each text ends, and their bytes. */
export function readTexts(path) {
  const file = readFileSync(path);
  const count = file.readUInt32LE(0);
  const start = 4 + 4 * count;
  return {
    ends: new Uint32Array(file.buffer.slice(file.byteOffset + 4, file.byteOffset + start)),
    bytes: new Uint8Array(file.buffer.slice(file.byteOffset + start, file.byteOffset + file.length)),
  };
}

/** The dictionary that the columns refer to: types, then resources type by type, then contacts. */
export function dictionaryOf({ contactIds }) {
  const resources = eventTypes.flatMap((_, type) =>
    Array.from({ length: resourceCount }, (_, resource) => resourceId(type, resource)),
  );
  return {
    texts: [...eventTypes.map(({ name }) => name), ...resources, ...contactIds],
    firstResource: eventTypes.length,
    firstContact: eventTypes.length + resources.length,
  };
}

/** The columns of the events, as they are in the file: times, and texts by their number in the dictionary. */
export function eventColumns(workload) {
  const { firstResource, firstContact } = dictionaryOf({ contactIds: [] });
  const { count, at, contact, type, resource } = workload.events;
  const columns = { at, contact: contact.map((index) => index + firstContact), type: Uint32Array.from(type) };
  eventTypes.forEach(({ attribute }, wanted) => {
    const column = new Uint32Array(count).fill(noText);
    for (let row = 0; row < count; row += 1) {
      if (type[row] === wanted) column[row] = firstResource + wanted * resourceCount + resource[row];
    }
    columns[attribute] = column;
  });
  return columns;
}

/**
 * Writes all files of a workload into a folder.
 * @param {import('./workload.js').Workload} workload
 * @param {{ csv: boolean }} options whether it is written as CSV, too
 */
export function writeWorkload(folder, workload, { csv }) {
  mkdirSync(folder, { recursive: true });
  const { texts, firstContact } = dictionaryOf(workload);
  writeTexts(join(folder, 'texts.bin'), texts);
  writeColumns(join(folder, 'events.columns'), eventColumns(workload));
  writeColumns(join(folder, 'contacts.columns'), {
    id: Uint32Array.from(workload.contactIds, (_, index) => firstContact + index),
    engagementScore: workload.startScores,
  });
  writeColumns(join(folder, 'workflows.columns'), workflowColumns(workload.workflows));
  writeFileSync(join(folder, 'workspace.json'), JSON.stringify(makeWorkspace(workload.workflows), null, 1));
  if (csv) {
    writeFileSync(join(folder, 'contacts.csv'), contactsCsv(workload));
    writeFileSync(join(folder, 'events.csv'), eventsCsv(workload));
  }
}

/** The workflows as numbers, for programs that know this one workload. */
function workflowColumns(workflows) {
  const column = (name) => Int32Array.from(workflows, (workflow) => workflow[name]);
  return Object.fromEntries(['type', 'resource', 'operator', 'value', 'points'].map((name) => [name, column(name)]));
}

function workflowRows({ type, resource, operator, value, points }) {
  return Array.from(type, (_, index) => ({
    id: workflowId(index),
    type: type[index],
    resource: resource[index],
    operator: operator[index],
    value: value[index],
    points: points[index],
  }));
}

function contactsCsv({ contactIds, startScores }) {
  const rows = contactIds.map((id, index) => `${id},${scoreOf(startScores[index]) ?? ''}\n`);
  return `id,engagementScore\n${rows.join('')}`;
}

function eventsCsv({ contactIds, events }) {
  const rows = Array.from({ length: events.count }, (_, row) => {
    const type = events.type[row];
    const resources = eventTypes.map((_, other) => (other === type ? resourceId(type, events.resource[row]) : ''));
    return [
      new Date(events.at[row]).toISOString(),
      contactIds[events.contact[row]],
      eventTypes[type].name,
      ...resources,
    ];
  });
  return `at,contact,type,${eventTypes.map(({ attribute }) => attribute).join()}\n${rows.map((row) => `${row.join()}\n`).join('')}`;
}

/**
 * Reads a workload back, in the form that engines in JavaScript take.
 * @returns {import('./workload.js').Workload}
 */
export function readWorkload(folder) {
  const { firstResource, firstContact } = dictionaryOf({ contactIds: [] });
  const contacts = readColumns(join(folder, 'contacts.columns'));
  const events = readColumns(join(folder, 'events.columns'));
  const { ends, bytes } = readTexts(join(folder, 'texts.bin'));
  const decoder = new TextDecoder();
  const resource = new Uint8Array(events.at.length);
  const columns = eventTypes.map(({ attribute }) => events[attribute]);
  for (let row = 0; row < resource.length; row += 1) {
    const type = events.type[row];
    resource[row] = columns[type][row] - firstResource - type * resourceCount;
  }
  return {
    workflows: workflowRows(readColumns(join(folder, 'workflows.columns'))),
    contactIds: Array.from(contacts.id, (number) => decoder.decode(bytes.subarray(ends[number - 1], ends[number]))),
    startScores: contacts.engagementScore,
    events: {
      count: resource.length,
      at: events.at,
      contact: events.contact.map((number) => number - firstContact),
      type: Uint8Array.from(events.type),
      resource,
    },
  };
}
