import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EngineLoadError, loadEngine, UsageError } from '@rehearse/engine';
import { rejected } from './support/assertions.js';
import { opened, workedExample } from './support/worked-example.js';

const wasmUrl = new URL(import.meta.resolve('@rehearse/engine/engine.wasm'));
const bytes = await readFile(wasmUrl);

/** What the server answers, by path. @type {Record<string, { status?: number, type: string, body: string | Buffer }>} */
const answers = {
  '/engine.wasm': { type: 'application/wasm', body: bytes },
  '/plain.wasm': { type: 'text/plain', body: bytes },
  '/page.wasm': { type: 'text/html; charset=utf-8', body: '<!doctype html><title>Home</title>' },
  '/unnamed-page.wasm': { type: 'application/octet-stream', body: '\n<!doctype html><title>Home</title>' },
  '/missing.wasm': { status: 404, type: 'text/html', body: '<h1>Not found</h1>' },
  '/down.wasm': { status: 503, type: 'text/plain', body: 'down' },
  '/text.wasm': { type: 'application/wasm', body: 'engine' },
  '/empty.wasm': { type: 'application/wasm', body: '' },
  '/broken.wasm': { type: 'application/wasm', body: bytes.subarray(0, bytes.length / 2) },
  '/other.wasm': { type: 'application/wasm', body: Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) },
};

const server = createServer((request, response) => {
  const answer = answers[request.url ?? ''];
  if (answer === undefined) {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status ?? 200, { 'content-type': answer.type }).end(answer.body);
});
/** @type {string} */
let address;

before(async () => {
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  address = `http://127.0.0.1:${port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

test('the engine is loaded from wherever it is', async () => {
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  const sources = {
    'a file: URL': wasmUrl,
    'a file: address': wasmUrl.href,
    'a path': fileURLToPath(wasmUrl),
    'an http: address': `${address}/engine.wasm`,
    'an http: URL': new URL(`${address}/engine.wasm`),
    'an address with another content type': `${address}/plain.wasm`,
    'a Response': await fetch(`${address}/engine.wasm`),
    'a promise of a Response': fetch(`${address}/engine.wasm`),
    'a data: address': `data:application/wasm;base64,${bytes.toString('base64')}`,
    'a Buffer': bytes,
    'a Uint8Array in the middle of a buffer': Uint8Array.from([1, 2, ...bytes, 3]).subarray(2, -1),
    'an ArrayBuffer': Uint8Array.from(bytes).buffer,
    'shared bytes': new Uint8Array(shared),
    'a module': await WebAssembly.compile(bytes),
  };
  for (const [name, wasm] of Object.entries(sources)) {
    const engine = await loadEngine({ wasm });
    assert.equal(engine.simulate(workedExample).fire(opened).fired.length, 1, name);
  }
});

test('each load gives an engine of its own', async () => {
  const [one, other] = await Promise.all([loadEngine(), loadEngine()]);
  one.simulate(workedExample);
  assert.equal(one.simulationCount, 1);
  assert.equal(other.simulationCount, 0);
});

test('a load that fails says which address, what came back, and what to do', async () => {
  /** @type {[string, string, RegExp][]} */
  const failures = [
    ['/page.wasm', 'load.page', /a page.*status 200, content type text\/html/],
    ['/unnamed-page.wasm', 'load.page', /a page.*content type application\/octet-stream/],
    ['/missing.wasm', 'load.status', /status 404, content type text\/html/],
    ['/down.wasm', 'load.status', /status 503/],
    ['/text.wasm', 'load.notWebAssembly', /65 6e 67 69/],
    ['/empty.wasm', 'load.notWebAssembly', /nothing/],
    ['/broken.wasm', 'load.failed', /WebAssembly/],
    ['/other.wasm', 'load.failed', /did not start/],
    ['/no-answer.wasm', 'load.unreachable', /could not be fetched/],
  ];
  for (const [path, code, message] of failures) {
    const error = await rejected(loadEngine({ wasm: address + path }), EngineLoadError, code);
    assert.equal(error.address, address + path);
    assert.ok(error.message.includes(address + path), error.message);
    assert.match(error.message, message);
    if (code === 'load.failed' || code === 'load.unreachable') {
      assert.ok(error.cause instanceof Error, `${path} has a cause`);
    }
  }
});

test('a server that is not there, and a file that is not there', async () => {
  const nowhere = await rejected(
    loadEngine({ wasm: 'http://127.0.0.1:1/engine.wasm' }),
    EngineLoadError,
    'load.unreachable',
  );
  assert.ok(nowhere.cause);
  const missing = await rejected(loadEngine({ wasm: '/no/such/engine.wasm' }), EngineLoadError, 'load.unreachable');
  assert.match(missing.message, /\/no\/such\/engine\.wasm.*ENOENT/);
});

test('bytes that are no module have no address', async () => {
  const error = await rejected(loadEngine({ wasm: new Uint8Array(8) }), EngineLoadError, 'load.notWebAssembly');
  assert.equal(error.address, '');
  assert.match(error.message, /00 00 00 00/);
});

test('what is no source at all is refused', async () => {
  // @ts-expect-error wrong on purpose
  await rejected(loadEngine({ wasm: 7 }), UsageError, 'usage.argument');
  // @ts-expect-error wrong on purpose
  await rejected(loadEngine({ wasm: null }), UsageError, 'usage.argument');
});

test('a policy against WebAssembly is told with the word that lifts it', async () => {
  // The platform's own policy, in a realm where compiling is forbidden as a Content-Security-Policy forbids it.
  const program = `
    import vm from 'node:vm';
    import { loadEngine } from '@rehearse/engine';
    globalThis.WebAssembly = vm.runInNewContext('WebAssembly', {}, { contextCodeGeneration: { wasm: false } });
    try {
      await loadEngine();
    } catch ({ name, code, message, address, cause }) {
      console.log(JSON.stringify({ name, code, message, address, cause: cause.name }));
    }`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
  });
  const error = JSON.parse(stdout);
  assert.equal(error.name, 'EngineLoadError');
  assert.equal(error.code, 'load.policy');
  assert.match(error.message, /'wasm-unsafe-eval'.*script-src/);
  assert.equal(error.address, new URL('./rehearse.wasm', wasmUrl).href);
  assert.equal(error.cause, 'CompileError');
});

test('a load that failed for the moment can be tried again', async () => {
  const program = `
    import { rename } from 'node:fs/promises';
    import { loadEngine } from '@rehearse/engine';
    const { compile } = WebAssembly;
    WebAssembly.compile = () => Promise.reject(new Error('out of memory'));
    const first = await loadEngine().catch((error) => error.code);
    let compiled = 0;
    WebAssembly.compile = (bytes) => { compiled += 1; return compile(bytes); };
    const engines = await Promise.all([loadEngine(), loadEngine(), loadEngine()]);
    console.log(first, engines.length, compiled);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
  });
  assert.equal(stdout, 'load.failed 3 1\n');
});
