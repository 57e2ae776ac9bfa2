/** Sessions, seats, booking, waiting list. */
export const scheduling = {
  "scheduling.chooseSession": "Choisir une séance",
  "scheduling.seatsLeft": "{count, plural, =0 {séance complète} one {# place} other {# places}}",
  "scheduling.sessionAt": "Séance du {date}",
  "scheduling.localTime": "heure de {place} : {time}",
  "scheduling.waitingList": "S’inscrire sur la liste d’attente",
} as const;
