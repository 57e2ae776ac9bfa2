/** What is said of a statistic, before any number. */
export const standings = [
  /** A difference as large as the margin is ruled out. */
  "EQUIVALENT",
  /** Somebody is to look. */
  "EXAMINE",
  /** Neither a difference nor its absence is shown: most often there are too few people. */
  "NOT_SHOWN",
  "INSUFFICIENT",
  /** Enough people to be curious, too few to conclude. */
  "EXPLORATORY",
  /** Within its limits. */
  "FINE",
] as const;
export type Standing = (typeof standings)[number];

/** What may follow from a finding. A coefficient is not among them: no score is ever corrected. */
export const remedies = ["ITEM_REVIEW", "RETRAINING", "REMARKING", "NEW_VERSION"] as const;
export type Remedy = (typeof remedies)[number];

/** An answer is recorded about what was flagged, or could not be shown. */
export const asksForAnswer = (standing: Standing): boolean => standing === "EXAMINE" || standing === "NOT_SHOWN";
