/** The marker's queue and text desk, the rubric, locking. */
export const marking = {
  "marking.queue": "Textes à évaluer",
  "marking.position": "texte {position, number} sur {total, number}",
  "marking.band": "Niveau {band, number}",
  "marking.comment": "Commentaire",
  "marking.lock": "Verrouiller l’évaluation",
  "marking.lockMeans": "Une fois verrouillée, votre évaluation ne change plus.",
} as const;
