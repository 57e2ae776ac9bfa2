/** Asking that one's work be judged again: few need it, so it comes with its section. */
export const review = {
  "review.title": "Demander une révision",
  "review.text": "Si vous pensez que votre production mérite mieux, vous pouvez demander qu’elle soit évaluée de nouveau ({competencies}) par deux autres personnes. Elles ne savent pas qui vous êtes ni ce qui a été donné la première fois. Le résultat est maintenu ou rehaussé, jamais abaissé. La lecture, corrigée avec des réponses fixées d’avance, n’est pas évaluée de nouveau : le dossier ci-dessus donne vos points à chaque question.",
  "review.until": "Vous avez jusqu’au {date}. Il n’y a pas de frais.",
  "review.ask": "Demander une révision",
  "review.confirm": "Envoyer ma demande",
  "review.once": "Une révision se demande une seule fois pour un examen. Choisissez tout ce que vous voulez faire évaluer de nouveau.",
  "review.what": "À évaluer de nouveau",
  "review.reason": "Votre motif",
  "review.reasonHint": "La direction le lit. Les personnes qui évaluent ne le voient pas.",
  "review.sent": "Votre demande est envoyée.",
  "review.askedOn": "Vous avez demandé une révision le {date} : {competencies}.",
  "review.underWay": "Elle est en cours. Vous aurez une réponse au plus tard le {date}. Le résultat ci-dessus reste valable d’ici là.",
  "review.lateTitle": "Votre texte évalué de nouveau",
  "review.lateWhy": "Des mots arrivés en retard comptent, par une décision du {date} dont les motifs sont au journal de votre séance. Deux autres personnes évaluent votre texte avec ces mots; le résultat est maintenu ou rehaussé, jamais abaissé.",
  "review.RAISED": "La révision est terminée : votre résultat a été rehaussé.",
  "review.KEPT": "La révision est terminée : votre résultat est maintenu. Les nouvelles évaluations sont dans le dossier ci-dessus.",
} as const;
