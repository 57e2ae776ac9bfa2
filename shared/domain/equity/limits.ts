/**
 * From where on something is said of the comparison of modes [P]. A number here is a choice of the Office, not of
 * statistics; every export names them.
 */
export const equityLimits = {
  /**
   * Points, on the scale of 0 to 100: a smaller difference of means changes nothing for anybody. It is part of the rules of
   * the exam, as the committee approved them; this is what versions that do not say it have.
   */
  margin: 3,
  /** People in each group, texts, or units: below, nothing is concluded. */
  people: 30,
  /** Below, a mean would be somebody’s score. */
  shown: 10,
  /** Of pass rates, the lower over the higher: a screen. */
  ratio: 0.8,
  /** Points that being there may add in one mode more than in the other. */
  liveAudio: 2,
  /** Weighted kappa of first and second marks. */
  kappa: 0.7,
  /** Shares of units with a third mark: fewer would say that markers copy, more that they do not agree. */
  thirdMarks: { least: 0.05, most: 0.15 },
  /** Share of reviews that raise a result. */
  raised: 0.1,
  completion: { least: 0.97, gap: 0.02 },
} as const;
