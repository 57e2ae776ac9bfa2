/** The exam room: reading and writing. */
export const exam = {
  "exam.reading": "Lecture",
  "exam.writing": "Rédaction",
  "exam.activityOf": "activité {number, number} de {total, number}",
  "exam.situation": "Mise en situation",
  "exam.yourDocument": "Votre document",
  "exam.yourNotes": "Vos notes",
  "exam.submitText": "Remettre mon texte",
  "exam.minutesLeft": "{count, plural, one {# minute} other {# minutes}}",
  "exam.minutesLeftSpoken": "Il vous reste {count, plural, one {# minute} other {# minutes}}.",
  "exam.hideClock": "Masquer le temps",
  "exam.showClock": "Afficher le temps",
  "exam.words": "{count, plural, one {# mot} other {# mots}}",
  "exam.divider": "Largeur du document",
} as const;
