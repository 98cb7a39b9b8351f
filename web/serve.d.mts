import type { Server } from 'node:http';

/** What every answer carries. */
export const pageHeaders: Record<string, string>;

/** A server for the files under `root`; it is not listening yet. */
export function createPageServer(root: string): Server;
