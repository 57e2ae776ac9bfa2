/** E-mails and notices, written by the server. They carry no personal detail, only a link. */
export const messages = {
  "messages.invitationSubject": "Votre dossier pour l’examen de français",
  "messages.greeting": "Bonjour,",
  "messages.openYourFile": "Ouvrez votre dossier : {link}",
  "messages.signature": "Le service des examens",
} as const;
