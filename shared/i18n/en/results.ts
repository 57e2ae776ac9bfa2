import type { results as french } from "../fr/results.ts";

export const results: Readonly<Record<keyof typeof french, string>> = {
  "results.title": "Your results",
  "results.success": "Pass",
  "results.failure": "Fail",
  "results.oralComprehension": "Oral comprehension",
  "results.writtenComprehension": "Written comprehension",
  "results.oralExpression": "Oral expression",
  "results.writtenExpression": "Written expression",
  "results.askReview": "Ask for a review",
};
