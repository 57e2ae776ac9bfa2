import type { AnswerValue } from "../answers/answer-value.ts";

/** An answer to «true or false, and which words show it»: either half may still be missing. */
export interface JustifiedAnswer {
  readonly judgement: boolean | null;
  readonly words: string;
}

/** As it is saved: `{ judgement: "true" | "false", words }`, without what is missing; null when both are. */
export function storedJustified({ judgement, words }: JustifiedAnswer): AnswerValue {
  if (judgement === null && words === "") return null;
  return {
    ...(judgement === null ? {} : { judgement: String(judgement) }),
    ...(words === "" ? {} : { words }),
  };
}

export function justifiedOf(value: AnswerValue | undefined): JustifiedAnswer {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { judgement: null, words: "" };
  const { judgement, words = "" } = value;
  return { judgement: judgement === "true" ? true : judgement === "false" ? false : null, words };
}
