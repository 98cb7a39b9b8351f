import { EngineLoadError } from './errors.js';
import { messageOf } from './input.js';

/** The module's bytes, the module compiled already, its address, or the server's answer that holds it. */
export type WasmSource = ArrayBuffer | Uint8Array | URL | string | Response | WasmModule;

/** `WebAssembly.Module`, also for those who compile without the DOM's types, which is where it is declared. */
export type WasmModule = object &
  (typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : unknown);

type WasmLocation = ArrayBuffer | Uint8Array | URL | string | Response;

/** What a module starts with: `\0asm`. */
const magicNumber = [0x00, 0x61, 0x73, 0x6d];

/**
 * The module compiled, and where it was read from; an empty address where it was given.
 * @internal
 */
export interface Compiled {
  module: WebAssembly.Module;
  address: string;
}

/**
 * Compiles the module from wherever it is.
 * @throws EngineLoadError
 * @internal
 */
export async function compile(source: WasmSource): Promise<Compiled> {
  if (classOf(source) === 'WebAssembly.Module') {
    return { module: source, address: '' };
  }
  const { bytes, address } = await read(source as WasmLocation);
  if (magicNumber.some((byte, index) => bytes[index] !== byte)) {
    throw notWebAssembly(bytes, address);
  }
  try {
    return { module: await WebAssembly.compile(bytes), address };
  } catch (cause) {
    throw startError(cause, address);
  }
}

/**
 * The error for a module that did not compile or start.
 * @internal
 */
export function startError(cause: unknown, address: string): EngineLoadError {
  const message = messageOf(cause);
  if (/content.security.policy|unsafe-eval|blocked by csp|disallowed by embedder/i.test(message)) {
    return new EngineLoadError(
      'load.policy',
      `A Content-Security-Policy forbids WebAssembly here: add 'wasm-unsafe-eval' to its script-src. (${message})`,
      address,
      { cause },
    );
  }
  return new EngineLoadError('load.failed', `The engine${from(address)} did not start: ${message}`, address, { cause });
}

/** Bytes, and where they came from; an empty address where they were given. */
interface Wasm {
  bytes: Uint8Array<ArrayBuffer>;
  address: string;
}

function read(source: WasmLocation): Promise<Wasm> {
  if (isResponse(source)) {
    return readResponse(source, source.url);
  }
  if (isBytes(source)) {
    return Promise.resolve({ bytes: bytesOf(source), address: '' });
  }
  const isFile = isNode() && !/^(?!file:)[a-z][a-z\d+.-]+:/i.test(String(source));
  return isFile ? readFileAt(source) : fetchFrom(String(source));
}

function isResponse(source: WasmLocation): source is Response {
  return classOf(source) === 'Response';
}

function isBytes(source: WasmLocation): source is ArrayBuffer | Uint8Array {
  return ArrayBuffer.isView(source) || classOf(source) === 'ArrayBuffer';
}

/** The name of a built-in class, also of another realm, such as a test runner's or a frame's. */
function classOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

function bytesOf(source: ArrayBuffer | Uint8Array): Uint8Array<ArrayBuffer> {
  if (!ArrayBuffer.isView(source)) {
    return new Uint8Array(source);
  }
  const { buffer, byteOffset, byteLength } = source;
  // `WebAssembly.compile` does not take memory that threads share: that is copied.
  return classOf(buffer) === 'ArrayBuffer'
    ? new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)
    : new Uint8Array(source);
}

async function fetchFrom(address: string): Promise<Wasm> {
  let response: Response;
  try {
    response = await fetch(address, { credentials: 'same-origin' });
  } catch (cause) {
    const offline = typeof navigator === 'object' && navigator.onLine === false;
    throw new EngineLoadError(
      'load.unreachable',
      `The engine${from(address)} could not be fetched: ${offline ? 'this device is offline' : messageOf(cause)}. ` +
        "Look at the address, the network, the other server's CORS headers, and connect-src in a Content-Security-Policy.",
      address,
      { cause },
    );
  }
  return readResponse(response, address);
}

async function readResponse(response: Response, address: string): Promise<Wasm> {
  if (!response.ok) {
    throw new EngineLoadError(
      'load.status',
      `The engine${from(address)} could not be fetched: status ${response.status}${describeContent(response)}.`,
      address,
    );
  }
  try {
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (looksLikePage(bytes, response.headers.get('content-type'))) {
      throw pageInstead(response, address);
    }
    return { bytes, address };
  } catch (cause) {
    if (cause instanceof EngineLoadError) {
      throw cause;
    }
    const message = `The answer that holds the engine${from(address)} could not be read: ${messageOf(cause)}`;
    throw new EngineLoadError('load.unreachable', message, address, { cause });
  }
}

async function readFileAt(location: URL | string): Promise<Wasm> {
  // Not written out in the import, lest bundlers for the browser look for it.
  const fileSystem = 'node:fs/promises';
  const address = String(location);
  try {
    const { readFile }: typeof import('node:fs/promises') = await import(
      /* webpackIgnore: true */ /* @vite-ignore */ fileSystem
    );
    const path = typeof location === 'string' && location.startsWith('file:') ? new URL(location) : location;
    return { bytes: bytesOf(await readFile(path)), address };
  } catch (cause) {
    throw new EngineLoadError(
      'load.unreachable',
      `The engine${from(address)} could not be read: ${messageOf(cause)}`,
      address,
      {
        cause,
      },
    );
  }
}

function isNode(): boolean {
  return typeof process === 'object' && typeof process.versions?.node === 'string';
}

function notWebAssembly(bytes: Uint8Array, address: string): EngineLoadError {
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return new EngineLoadError(
    'load.notWebAssembly',
    `What was read${from(address)} is not WebAssembly: it starts with ${start === '' ? 'nothing' : start} ` +
      'instead of 00 61 73 6d.',
    address,
  );
}

function pageInstead(response: Response, address: string): EngineLoadError {
  return new EngineLoadError(
    'load.page',
    `The server answered a page instead of the engine${from(address)}: status ${response.status}` +
      `${describeContent(response)}. Is the .wasm file where that address says, and does the server know it?`,
    address,
  );
}

function looksLikePage(bytes: Uint8Array, contentType: string | null): boolean {
  const isModule = magicNumber.every((byte, index) => bytes[index] === byte);
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return !isModule && (/html/i.test(contentType ?? '') || start.startsWith('<'));
}

function describeContent(response: Response): string {
  return `, content type ${response.headers.get('content-type') ?? 'missing'}`;
}

function from(address: string): string {
  return address === '' ? '' : ` from ${address}`;
}
