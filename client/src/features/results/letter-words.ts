import { competencies, type CandidateResultView } from "#shared/protocol/results.ts";

/** What the letter says of how the result came about and of its file: only what is true of this exam. */
export function letterWords(view: Pick<CandidateResultView, "outcome" | "competencies">) {
  const { outcome } = view;
  // A failure with competencies that were never assessed follows from the stop at the gate.
  const isStopped = outcome === "FAIL" && competencies.some((key) => view.competencies[key] === null);
  if (isStopped) return { isStopped, origin: "letter.stoppedByTwo", file: "letter.fileOfStop" } as const;
  const isWhole = outcome === "PASS" || outcome === "FAIL";
  return {
    isStopped,
    origin: isWhole ? "letter.markedTwice" : "letter.approved",
    file: view.competencies.EE === null ? "letter.fileWithoutText" : "letter.fileWithText",
  } as const;
}
