/**
 * The same as `@rehearse/engine`, with the WebAssembly inside: for hosts that cannot serve files, such as a bundle that
 * must be one file. Nothing is fetched.
 *
 * Start with {@link loadEngine}.
 * @module
 */

export * from './exports.js';
export { loadEngine } from './inline-loader.js';
