/** Makes a case that differs smaller, until nothing can be left out without the difference going away. */

const mostTrials = 4000;

/**
 * @param {object} start
 * @param {(smaller: object) => boolean} stillDiffers false, too, where the engine does not take it
 */
export function reduce(start, stillDiffers) {
  let smallest = start;
  let trials = 0;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    // The candidates of a case that has become smaller are those of the smaller case, from the same place on.
    for (let place = 0; trials < mostTrials; ) {
      const candidate = candidateAt(smallest, place);
      if (candidate === null) {
        break;
      }
      trials += 1;
      if (stillDiffers(candidate)) {
        smallest = candidate;
        isSmaller = true;
      } else {
        place += 1;
      }
    }
  }
  return smallest;
}

/** What is smaller by one thing: the so-manieth of all, large ones first; null after the last. */
function candidateAt(value, place) {
  const places = placesIn(value, []);
  if (place >= places.length) {
    return null;
  }
  const copy = structuredClone(value);
  places[place](copy);
  return copy;
}

/** Every way to leave one thing out. */
function placesIn(value, path) {
  if (value === null || typeof value !== 'object') {
    return [];
  }
  const own = [];
  if (Array.isArray(value)) {
    for (let index = value.length - 1; index >= 0; index--) {
      own.push((root) => at(root, path).splice(index, 1));
      const inner = stepsWithin(value[index]);
      if (inner !== null) {
        own.push((root) => at(root, path).splice(index, 1, ...structuredClone(inner)));
      }
    }
  } else {
    for (const key of Object.keys(value)) {
      own.push((root) => {
        delete at(root, path)[key];
      });
    }
  }
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

/** The steps of a step's lists, which may stand in its stead. */
function stepsWithin(step) {
  const lists = [step?.otherwise, step?.onTimeout, step?.found, step?.notFound];
  for (const branch of Array.isArray(step?.branches) ? step.branches : []) {
    lists.push(branch.steps);
  }
  const steps = lists.flatMap((list) => (Array.isArray(list) ? list : []));
  return steps.length === 0 ? null : steps;
}

const at = (root, path) => path.reduce((value, key) => value[key], root);
