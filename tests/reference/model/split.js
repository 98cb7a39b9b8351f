/** The choice of a `split`: a hash of the seed, the workflow, the step and the contact. */

const mask = (1n << 64n) - 1n;

function fnv1a(bytes) {
  let hash = 14_695_981_039_346_656_037n;
  for (const byte of bytes) {
    hash = ((hash ^ BigInt(byte)) * 1_099_511_628_211n) & mask;
  }
  return hash;
}

function mix(value) {
  let hash = value;
  hash ^= hash >> 33n;
  hash = (hash * 0xff51afd7ed558ccdn) & mask;
  hash ^= hash >> 33n;
  hash = (hash * 0xc4ceb9fe1a85ec53n) & mask;
  return hash ^ (hash >> 33n);
}

/** @returns {{ branch: object, draw: { value: number, of: number } }} */
export function drawBranch(branches, parts) {
  const of = branches.reduce((sum, { weight }) => sum + weight, 0);
  const value = Number(mix(fnv1a(Buffer.from(parts.join('\0'), 'utf8'))) % BigInt(of));
  let end = 0;
  for (const branch of branches) {
    end += branch.weight;
    if (value < end) {
      return { branch, draw: { value, of } };
    }
  }
  throw new Error('weights are positive');
}
