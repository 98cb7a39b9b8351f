/** The WebAssembly, with gzip, in base64: see scripts/copy-engine.js. */
declare const wasm: string;
export default wasm;
