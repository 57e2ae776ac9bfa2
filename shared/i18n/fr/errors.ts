/** One sentence per error code: what happened, then what to do. Keys are the codes of the protocol. */
export const errors = {
  "errors.UNEXPECTED": "Une erreur imprévue est survenue. Réessayez; si elle revient, donnez le code de référence à une personne de notre équipe.",
  "errors.NETWORK": "Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.",
  "errors.NOT_FOUND": "Cette page n’existe pas ou n’existe plus. Revenez à l’accueil.",
  "errors.FORBIDDEN": "Votre compte ne permet pas cette action. Écrivez-nous si vous devriez pouvoir la faire.",
  "errors.UNAUTHENTICATED": "Votre session est terminée. Connectez-vous de nouveau.",
  "errors.INVALID_INPUT": "Un renseignement est à corriger. Relisez les champs signalés.",
  "errors.CONFLICT": "Quelqu’un a modifié ces renseignements entre-temps. Rechargez la page, puis recommencez.",
  "errors.TOO_MANY_REQUESTS": "Trop d’essais en peu de temps. Attendez une minute, puis réessayez.",
} as const;
