/** E-mails and notices, written by the server. They carry no personal detail, only a link. */
export const messages = {
  "messages.greeting": "Bonjour,",
  "messages.invitationSubject": "Votre dossier pour l’examen de français",
  "messages.invitationText": "Votre ordre vous a orientée ou orienté vers l’examen de français. Votre dossier est prêt : confirmez vos renseignements et choisissez votre séance.",
  "messages.linkSubject": "Votre lien d’entrée",
  "messages.linkText": "Voici le lien que vous avez demandé. Si vous ne l’avez pas demandé, ne faites rien.",
  "messages.bookingSubject": "Votre séance est réservée",
  "messages.bookingText": "Votre place est réservée. La date, l’heure et ce qu’il faut préparer sont dans votre dossier; vous pouvez y changer de séance.",
  "messages.accommodationSubject": "Une réponse vous attend",
  "messages.accommodationText": "Une réponse à votre demande est dans votre dossier.",
  "messages.resultToCandidateSubject": "Votre résultat est disponible",
  "messages.resultToCandidateText": "Le résultat de votre examen de français est dans votre dossier.",
  "messages.resultToBodySubject": "Un résultat est disponible",
  "messages.resultToBodyText": "Le résultat d’une personne que vous avez orientée est dans votre liste.",
  "messages.openLink": "Ouvrez cette page : {link}",
  "messages.human": "Une question? Répondez à ce courriel ou choisissez « Parler à une personne » sur n’importe quelle page. Le lien sert une seule fois et reste valable trois jours; vous pouvez en demander un autre.",
  "messages.signature": "Le service des examens",
} as const;
