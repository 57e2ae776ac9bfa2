/** The four competencies of the regulation, in words. */
export const competencyNames = {
  CE: "results.writtenComprehension",
  CO: "results.oralComprehension",
  EE: "results.writtenExpression",
  EO: "results.oralExpression",
} as const;
