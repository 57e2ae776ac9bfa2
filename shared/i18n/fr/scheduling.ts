/** Modes, sessions, seats, booking. */
export const scheduling = {
  "scheduling.chooseSession": "Choisir une séance",
  "scheduling.lead": "Le même examen, les mêmes durées, la même évaluation; l’attestation ne dit pas où vous étiez.",
  "scheduling.mode": "Où souhaitez-vous passer l’examen?",
  "scheduling.onlineHint":
    "Chez vous, avec un ordinateur, une caméra et un micro. Une personne vous surveille à distance. Vous écrivez au clavier.",
  "scheduling.inPersonHint":
    "Dans nos bureaux, où tout est fourni. Une personne vous surveille sur place. Vous écrivez au clavier ou à la main.",
  "scheduling.computerNeeded": "L’examen en ligne demande un ordinateur : ni téléphone ni tablette.",
  "scheduling.tool": "Avec quoi souhaitez-vous écrire?",
  "scheduling.keyboard": "Au clavier",
  "scheduling.keyboardHint": "Un poste de l’examen, sans correcteur, avec les accents à portée de clic.",
  "scheduling.handwritten": "À la main",
  "scheduling.handwrittenHint":
    "Sur papier; votre texte est transcrit tel quel, et l’évaluation ne voit pas la différence.",
  "scheduling.supervisionAsk": "L’examen en ligne demande votre accord pour la surveillance à distance",
  "scheduling.supervisionText":
    "Une personne dont vous connaissez le nom regarde votre caméra et votre écran en direct. Aucune vidéo continue n’est gardée. Vous pouvez préférer une place dans nos bureaux, sans délai ni pénalité.",
  "scheduling.accept": "J’accepte",
  "scheduling.seeInPerson": "Voir les places en présence",
  "scheduling.credits": "Ce que vous avez réussi compte encore à cet examen",
  "scheduling.creditUntil": "{competency} : jusqu’au {date}",
  "scheduling.sessions": "Séances",
  "scheduling.seatsLeft": "{count, plural, =0 {séance complète} one {# place libre} other {# places libres}}",
  "scheduling.sessionAt": "Séance du {date}",
  "scheduling.yourTime": "chez vous ({place}) : {time}",
  "scheduling.deviceTime": "{time}, heure de votre appareil",
  "scheduling.changeUntil": "Vous pouvez changer ou annuler jusqu’au {date}.",
  "scheduling.changeAnytime": "Vous pouvez changer ou annuler jusqu’au début de la séance.",
  "scheduling.tooLate": "Le délai pour changer de séance est passé. En cas d’imprévu, parlez à une personne.",
  "scheduling.none": "Aucune séance dans ce mode pour le moment",
  "scheduling.noneText":
    "De nouvelles séances s’ajoutent chaque mois. Regardez l’autre mode, revenez bientôt ou parlez à une personne.",
  "scheduling.book": "Réserver cette place",
  "scheduling.change": "Prendre cette place à la place de l’autre",
  "scheduling.chooseFirst": "Choisissez une séance.",
  "scheduling.booked": "Votre place est réservée. Un courriel vous le confirme.",
  "scheduling.yours": "Votre séance",
  "scheduling.yourSeat": "votre place",
  "scheduling.cancel": "Annuler ma place",
  "scheduling.cancelAsk": "Annuler votre place?",
  "scheduling.cancelText":
    "Une autre personne pourra la prendre aussitôt. Vous pourrez choisir une autre séance quand vous voudrez.",
  "scheduling.keep": "Garder ma place",
  "scheduling.cancelled": "Votre place est annulée.",
  "scheduling.another": "Choisir une autre séance",
  "scheduling.notYet": "La séance se choisit après la confirmation de vos renseignements et vos réponses à l’avis.",
} as const;
