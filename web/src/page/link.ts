import { isSession, type Session } from '../store/session.js';

/**
 * Links that hold a whole session after the `#`, which browsers send to no server: JSON, deflated, in base64url, behind
 * the version of this format.
 */
const version = 1;
const pattern = /^#w(\d{1,6})=(.*)$/s;

/** The most characters that a link has behind the `#`: longer ones are cut by mail programs and chats. */
const longestLink = 60_000;

/** The most that a link's content comes to when it is unpacked, in bytes: a few can hold gigabytes. */
const mostUnpacked = 8 << 20;

/** Why a link cannot be made or opened. */
export type LinkProblem = 'tooLong' | 'foreign' | 'newer' | 'damaged' | 'tooLarge' | 'unsupported';

/** A link that cannot be made or opened. */
export class LinkError extends Error {
  readonly problem: LinkProblem;

  constructor(problem: LinkProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** The fragment of a link to a session, `#` included, but not what that is held against. @throws LinkError */
export async function fragmentOf(session: Session): Promise<string> {
  if (!('CompressionStream' in globalThis)) throw new LinkError('unsupported');
  const text = new TextEncoder().encode(JSON.stringify({ ...session, kept: undefined }));
  const packed = await collect(through(text, new CompressionStream('deflate-raw')), Number.POSITIVE_INFINITY);
  const fragment = `#w${version}=${toBase64Url(packed)}`;
  if (fragment.length > longestLink) throw new LinkError('tooLong');
  return fragment;
}

/** The session that an address's fragment holds. @throws LinkError */
export async function sessionIn(fragment: string): Promise<Session> {
  const [, of = '', content = ''] = pattern.exec(fragment) ?? [];
  if (of === '') throw new LinkError('foreign');
  if (Number(of) !== version) throw new LinkError('newer');
  if (!('DecompressionStream' in globalThis)) throw new LinkError('unsupported');
  const session = await unpacked(content);
  if (!isSession(session)) throw new LinkError('damaged');
  return session;
}

async function unpacked(content: string): Promise<unknown> {
  try {
    const stream = through(fromBase64Url(content), new DecompressionStream('deflate-raw'));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await collect(stream, mostUnpacked));
    return JSON.parse(text);
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError('damaged');
  }
}

function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array> {
  return new Blob([bytes]).stream().pipeThrough(transform);
}

/** All of a stream; it is not read on where it is longer than `most` bytes. */
async function collect(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value);
    length += read.value.length;
    if (length > most) {
      void reader.cancel().catch(() => {});
      throw new LinkError('tooLarge');
    }
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
