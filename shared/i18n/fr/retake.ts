/** What an earlier exam counts for, on the page of a result. */
export const retake = {
  "retake.passText":
    "Vous avez atteint le seuil dans chacune des quatre compétences, à cet examen ou à un examen antérieur qui compte encore. Votre ordre est informé.",
  "retake.countsTitle": "Compte d’un examen antérieur",
  "retake.counts": "{competency} : réussie le {date}, {score} sur 100",
  "retake.countsText": "Selon la version {version, number} des règles, ce que vous aviez réussi compte, même si vous ne l’avez pas réussi cette fois.",
  "retake.standing": "Si vous vous présentez de nouveau, ceci compte encore, même si vous ne le réussissez pas la prochaine fois :",
  "retake.until": "{competency}, réussie le {date} : pour un examen passé au plus tard le {until}",
  "retake.standingText": "Vous passez l’examen entier. C’est ce que disent les règles d’aujourd’hui; celles du jour de l’examen s’appliqueront.",
} as const;
