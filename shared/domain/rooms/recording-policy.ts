/**
 * What is recorded of a person in a live room, all along. The sound of the two oral activities, so that somebody who was
 * not there can judge it; a picture of them only where the rules of the exam say so and this person agreed to it by itself.
 * Never a check-in, never a supervision, nothing of somebody who has withdrawn their agreement.
 */
export function recordedSources(room: {
  readonly kind: string;
  readonly hasAgreed: boolean;
  /** Decided by the directorate, agreed to by this person. */
  readonly isFilmed: boolean;
}): readonly ("microphone" | "camera")[] {
  if ((room.kind !== "DISCUSSION" && room.kind !== "INTERVIEW") || !room.hasAgreed) return [];
  return room.isFilmed ? ["microphone", "camera"] : ["microphone"];
}

/**
 * What of a person is remembered for two minutes and then forgotten, so that an extract can begin before it is asked for:
 * everything that a candidate sends under supervision, to which they agreed before the day. Nothing of anybody else, and
 * nothing at all where the rules of the exam say that extracts are not kept.
 */
export const rememberedSources = ({
  kind,
  role,
  areExtractsKept,
}: {
  readonly kind: string;
  readonly role: string;
  readonly areExtractsKept: boolean;
}): readonly ("camera" | "microphone" | "screen")[] =>
  areExtractsKept && kind === "SUPERVISION" && role === "CANDIDATE" ? ["camera", "microphone", "screen"] : [];
