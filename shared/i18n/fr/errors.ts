/** One sentence per error code: what happened, then what to do. Keys are the codes of the protocol. */
export const errors = {
  "errors.UNEXPECTED":
    "Une erreur imprévue est survenue. Réessayez; si elle revient, donnez le code de référence à une personne de notre équipe.",
  "errors.NETWORK": "Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.",
  "errors.NOT_FOUND": "Cette page n’existe pas ou n’existe plus. Revenez à l’accueil.",
  "errors.FORBIDDEN": "Votre compte ne permet pas cette action. Écrivez-nous si vous devriez pouvoir la faire.",
  "errors.UNAUTHENTICATED": "Votre session est terminée. Connectez-vous de nouveau.",
  "errors.INVALID_INPUT": "Un renseignement est à corriger. Relisez les champs signalés.",
  "errors.CONFLICT": "Quelqu’un a modifié ces renseignements entre-temps. Rechargez la page, puis recommencez.",
  "errors.TOO_MANY_REQUESTS": "Trop d’essais en peu de temps. Attendez une minute, puis réessayez.",
  "errors.IDENTITY_NOTE_NUMBER":
    "La note contient un numéro. Retirez-le : on n’écrit jamais le numéro d’une pièce d’identité.",
  "errors.IDENTITY_NEEDS_DOCUMENT":
    "L’identité ne peut pas être confirmée sans pièce. Choisissez la pièce que vous avez vue, ou reportez la vérification.",
  "errors.SITTINGS_NOT_ENDED":
    "Des personnes n’ont pas terminé. Terminez leurs activités ou notez leur absence, puis fermez la séance.",
  "errors.STATION_CODE_UNKNOWN": "Ce code n’existe pas. Vérifiez chaque caractère ou demandez un nouveau code.",
  "errors.STATION_CODE_EXPIRED": "Ce code n’est plus valable après 15 minutes. Demandez un nouveau code.",
  "errors.STATION_CODE_USED": "Ce code a déjà servi. Demandez un nouveau code.",
  "errors.RUN_NOT_ENDED": "L’activité n’est pas encore terminée. Attendez la remise de la copie, puis recommencez.",
} as const;
