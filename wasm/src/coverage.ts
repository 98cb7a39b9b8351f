import { UsageError } from './errors.js';
import { encodableText } from './input.js';
import type { Native } from './native.js';
import type { Coverage, Diagnostic } from './types.js';

/** What cannot be handed to the engine is no coverage. */
class NoCoverage extends UsageError {
  constructor(message: string, [problem]: Diagnostic[]) {
    super('usage.argument', `${message} ${problem?.message ?? ''}`);
  }
}

/** Coverage of several simulations or test files as one: see `Engine.mergeCoverage`. */
export function mergeCoverage(native: Native, coverages: Iterable<Coverage>): Coverage {
  const handle = native.call('coverageOpen');
  try {
    for (const coverage of coverages) {
      native.ask('coverageAdd', handle, encodableText(coverage, 'coverage', NoCoverage));
    }
    return native.ask('coverageMerged', handle).coverage;
  } finally {
    native.release(handle, 'coverageDispose');
  }
}
