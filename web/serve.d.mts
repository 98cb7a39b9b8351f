import type { Server } from 'node:http';

/** What every answer carries. */
export const pageHeaders: Record<string, string>;

/** A server for the files under `root`, with the page's headers or others; it is not listening yet. */
export function createPageServer(root: string, headers?: Record<string, string>): Server;
