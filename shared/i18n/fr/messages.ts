/** E-mails and notices, written by the server. They carry no personal detail, only a link. */
export const messages = {
  "messages.greeting": "Bonjour,",
  "messages.invitationSubject": "Votre dossier pour l’examen de français",
  "messages.invitationText": "Votre ordre vous dirige vers l’examen de français. Votre dossier est là : confirmez vos renseignements et choisissez votre séance.",
  "messages.linkSubject": "Votre lien d’entrée",
  "messages.linkText": "Voici le lien que vous avez demandé. Si vous ne l’avez pas demandé, ne faites rien.",
  "messages.bookingSubject": "Votre séance est réservée",
  "messages.bookingText": "Votre place est réservée. La date, l’heure et ce qu’il faut préparer sont dans votre dossier; vous pouvez y changer de séance.",
  "messages.accommodationSubject": "Une réponse vous attend",
  "messages.accommodationText": "Une réponse à votre demande est dans votre dossier.",
  "messages.reminderSubject": "Votre séance approche",
  "messages.reminderText": "Votre séance d’examen approche. Ce qu’il faut préparer est dans votre dossier.",
  "messages.reminderWhen": "La séance : {when}",
  "messages.reminderOwn": "Chez vous : {when}",
  "messages.resultToCandidateSubject": "Votre résultat est disponible",
  "messages.resultToCandidateText": "Le résultat de votre examen de français est dans votre dossier.",
  "messages.resultToBodySubject": "Un résultat est disponible",
  "messages.resultToBodyText": "Le résultat d’une personne que vous avez orientée est dans votre liste.",
  "messages.annulledSubject": "Une autre séance est à choisir",
  "messages.annulledText": "Pour une raison technique qui ne dépend pas de vous, l’examen que vous avez passé ne compte pas. Ce n’est pas un échec. Choisissez dès maintenant une autre séance dans votre dossier; l’examen portera sur un autre cas. Vos renseignements et vos consentements restent valables.",
  "messages.reviewAskedSubject": "Votre demande de révision est reçue",
  "messages.reviewAskedText": "Deux nouvelles personnes évalueront votre production, sans savoir qui vous êtes ni ce qui a été donné la première fois. Le résultat sera maintenu ou rehaussé, jamais abaissé. La date de la réponse est dans votre dossier.",
  "messages.openLink": "Ouvrez cette page : {link}",
  "messages.human": "Une question? Répondez à ce courriel ou choisissez « Parler à une personne » sur n’importe quelle page.",
  "messages.linkOnce": "Le lien sert une seule fois et reste valable trois jours; vous pouvez en demander un autre.",
  "messages.callDevice":
    "Appel automatique : le partage d’écran, la caméra ou le micro manque. Le temps est arrêté et le contenu est caché.",
  "messages.callConnection":
    "Appel automatique : la page d’examen n’est plus entendue depuis plus d’une minute. Le temps est arrêté.",
  "messages.callDecision":
    "Appel automatique : les coupures ont été longues ou répétées. À vous de décider : reprendre l’activité ou la refaire.",
  "messages.callExamBrowser":
    "Appel automatique : Safe Exam Browser n’est plus reconnu. Le temps est arrêté; tout ce qui est écrit est gardé.",
  "messages.signature": "Le service des examens",
} as const;
