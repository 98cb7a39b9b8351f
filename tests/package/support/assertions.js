import assert from 'node:assert/strict';

/**
 * What `act` throws, which must be a `Kind` with this code.
 * @template {Error} Thrown
 * @param {() => unknown} act
 * @param {new (...given: any[]) => Thrown} Kind
 * @param {string} code
 * @param {string} [name] that it goes by
 * @returns {Thrown}
 */
export function thrown(act, Kind, code, name) {
  /** @type {unknown} */
  let error;
  try {
    act();
  } catch (caught) {
    error = caught;
  }
  return checked(error, Kind, code, name);
}

/**
 * What a promise is rejected with, which must be a `Kind` with this code.
 * @template {Error} Thrown
 * @param {Promise<unknown>} promise
 * @param {new (...given: any[]) => Thrown} Kind
 * @param {string} code
 * @returns {Promise<Thrown>}
 */
export async function rejected(promise, Kind, code) {
  const error = await promise.then(
    () => undefined,
    (caught) => caught,
  );
  return checked(error, Kind, code);
}

/**
 * @template {Error} Thrown
 * @param {unknown} error
 * @param {new (...given: any[]) => Thrown} Kind
 * @param {string} code
 * @param {string} [name]
 * @returns {Thrown}
 */
function checked(error, Kind, code, name = Kind.name) {
  assert.ok(error instanceof Kind, `expected a ${Kind.name}, got ${error}`);
  assert.equal(Reflect.get(error, 'code'), code);
  assert.equal(error.name, name);
  assert.notEqual(error.message, '');
  return error;
}
