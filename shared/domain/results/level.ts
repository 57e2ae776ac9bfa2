/** The words of the assessment grid for a score: below the cut, from the cut, from a score above it. */
export const levels = ["NOT_REACHED", "REACHED", "EXCEEDED"] as const;
export type Level = (typeof levels)[number];
/** [P]: of rules that do not say it. */
export const exceededFrom = 80;

/** Scores are shown with one decimal and the decision uses the value shown, so plain numbers compare rightly here. */
export function levelOf(score: number, { cut, exceededFrom: from }: { readonly cut: number; readonly exceededFrom: number }): Level {
  if (score < cut) return "NOT_REACHED";
  return score < from ? "REACHED" : "EXCEEDED";
}
