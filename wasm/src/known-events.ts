import { unencodable } from './input.js';
import type { Native } from './native.js';

/** "None", where a number is asked for. */
const none = 0xffff_ffff;

/** How many texts of one attribute are remembered, or contacts, before it begins anew, and how long texts may be. */
const mostRemembered = 100_000;
const longestText = 200;
/** How many keys that no known event has are told from those that only were not met yet, at each place. */
const mostDeadEnds = 16;

/** Kinds of values, as the engine numbers them. */
const textKind = 1;
const numberKind = 2;

/** Where an attribute of a type stands, of what kind it is, and the numbers of its texts that were accepted before. */
interface Attribute {
  place: number;
  kind: number;
  texts: Map<string, number>;
}

/** The keys of an event's object so far, in their order: a step of a path that leads to one whole set of keys. */
interface Path {
  key: string;
  /** `undefined` for `type` and `contact`. */
  attribute: Attribute | undefined;
  next: Path[];
  /** Whether an event with just these keys was accepted. */
  whole: boolean;
  /** Whether events with these keys are accepted, but never by numbers: with `id` or `fields`. */
  dead: boolean;
}

type Values = [number, number, number, number, number, number];

interface KnownType {
  number: number;
  customName: number;
  /** By key; `undefined` where the type has none of that name. */
  attributes: Map<string, Attribute | undefined>;
  start: Path;
}

/**
 * The events of one simulation that can be fired by numbers: those that are put together from what was accepted
 * before. All else goes to the engine as JSON, which alone says what is wrong with an event. So a type, a set of keys
 * and each text of an attribute are taken in here only once they have been part of an event that was accepted, and
 * without a warning.
 */
export class KnownEvents {
  readonly #native: Native;
  readonly #simulation: number;
  readonly #types = new Map<unknown, KnownType>();
  readonly #contacts = new Map<unknown, number>();
  // The event that was recognised last.
  #type: KnownType | undefined;
  #contact = 0;
  #kinds = 0;
  #values: Values = [0, 0, 0, 0, 0, 0];
  /** Where the values of the next event are put: a getter that is read may fire another. */
  #spare: Values | undefined;
  #mayLearn = true;

  constructor(native: Native, simulation: number) {
    this.#native = native;
    this.#simulation = simulation;
  }

  /**
   * Whether an event is known, so that `fire` may be called. Each of its values is read once, as JSON.stringify would;
   * what that might see otherwise is not recognised.
   */
  recognises(event: unknown): boolean {
    this.#mayLearn = true;
    try {
      return isPlain(event) && this.#read(event);
    } catch {
      // A getter or a proxy: JSON.stringify meets it again, and its error is told.
      return false;
    }
  }

  /** Whether the event that was not recognised might be the next time, if it is accepted. */
  get mayLearn(): boolean {
    return this.#mayLearn;
  }

  /** Fires the event that was recognised: what `Functions._fireNumbered` answers. */
  fire(): number {
    const { number, customName } = this.#type as KnownType;
    return this.#native.fireNumbered(this.#simulation, number, customName, this.#contact, this.#kinds, this.#values);
  }

  #read(event: Record<string, unknown>): boolean {
    const type = this.#types.get(event.type);
    const { contact: id } = event;
    const contact = this.#contacts.get(id) ?? this.#findContact(id);
    if (type === undefined || contact === none || event.toJSON !== undefined) {
      return false;
    }
    let path = type.start;
    let kinds = 0;
    const values = this.#spare ?? [0, 0, 0, 0, 0, 0];
    this.#spare = undefined;
    for (const key in event) {
      if (!Object.hasOwn(event, key)) {
        continue;
      }
      const next = step(path, key);
      if (next === undefined || next.dead) {
        this.#mayLearn = next === undefined;
        return false;
      }
      path = next;
      const { attribute } = next;
      if (attribute !== undefined) {
        const kind = this.#take(attribute, event[key], values);
        if (kind < 0) {
          return false;
        }
        kinds |= kind << (attribute.place * 2);
      }
    }
    this.#type = type;
    this.#contact = contact;
    this.#kinds = kinds;
    this.#spare = this.#values;
    this.#values = values;
    return path.whole;
  }

  /** Notes the value of an attribute; gives its kind, 0 for an empty text, or −1 where it is not known. */
  #take({ place, kind, texts }: Attribute, value: unknown, values: Values): number {
    let numbered: number | undefined;
    if (kind === textKind) {
      numbered = texts.get(value as string);
      this.#mayLearn = typeof value === 'string' && value.length <= longestText;
    } else if (kind === numberKind) {
      // Beyond, JSON text may not say which number is meant.
      numbered = typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
    } else {
      numbered = typeof value === 'boolean' ? Number(value) : undefined;
    }
    if (numbered === undefined) {
      return -1;
    }
    values[place] = numbered;
    return kind === textKind && numbered === none ? 0 : kind;
  }

  /** Takes in an event that was accepted without a warning, as the JSON text that it was. */
  learn(json: string): void {
    const event: Record<string, unknown> = JSON.parse(json);
    const type = this.#learnType(String(event.type));
    if (type === undefined) {
      return;
    }
    let path = type.start;
    for (const key of Object.keys(event)) {
      const next = step(path, key) ?? this.#learnStep(type, path, key);
      if (next === undefined || next.dead || !this.#learnValue(next.attribute, event[key])) {
        return;
      }
      path = next;
    }
    path.whole = true;
  }

  #findContact(id: unknown): number {
    if (typeof id !== 'string' || unencodable(id) !== undefined) {
      return none;
    }
    const contact = this.#native.call('contactNumber', this.#simulation, id);
    if (contact !== none) {
      remember(this.#contacts, id, contact);
    }
    return contact;
  }

  #learnType(name: string): KnownType | undefined {
    const known = this.#types.get(name);
    if (known !== undefined) {
      return known;
    }
    const number = this.#native.call('eventTypeNumber', name);
    const custom = name.startsWith('custom.') ? name.slice('custom.'.length) : undefined;
    const customName = custom === undefined ? none : this.#native.call('textNumber', this.#simulation, custom);
    if (number === none || (custom !== undefined && customName === none)) {
      return undefined;
    }
    const start = { key: '', attribute: undefined, next: [], whole: false, dead: false };
    const type = { number, customName, attributes: new Map(), start };
    remember(this.#types, name, type);
    return type;
  }

  #learnStep(type: KnownType, path: Path, key: string): Path | undefined {
    const attribute = key === 'type' || key === 'contact' ? undefined : this.#learnAttribute(type, key);
    const dead = attribute === undefined && key !== 'type' && key !== 'contact';
    if (dead && path.next.length >= mostDeadEnds) {
      return undefined;
    }
    const next = { key, attribute, next: [], whole: false, dead };
    path.next.push(next);
    return next;
  }

  #learnAttribute({ number, attributes }: KnownType, key: string): Attribute | undefined {
    if (attributes.has(key)) {
      return attributes.get(key);
    }
    const found = this.#native.call('attributePlace', number, key);
    const attribute = found === none ? undefined : { place: found >> 2, kind: found & 3, texts: new Map() };
    remember(attributes, key, attribute);
    return attribute;
  }

  /** Whether it can be known. */
  #learnValue(attribute: Attribute | undefined, value: unknown): boolean {
    if (attribute === undefined) {
      return true;
    }
    if (attribute.kind !== textKind) {
      return typeof value === (attribute.kind === numberKind ? 'number' : 'boolean');
    }
    if (typeof value !== 'string' || value.length > longestText) {
      return false;
    }
    if (!attribute.texts.has(value)) {
      const numbered = value === '' ? none : this.#native.call('textNumber', this.#simulation, value);
      remember(attribute.texts, value, numbered);
    }
    return true;
  }
}

/** Whether it is nothing but its keys: to JSON.stringify lists and boxed values are something else. */
function isPlain(event: unknown): event is Record<string, unknown> {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(event);
  return prototype === Object.prototype || prototype === null;
}

function step(path: Path, key: string): Path | undefined {
  for (const next of path.next) {
    if (next.key === key) {
      return next;
    }
  }
  return undefined;
}

function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  if (map.size >= mostRemembered) {
    map.clear();
  }
  map.set(key, value);
}
