/**
 * What is recorded of a person in a live room. The sound of the two oral activities, so that somebody who was not there
 * can judge it; never a picture, never a check-in, nothing of somebody who has withdrawn their agreement.
 */
export function recordedSources(room: {
  readonly kind: "CHECK_IN" | "DISCUSSION" | "INTERVIEW";
  readonly hasAgreed: boolean;
}): readonly "microphone"[] {
  return room.kind !== "CHECK_IN" && room.hasAgreed ? ["microphone"] : [];
}
