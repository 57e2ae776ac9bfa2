/** The practice exam, and what a page outside the room says while an activity is open. */
export const practice = {
  "practice.title": "Examen d’entraînement",
  "practice.lead":
    "La vraie salle d’examen, avec un cas préparé pour s’exercer : lecture, puis rédaction. Aussi souvent que vous le voulez, avant le jour de l’examen.",
  "practice.same":
    "Même salle, même enregistrement de votre travail, même temps, même façon de remettre. Ce que la salle refuse le jour de l’examen, elle le refuse ici aussi.",
  "practice.nothingCounts":
    "Rien n’est noté ni évalué. Ce n’est pas une tentative; ni votre ordre ni les personnes qui évaluent n’en savent quoi que ce soit.",
  "practice.alone":
    "La discussion de groupe et l’entrevue se font avec des personnes : elles ne font pas partie de l’entraînement.",
  "practice.start": "Commencer l’entraînement",
  "practice.startAgain": "Commencer un autre entraînement",
  "practice.resume": "Reprendre mon entraînement",
  "practice.replaces": "Un nouvel entraînement remplace celui qui est en cours.",
  "practice.notToday": "Votre examen est en cours. L’entraînement sera de nouveau possible après.",
  "practice.leave": "Quitter l’entraînement",
  "practice.badge": "Entraînement",
  "practice.invite": "S’entraîner dans la vraie salle",
  "practice.inviteText": "Un cas pour s’exercer, sans note, aussi souvent que vous le voulez. Chaque activité dure ce qu’elle dure à l’examen.",
  "practice.inviteAction": "Voir l’entraînement",
  "practice.nextTitle": "Prochaine activité : {activity}",
  "practice.nextText":
    "Le jour de l’examen, la discussion de groupe aurait lieu ici, et une personne de l’équipe ouvrirait l’activité suivante. Pendant l’entraînement, vous l’ouvrez quand vous voulez.",
  "practice.next": "Ouvrir l’activité",
  "practice.doneTitle": "Votre entraînement est terminé",
  "practice.doneText":
    "Rien n’est noté ni conservé à votre dossier. Le jour de l’examen, l’entrevue suivrait; puis au moins deux personnes évalueraient votre texte sans savoir qui vous êtes, et votre résultat arriverait au plus tard deux semaines après la séance.",
  "practice.openNow": "{activity} : l’activité est ouverte et votre temps court",
  "practice.openLeft":
    "Il vous reste {count, plural, one {# minute} other {# minutes}}. Il court aussi quand vous sortez de la salle; seul le temps d’une coupure vous est rendu.",
  "practice.openPaused": "{activity} : l’activité est ouverte, votre temps est en pause",
  "practice.openLeave": "Votre travail vous attend dans la salle.",
  "practice.backIn": "Revenir dans la salle",
} as const;
