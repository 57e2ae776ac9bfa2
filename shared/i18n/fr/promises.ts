/** What the product never does, for anybody to read. */
export const promises = {
  "promises.title": "Ce que ce service ne fait jamais",
  "promises.lead":
    "Des personnes vous accueillent, vous voient et décident. Aucune machine ne juge votre visage, votre voix, vos yeux ou votre façon d’écrire.",
  "promises.neverTitle": "Jamais",
  "promises.faceMatch": "Aucune comparaison automatique de visages. Une personne regarde votre pièce d’identité; aucune image n’en est gardée.",
  "promises.gaze": "Aucun suivi du regard ni de la tête.",
  "promises.emotion": "Aucune analyse des émotions, aucune note de « suspicion ».",
  "promises.voice": "Aucune analyse de la voix, aucune empreinte vocale.",
  "promises.keystroke": "Aucune identification par la façon de taper. Hors du champ de réponse, aucune touche n’est gardée.",
  "promises.aiText": "Aucun détecteur de textes « écrits par une machine ».",
  "promises.files": "Aucune lecture de vos fichiers, de vos programmes ou de votre historique.",
  "promises.secret": "Aucun enregistrement secret : la page dit ce qui est enregistré au moment où cela l’est.",
  "promises.sanction": "Aucune sanction automatique : un constat est une ligne de votre journal, et rien d’autre.",
  "promises.insteadTitle": "À la place",
  "promises.people": "Des personnes nommées sont là toute la séance; vous pouvez leur parler à tout moment.",
  "promises.record": "Tout ce qui est noté à votre sujet est dans votre journal, dans les mots que lit aussi l’Office.",
  "promises.time": "Une coupure n’est ni une faute ni une remise : votre temps s’arrête et vous est rendu.",
  "promises.seat": "Vous préférez un examen sans surveillance à distance? Une place en présence vous est offerte, sans pénalité.",
  "promises.checked": "Un essai automatique cherche de tels logiciels dans tout ce dont le service est fait, à chaque version.",
} as const;
