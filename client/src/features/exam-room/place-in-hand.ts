/** Which question is in hand, for a reload of this window: the device keeps nothing of it for whoever comes next. */

const keyOf = (runId: string): string => `epreuve.question.${runId}`;

export function questionInHand(runId: string, count: number): number {
  try {
    const stored = Number(sessionStorage.getItem(keyOf(runId)));
    return Number.isInteger(stored) && stored >= 0 && stored < count ? stored : 0;
  } catch {
    return 0;
  }
}

export function keepQuestionInHand(runId: string, index: number): void {
  try {
    sessionStorage.setItem(keyOf(runId), String(index));
  } catch {
    // The first question is shown again: nothing of the answers depends on it.
  }
}
