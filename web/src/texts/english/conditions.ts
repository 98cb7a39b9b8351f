/** Conditions with what they compared. */
export const conditions = {
  none: 'It has no conditions: every such event matches.',
  allOf: 'All of these',
  anyOf: 'Any of these',
  not: 'Not',
  was: 'was',
  holds: 'Holds',
  doesNotHold: 'Does not hold',
  /** Why a text did not compare as one might think. */
  notes: {
    caseDiffers: 'differs in upper and lower case only',
    spacesDiffer: 'differs in spaces at the ends only',
    caseAndSpacesDiffer: 'differs in case and outer spaces only',
    typeDiffers: 'is of another type',
  },
};
