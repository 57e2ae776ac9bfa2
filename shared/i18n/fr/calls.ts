/** Calls that wait, for the support staff. */
export const calls = {
  "calls.title": "Appels",
  "calls.lead": "Les personnes qui attendent une réponse, la plus ancienne d’abord. Votre réponse porte votre nom.",
  "calls.empty": "Aucun appel n’attend.",
  "calls.emptyText": "Un nouvel appel apparaît ici de lui-même.",
  "calls.since": "depuis le {when}",
  "calls.outside": "Hors séance ou pendant l’entraînement : aucun bureau de séance ne montre cet appel.",
  "calls.inSession": "Pendant une séance : le bureau de la séance montre aussi cet appel.",
} as const;
