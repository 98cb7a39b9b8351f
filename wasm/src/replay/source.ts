import { LogError, UsageError } from '../errors.js';
import { messageOf } from '../input.js';
import { isNode, nodeModule, unlessAborted } from '../platform.js';

/**
 * Where a log is:
 *
 * - a text with a line break is the log itself; any other text is the path of a file, in Node, and so is a `file:` URL
 * - a `File` or `Blob`, and bytes
 * - a stream of Node, such as standard input, or of the web, such as the body of a `Response`
 * - anything else that gives texts or bytes, one after the other
 */
export type LogSource = string | URL | Uint8Array | ArrayBuffer | BlobSource | StreamSource | LogChunks;

/** A `Blob` or a `File`. */
export interface BlobSource {
  readonly size: number;
  readonly name?: string;
  /** Its bytes, as a stream of the web. */
  stream(): unknown;
}

/** A `ReadableStream` of the web. */
export interface StreamSource {
  /** What reads it. */
  getReader(): unknown;
}

/** Texts or bytes, one after the other; a `Readable` of Node is that. */
export type LogChunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** How logs are written. */
export type LogFormat = 'csv' | 'ndjson';

/** A log that is being read. */
export interface OpenLog {
  chunks: AsyncIterator<Uint8Array>;
  /** Frees what it is read from, also while a chunk is being waited for. */
  close(): void;
  format: LogFormat;
  /** The size of what stands before the first chunk: the mark that says that it is UTF-8. */
  markBytes: number;
  /** The size of the whole, where it is known. */
  totalBytes: number | undefined;
}

/** How much is read at once, in bytes. */
const chunkSize = 262_144;

const encoder = new TextEncoder();

interface Opened {
  chunks: AsyncIterable<unknown> | Iterable<unknown>;
  totalBytes?: number | undefined;
  /** As far as it is known: what it ends with says how it is written. */
  name?: string | undefined;
  close?: (() => void) | undefined;
}

/**
 * Begins to read a log.
 * @param title what it is, for messages
 * @param format how it is written, where that is known; else the file's name or the first bytes tell
 * @throws LogError where it cannot be read, or is neither CSV nor NDJSON
 * @throws UsageError for what is no source
 */
export async function openLog(
  source: LogSource,
  title: string,
  format: LogFormat | undefined,
  signal: AbortSignal | undefined,
): Promise<OpenLog> {
  const { chunks, totalBytes, name, close } = await open(source, title);
  const bytes = bytesOf(chunks, title);
  const log = {
    chunks: bytes as AsyncIterator<Uint8Array>,
    close() {
      close?.();
      // Not waited for: what does not answer may not do so now.
      this.chunks.return?.(undefined)?.catch(() => undefined);
    },
  };
  try {
    const first = await unlessAborted(firstBytes(bytes), signal);
    const start = withoutMark(first, title);
    log.chunks = prepended(start, bytes);
    const markBytes = first.length - start.length;
    return Object.assign(log, {
      format: format ?? formatOf(name) ?? formatOfBytes(start, title),
      markBytes,
      totalBytes,
    });
  } catch (error) {
    log.close();
    throw error;
  }
}

function open(source: LogSource, title: string): Opened | Promise<Opened> {
  if (typeof source === 'string') {
    return /[\r\n]/.test(source) ? { chunks: piecesOf(source), totalBytes: undefined } : openFile(source, title);
  }
  if (typeof source !== 'object' || source === null) {
    throw noSource(source);
  }
  if (source instanceof URL) {
    return openFile(source, title);
  }
  if (ArrayBuffer.isView(source) || Object.prototype.toString.call(source) === '[object ArrayBuffer]') {
    const bytes = ArrayBuffer.isView(source)
      ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
      : new Uint8Array(source as ArrayBuffer);
    return { chunks: slicesOf(bytes), totalBytes: bytes.length };
  }
  if ('stream' in source && typeof source.stream === 'function') {
    const { size, name } = source as BlobSource;
    return { ...openStream(source.stream() as ReadableStream<unknown>, title), totalBytes: size, name };
  }
  if ('getReader' in source) {
    return openStream(source as ReadableStream<unknown>, title);
  }
  if (Symbol.asyncIterator in source || Symbol.iterator in source) {
    const { destroy } = source as { destroy?: unknown };
    return { chunks: source as LogChunks, close: typeof destroy === 'function' ? destroy.bind(source) : undefined };
  }
  throw noSource(source);
}

function noSource(source: unknown): UsageError {
  const given = source === null ? 'null' : typeof source;
  return new UsageError(
    'usage.argument',
    `The log must be a text, a path, a URL, bytes, a Blob, a stream or something that gives texts or bytes, not ${given}.`,
  );
}

async function openFile(place: string | URL, title: string): Promise<Opened> {
  const name = String(place);
  if (!isNode()) {
    throw new UsageError(
      'usage.argument',
      `${JSON.stringify(name)} is no log, for it has no line break; and files are read by their path in Node only.`,
    );
  }
  try {
    const { open } = await nodeModule<typeof import('node:fs/promises')>('node:fs/promises');
    const path = typeof place === 'string' && place.startsWith('file:') ? new URL(place) : place;
    const file = await open(path);
    const status = await file.stat();
    if (status.isDirectory()) {
      await file.close();
      throw new Error('it is a folder');
    }
    const stream = file.createReadStream({ highWaterMark: chunkSize });
    return {
      chunks: stream,
      totalBytes: status.isFile() ? status.size : undefined,
      name,
      close: () => stream.destroy(),
    };
  } catch (cause) {
    throw unreadable(cause, title);
  }
}

function unreadable(cause: unknown, title: string): LogError {
  return new LogError('log.unreadable', `${title} cannot be read: ${messageOf(cause)}.`, { cause });
}

function* piecesOf(text: string): Iterable<string> {
  for (let start = 0; start < text.length; start += chunkSize) {
    yield text.slice(start, start + chunkSize);
  }
}

/** However much comes at once: between pieces there are progress, signals and others' turns. */
function* slicesOf(bytes: Uint8Array): Iterable<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkSize) {
    yield bytes.subarray(start, start + chunkSize);
  }
}

/** @throws LogError for a stream that somebody else reads */
function openStream(stream: ReadableStream<unknown>, title: string): Opened {
  let reader: ReadableStreamDefaultReader<unknown>;
  try {
    reader = stream.getReader();
  } catch (cause) {
    throw unreadable(cause, title);
  }
  const close = () => {
    reader.cancel().catch(() => undefined);
  };
  return { chunks: chunksOf(reader), close };
}

/** Not every browser's streams can be gone through with `for await`. */
async function* chunksOf(reader: ReadableStreamDefaultReader<unknown>): AsyncIterable<unknown> {
  for (let result = await reader.read(); !result.done; result = await reader.read()) {
    yield result.value;
  }
}

/** A text as UTF-8. Half of a surrogate pair becomes what is none, for a row that holds one cannot be used. */
function encoded(text: string): Uint8Array {
  if (text.isWellFormed?.() ?? !/\p{Surrogate}/u.test(text)) {
    return encoder.encode(text);
  }
  const pieces = text.split(/(\p{Surrogate})/u).map((piece, index) => {
    const unit = piece.charCodeAt(0);
    return index % 2 === 0
      ? encoder.encode(piece)
      : Uint8Array.of(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  });
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const piece of pieces) {
    bytes.set(piece, place);
    place += piece.length;
  }
  return bytes;
}

/** Texts as UTF-8. */
async function* bytesOf(chunks: AsyncIterable<unknown> | Iterable<unknown>, title: string): AsyncGenerator<Uint8Array> {
  /** The first half of a character whose second half is in the next text. */
  let half = '';
  try {
    for await (const chunk of chunks as AsyncIterable<unknown>) {
      if (typeof chunk === 'string') {
        const text = half + chunk;
        half = /[\uD800-\uDBFF]$/.test(text) ? text.slice(-1) : '';
        yield* slicesOf(encoded(half === '' ? text : text.slice(0, -1)));
      } else {
        yield* slicesOf(checkedBytes(chunk));
      }
    }
    if (half !== '') {
      yield encoded(half);
    }
  } catch (cause) {
    throw cause instanceof UsageError ? cause : unreadable(cause, title);
  }
}

function checkedBytes(chunk: unknown): Uint8Array {
  if (ArrayBuffer.isView(chunk)) {
    return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
  throw new UsageError('usage.argument', `The log must give texts or bytes, not ${typeof chunk}.`);
}

/** Enough bytes to see what they are. */
async function firstBytes(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let bytes = new Uint8Array(0);
  while (bytes.length < 4) {
    const { value, done } = await chunks.next();
    if (done) {
      return bytes;
    }
    const both = new Uint8Array(bytes.length + value.length);
    both.set(bytes);
    both.set(value, bytes.length);
    bytes = both;
  }
  return bytes;
}

async function* prepended(bytes: Uint8Array, others: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (bytes.length > 0) {
      yield bytes;
    }
    yield* others;
  } finally {
    await others.return(undefined);
  }
}

/**
 * Without the mark that says that it is UTF-8.
 * @throws LogError for what is written in another way
 */
function withoutMark(bytes: Uint8Array, title: string): Uint8Array {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return bytes.subarray(3);
  }
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new LogError('log.unreadable', `${title} is UTF-16. Save it as UTF-8.`);
  }
  if (first === 0x1f && second === 0x8b) {
    throw new LogError('log.unreadable', `${title} is compressed. Unpack it first, for example by gzip -dc.`);
  }
  if (first === 0x50 && second === 0x4b && third === 0x03 && fourth === 0x04) {
    throw new LogError('log.unreadable', `${title} is a ZIP archive or a spreadsheet. Export it as CSV.`);
  }
  return bytes;
}

function formatOf(name: string | undefined): LogFormat | undefined {
  const [, extension] = /\.(csv|tsv|ndjson|jsonl)$/i.exec(name ?? '') ?? [];
  return extension === undefined ? undefined : /sv$/i.test(extension) ? 'csv' : 'ndjson';
}

function formatOfBytes(bytes: Uint8Array, title: string): LogFormat {
  const first = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart().charAt(0);
  if (first === '[') {
    throw new LogError(
      'log.unreadable',
      `${title} is one JSON document. NDJSON has an object on each line: jq -c ".[]" makes it so.`,
    );
  }
  return first === '{' ? 'ndjson' : 'csv';
}
