import { z } from "zod";
import { instant } from "../../kernel/wire.ts";

/** The frame of an interview: the section that is on, and the new elements that were revealed. Kept with the room. */

/** Beside the form's own sections. */
export const openingSection = "OPENING";
export const closingSection = "CLOSING";

export const interviewFrame = z.object({
  sectionId: z.string(),
  sectionSince: instant,
  revealed: z.array(z.object({ elementId: z.string(), at: instant })),
});
export type InterviewFrame = z.infer<typeof interviewFrame>;

/** The one element that may be revealed now: they come one by one, in the form's order. */
export function nextElement(
  elements: readonly { readonly id: string }[],
  frame: Pick<InterviewFrame, "revealed">,
): string | undefined {
  const revealed = new Set(frame.revealed.map(({ elementId }) => elementId));
  return elements.find(({ id }) => !revealed.has(id))?.id;
}
