// The checksum of final scores that every competitor must end with: the same that a replay reports. It is a sum over
// the contacts, so their order does not matter, and parts can be added up.

/** What stands for an empty score in columns of 32-bit numbers. */
export const emptyScore = -(2 ** 31);

const prime = 1_099_511_628_211n;
const offset = 14_695_981_039_346_656_037n;
const encoder = new TextEncoder();

/** FNV-1a over the UTF-8 of a text, in 64 bits. */
function fnv1a64(text) {
  let hash = offset;
  for (const byte of encoder.encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  }
  return hash;
}

/** The last step of MurmurHash3, in 64 bits. */
function fmix64(value) {
  let mixed = BigInt.asUintN(64, value);
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 33n)) * 0xff51afd7ed558ccdn);
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 33n)) * 0xc4ceb9fe1a85ec53n);
  return mixed ^ (mixed >> 33n);
}

/** Contacts' ids, hashed once: every run over the same contacts uses them. */
const hashes = new WeakMap();

function hashesOf(ids) {
  let found = hashes.get(ids);
  if (found === undefined) {
    found = ids.map(fnv1a64);
    hashes.set(ids, found);
  }
  return found;
}

/**
 * @param {string[]} ids the contacts
 * @param {ArrayLike<number>} scores theirs, in the same order; `emptyScore` for none
 * @returns {string} 16 hexadecimal digits
 */
export function checksumOf(ids, scores) {
  let sum = 0n;
  hashesOf(ids).forEach((hash, index) => {
    const score = scores[index];
    sum += fmix64(hash + (score === emptyScore ? 0x9e3779b97f4a7c15n : BigInt(score)));
  });
  return BigInt.asUintN(64, sum).toString(16).padStart(16, '0');
}
