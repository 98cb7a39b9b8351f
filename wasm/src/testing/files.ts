import { UsageError } from '../errors.js';
import { messageOf } from '../input.js';
import { isNode, nodeModule } from '../platform.js';
import { textOfUtf8 } from '../utf8.js';

/**
 * The address of a file that is given by an address or, in Node, by its path.
 * @throws UsageError for a path outside Node
 */
export async function addressOf(source: URL | string): Promise<string> {
  if (source instanceof URL || /^(file|https?):/i.test(source)) {
    return String(source);
  }
  if (!isNode()) {
    throw new UsageError('usage.argument', `${source} is a path: outside Node, give a URL or the document itself.`);
  }
  return (await nodeUrls()).pathToFileURL(source).href;
}

/** The address of what a file names by a path, which is seen from that file. */
export async function addressBeside(address: string, path: string): Promise<string> {
  if (!isFile(address)) {
    return new URL(path, address).href;
  }
  const { fileURLToPath, pathToFileURL } = await nodeUrls();
  const { dirname, resolve } = await nodeModule<typeof import('node:path')>('node:path');
  return pathToFileURL(resolve(dirname(fileURLToPath(address)), path)).href;
}

/** The last part of an address, for people. */
export function nameOf(address: string): string {
  const name = new URL(address).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** @throws UsageError where there is no such file, or it is not UTF-8 */
export async function readText(address: string): Promise<string> {
  try {
    return textOfUtf8(new Uint8Array(await readBytes(address)));
  } catch (cause) {
    throw new UsageError('usage.argument', `${address} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

const nodeUrls = () => nodeModule<typeof import('node:url')>('node:url');

const isFile = (address: string) => address.toLowerCase().startsWith('file:');

async function readBytes(address: string): Promise<Uint8Array | ArrayBuffer> {
  if (isFile(address)) {
    const { readFile } = await nodeModule<typeof import('node:fs/promises')>('node:fs/promises');
    return readFile(new URL(address));
  }
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`status ${response.status}`);
  }
  return response.arrayBuffer();
}
