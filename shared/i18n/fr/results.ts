/** Reports, confirmation desk, the candidate's result, review. */
export const results = {
  "results.title": "Vos résultats",
  "results.success": "Réussite",
  "results.failure": "Échec",
  "results.oralComprehension": "Compréhension orale",
  "results.writtenComprehension": "Compréhension écrite",
  "results.oralExpression": "Expression orale",
  "results.writtenExpression": "Expression écrite",
  "results.askReview": "Demander une révision",
} as const;
