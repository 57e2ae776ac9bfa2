/** What the letter of a result says of this one exam: loaded with its page. */
export const letter = {
  "letter.stopped": "Votre examen s’est arrêté après la discussion de groupe, faute de participation. Les motifs des deux personnes qui l’ont constaté sont dans le dossier ci-dessous.",
  "letter.markedTwice": "Ce résultat vient de personnes : au moins deux évaluations indépendantes de chaque production, puis l’approbation d’une personne de la direction.",
  "letter.stoppedByTwo": "Ce résultat vient de personnes : deux avis motivés sur votre participation à la discussion, puis l’approbation d’une personne de la direction.",
  "letter.approved": "Ce résultat a été approuvé par une personne de la direction.",
  "letter.contact": "Votre personne-ressource à l’Office : {name}.",
  "letter.fileWithText": "Vous avez droit aux motifs. Le dossier contient votre texte, chaque évaluation sans le nom des personnes, les règles, les faits notés et le calcul, que tout le monde peut refaire.",
  "letter.fileWithoutText": "Vous avez droit aux motifs. Le dossier contient les évaluations qui ont été faites, sans le nom des personnes, les règles, les faits notés et le calcul, que tout le monde peut refaire.",
  "letter.fileOfStop": "Vous avez droit aux motifs. Le dossier contient les deux avis sur votre participation et leurs motifs, les relances qui vous ont été offertes et les évaluations faites avant l’arrêt, sans le nom des personnes, ainsi que les règles, les faits notés et le calcul, que tout le monde peut refaire.",
} as const;
