/** The candidate's page: done, next, late; the person to talk to. */
export const journey = {
  "journey.title": "Votre parcours",
  "journey.hello": "Bonjour, {name}",
  "journey.nextStep": "Prochaine étape",
  "journey.dueBefore": "à faire avant le {date}",
  "journey.checkEquipment": "Vérifier votre matériel",
  "journey.startCheck": "Commencer la vérification",
  "journey.practiceExam": "Examen d’entraînement",
  "journey.examDay": "Jour de l’examen",
  "journey.contact": "Votre personne-ressource : {name}",
} as const;
