/**
 * Both advisers of a discussion see in which mode it is held, and nobody marks it from the sound as of an interview. So some
 * are marked once more on their recording by somebody who was not there, once the result was told, and what being there adds
 * is compared between the modes. It counts in no result [P].
 */
export const heardAgain = {
  /** Of a hundred discussions. */
  percent: 20,
  /** So long after the result somebody may be asked: what nobody was free for by then is not heard. */
  days: 14,
  /** The wording of the consent to the recording that asks for it: who agreed to an older one agreed to the recording alone. */
  consentVersion: 3,
} as const;

/** By a number of [0, 1) that nobody can foresee. */
export const isDrawn = (lot: number): boolean => lot * 100 < heardAgain.percent;
