/** The words of the assessment grid for a score [P]: below the cut, from the cut, from 80. */
export const levels = ["NOT_REACHED", "REACHED", "EXCEEDED"] as const;
export type Level = (typeof levels)[number];
export const exceededFrom = 80;

/** Scores are shown with one decimal and the decision uses the value shown, so plain numbers compare rightly here. */
export function levelOf(score: number, cut: number): Level {
  if (score < cut) return "NOT_REACHED";
  return score < exceededFrom ? "REACHED" : "EXCEEDED";
}
