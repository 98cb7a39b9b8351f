import type { LogSample, RefusedRow, ReplayReport } from '@rehearse/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Vocabulary } from '../document/vocabulary.js';
import { type Attribute, attributesOf, contactColumns, type LogSetup } from '../replay/log-setup.js';
import { balanced } from '../text/balanced.js';

import { shortened, worded } from '../text/parts.js';
import { texts } from '../texts/texts.js';

/** What the views of a log and its columns show, and what they tell of. */
export interface SetupView {
  setup: LogSetup;
  vocabulary: Vocabulary;
  /** What the first rows come to; null while they are looked at. */
  check: ReplayReport | Error | null;
  /** Something is set otherwise. */
  changed(): void;
}

/** Names of events that are shown with what they are. */
const mostNames = 50;

/** Letters of a cell that are shown. */
const longestCell = 80;

/** The first rows as they stand in the file. */
export function preview({ columns, rows }: LogSample): TemplateResult | typeof nothing {
  const words = texts().replay;
  if (rows.length === 0) return nothing;
  const title = words.preview(rows.length);
  return html`
    <section class="stack" aria-label=${title}>
      <h3>${title}</h3>
      <div class="scroll rows" role="group" tabindex="0" aria-label=${title}>
        <table>
          <thead><tr><th scope="col" class="number">${words.line}</th>${columns.map((name) => html`<th scope="col"><bdi>${balanced(shortened(name))}</bdi></th>`)}</tr></thead>
          <tbody>${rows.map(
            ({ line, cells }) =>
              html`<tr><th scope="row" class="number">${line}</th>${cells.map((cell) => html`<td><bdi>${balanced(cut(cell))}</bdi></td>`)}</tr>`,
          )}</tbody>
        </table>
      </div>
    </section>`;
}

function cut(text: string): string {
  return text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text;
}

/** A select for each thing that the engine needs, with what it seems to be. */
export function columnsForm(view: SetupView): TemplateResult {
  const { setup, vocabulary } = view;
  const words = texts().replay;
  const { columns } = setup.log.sample;
  const known = new Set([setup.type, ...Object.values(setup.types)].filter((type) => type !== ''));
  const all = attributesOf(vocabulary);
  const isKnown = (types: readonly string[]) => known.size === 0 || types.some((type) => known.has(type));
  const likely = all.filter(
    ({ name, types, neededBy }) => (setup.map[name] && isKnown(types)) || neededBy.some((type) => known.has(type)),
  );
  const others = all.filter((attribute) => !likely.includes(attribute));
  const attribute = ({ name, label }: Attribute) => columnSelect(view, name, label, setup.map, columns);
  const target = (name: string, isNeeded: boolean) =>
    columnSelect(view, name, words.targets[name] ?? name, setup.map, columns, isNeeded);
  const fields = Object.keys(setup.map).filter((name) => name.startsWith('fields.'));
  return html`
    <section class="stack" aria-label=${words.columns}>
      <h3>${words.columns}</h3>
      <div class="fields">
        ${target('at', true)} ${target('contact', true)} ${typeSelect(view)}
        ${likely.map(attribute)}
        ${fields.map((name) => columnSelect(view, name, words.fieldOf(name.slice('fields.'.length)), setup.map, columns))}
      </div>
      <details>
        <summary>${words.moreColumns}</summary>
        <div class="fields">${others.map(attribute)} ${target('id', false)} ${target('row', false)}</div>
      </details>
      ${eventNames(view)}
      <div class="fields">${timeFields(view)}</div>
      ${setup.contacts ? contactsForm(view) : nothing}
    </section>`;
}

function columnSelect(
  { changed }: SetupView,
  name: string,
  label: string,
  map: Record<string, string>,
  columns: readonly string[],
  isNeeded = false,
  prefix = 'column',
): TemplateResult {
  const words = texts().replay;
  const value = map[name] ?? '';
  const id = `${prefix}-${name}`;
  const take = (event: Event) => {
    const column = (event.target as HTMLSelectElement).value;
    if (column === '') delete map[name];
    else map[name] = column;
    changed();
  };
  return html`
    <div class="field">
      <label for=${id}>${label}${isNeeded ? html` <span class="needed">(${words.needed})</span>` : nothing}</label>
      <select id=${id} aria-invalid=${isNeeded && value === '' ? 'true' : nothing} @change=${take}>
        <option value="" .selected=${live(value === '')}>${words.noColumn}</option>
        ${[...new Set(columns)].filter(Boolean).map((column) => html`<option value=${column} .selected=${live(column === value)}>${shortened(column)}</option>`)}
      </select>
    </div>`;
}

/** The type of events: from a column, or one for all rows. */
function typeSelect({ setup, vocabulary, changed }: SetupView): TemplateResult {
  const words = texts().replay;
  const take = (event: Event) => {
    const [kind = '', ...rest] = (event.target as HTMLSelectElement).value.split(':');
    const value = rest.join(':');
    setup.type = kind === 'type' ? value : '';
    if (kind === 'column') {
      setup.map.type = value;
      setup.types = typesIn(setup, value);
    }
    changed();
  };
  const chosen = setup.type !== '' ? `type:${setup.type}` : setup.map.type ? `column:${setup.map.type}` : '';
  return html`
    <div class="field">
      <label for="column-type">${words.targets.type} <span class="needed">(${words.needed})</span></label>
      <select id="column-type" aria-invalid=${chosen === '' ? 'true' : nothing} @change=${take}>
        ${chosen === '' ? html`<option value="" selected>${words.noColumn}</option>` : nothing}
        <optgroup label=${words.fromColumn}>
          ${[...new Set(setup.log.sample.columns)]
            .filter(Boolean)
            .map(
              (column) =>
                html`<option value=${`column:${column}`} .selected=${live(chosen === `column:${column}`)}>${shortened(column)}</option>`,
            )}
        </optgroup>
        <optgroup label=${words.sameForAll}>
          ${outsideTypes(vocabulary).map(
            ({ name, label }) =>
              html`<option value=${`type:${name}`} .selected=${live(chosen === `type:${name}`)}>${words.allAre(label)}</option>`,
          )}
        </optgroup>
      </select>
    </div>`;
}

/** The names in another column, of which the guess knows nothing; those that are ours are taken. */
function typesIn({ log: { sample }, types }: LogSetup, column: string): Record<string, string> {
  const index = sample.columns.indexOf(column);
  const found = [...new Set(sample.rows.map(({ cells }) => cells[index] ?? ''))].filter((name) => name.trim() !== '');
  return Object.fromEntries(found.map((name) => [name, own(types, name) ?? own(sample.guess.types, name) ?? '']));
}

/** What a map says of a name that may be anything: not what all objects have. */
function own(map: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

/** Types that a log may speak of, but for a host's own, whose names are the log's. */
function outsideTypes({ catalog }: Vocabulary) {
  return catalog.eventTypes.filter(
    ({ origin, name }) => (origin === 'outside' || name === 'contact.created') && !name.endsWith('.'),
  );
}

/** What the log calls its events, and what they are: shown where they go by other names than ours. */
function eventNames({ setup, vocabulary, changed }: SetupView): TemplateResult | typeof nothing {
  const names = Object.keys(setup.types);
  const words = texts().replay;
  if (setup.type !== '' || !names.some((name) => setup.types[name] !== name)) return nothing;
  return html`
    <fieldset class="stack">
      <legend>${words.eventNames}</legend>
      <div class="fields">
        ${names.slice(0, mostNames).map((name, index) => {
          const value = setup.types[name] ?? '';
          const id = `event-name-${index}`;
          const isOwn = value !== '' && !outsideTypes(vocabulary).some((type) => type.name === value);
          return html`
            <div class="field">
              <label for=${id}><bdi>${balanced(words.eventName(shortened(name)))}</bdi></label>
              <select id=${id} @change=${(event: Event) => {
                setup.types[name] = (event.target as HTMLSelectElement).value;
                changed();
              }}>
                <option value="" .selected=${live(value === '')}>${words.notUsed}</option>
                ${isOwn ? html`<option value=${value} .selected=${live(true)}>${shortened(vocabulary.eventLabel(value))}</option>` : nothing}
                ${outsideTypes(vocabulary).map((type) => html`<option value=${type.name} .selected=${live(value === type.name)}>${type.label}</option>`)}
              </select>
            </div>`;
        })}
      </div>
    </fieldset>`;
}

function timeFields({ setup, changed }: SetupView): TemplateResult {
  const words = texts().replay;
  return html`
    <div class="field">
      <label for="time-form">${words.timeForm}</label>
      <select id="time-form" @change=${(event: Event) => {
        setup.time = (event.target as HTMLSelectElement).value as LogSetup['time'];
        changed();
      }}>${Object.entries(words.timeForms).map(([form, label]) => html`<option value=${form} .selected=${live(setup.time === form)}>${label}</option>`)}</select>
      <p class="hint">${words.timeHints[setup.time]}</p>
    </div>
    ${
      setup.time === 'iso'
        ? html`<div class="field">
            <label for="time-offset">${words.offset}</label>
            <input id="time-offset" type="text" autocomplete="off" spellcheck="false" placeholder="+02:00"
              aria-describedby=${setup.isOffsetWrong ? 'time-offset-error' : 'time-offset-hint'} aria-invalid=${setup.isOffsetWrong ? 'true' : 'false'}
              .value=${live(setup.offset)} @change=${(event: Event) => {
                setup.offset = (event.target as HTMLInputElement).value;
                changed();
              }}>
            ${
              setup.isOffsetWrong
                ? html`<p class="problem" id="time-offset-error" role="alert"><span class="error">${words.badOffset}</span></p>`
                : html`<p class="hint" id="time-offset-hint">${words.offsetHint}</p>`
            }
          </div>`
        : nothing
    }
    <div class="field two">
      <label class="check"><input type="checkbox" aria-describedby="sort-hint" .checked=${live(setup.sort)} @change=${(
        event: Event,
      ) => {
        setup.sort = (event.target as HTMLInputElement).checked;
        changed();
      }}> ${words.sort}</label>
      <p class="hint" id="sort-hint">${words.sortHint}</p>
    </div>`;
}

function contactsForm(view: SetupView): TemplateResult | typeof nothing {
  const { contacts } = view.setup;
  const words = texts().replay;
  if (!contacts) return nothing;
  return html`
    <fieldset class="stack">
      <legend>${words.contactsColumns}</legend>
      <div class="fields">
        ${contactColumns.map((name) =>
          columnSelect(
            view,
            name,
            words.contactColumns[name] ?? name,
            contacts.map,
            contacts.sample.columns,
            name === 'id',
            'contact',
          ),
        )}
      </div>
    </fieldset>`;
}

/** What the first rows come to: those that cannot be used, with their lines and how to mend them. */
export function checkView({ setup, check, vocabulary }: SetupView): TemplateResult {
  const words = texts().replay;
  const { missing } = setup;
  if (missing.length > 0) {
    const names = missing.map((name) => words.targets[name] ?? vocabulary.eventLabel(name));
    return html`<p class="problem"><span class="warning">${words.missing(names.join(', '))}</span></p>`;
  }
  if (check === null && setup.isOffsetWrong) return html``;
  if (check === null) return html`<p class="muted">${words.checking}</p>`;
  if (check instanceof Error) {
    return html`<p class="problem" role="alert"><span class="error">${worded(firstLine(check.message))}</span></p>`;
  }
  const { read, refused } = check.rows;
  if (read === 0) return html`<p class="problem"><span class="warning">${words.noRows} ${words.noRowsHint}</span></p>`;
  if (refused === 0) return html`<p class="problem"><span class="info">${words.goodRows(read)}</span></p>`;
  return html`
    <section class="stack" aria-label=${words.badRows(refused, read)}>
      <p class="problem"><span class="warning">${words.badRows(refused, read)}. ${words.badHint}</span></p>
      ${refusalList(check.refusals)}
    </section>`;
}

const firstLine = (message: string) => message.split('\n')[0] ?? '';

/** Rows that cannot be used: where they stand, what is wrong, and what to do. */
export function refusalList(refusals: readonly RefusedRow[]): TemplateResult {
  const words = texts().replay;
  return html`
    <ul class="plain refusals">
      ${refusals.map(
        ({ line, code, message }) => html`
        <li><strong class="at">${words.atLine(line)}</strong><span><bdi>${worded(withoutOptions(message))}</bdi>
          ${words.mend[code] ? html`<span class="muted">${words.mend[code]}</span>` : nothing}</span></li>`,
      )}
    </ul>`;
}

/** What the reader tells programs and command lines to do stands on the page in other words. */
function withoutOptions(message: string): string {
  return message
    .replace(/: say by the option .*$/s, '.')
    .replace(/ If it is (seconds|milliseconds) .*$/s, '')
    .replace(/ The option .*$/s, '');
}
