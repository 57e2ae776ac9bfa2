/** One’s own account: the second factor, and where one is still signed in. Loaded with its page. */
export const account = {
  "accounts.totpTitle": "Code à six chiffres à la connexion",
  "accounts.totpOffer": "Un code de votre téléphone, demandé avec le mot de passe, protège votre compte même si le mot de passe est connu.",
  "accounts.totpStart": "Activer le code",
  "accounts.totpScan": "Ouvrez votre application d’authentification et numérisez ce carré.",
  "accounts.totpSecret": "Ou entrez cette clé : {secret}",
  "accounts.totpConfirm": "Confirmer le code",
  "accounts.totpOn": "Le code est demandé à chaque connexion.",
  "accounts.totpPassword": "Votre mot de passe actuel",
  "accounts.totpEnds": "Vos autres sessions se ferment alors.",
  "accounts.sessionsTitle": "Vos sessions",
  "accounts.sessionsText": "Vous êtes peut-être encore dans Épreuve sur un autre appareil. Fermez ces sessions si l’un d’eux est perdu, partagé ou inconnu; un examen en cours continue.",
  "accounts.sessionsEnd": "Fermer mes autres sessions",
  "accounts.sessionsEnded": "{count, plural, =0 {Aucune autre session n’est ouverte.} one {Une autre session est fermée.} other {# autres sessions sont fermées.}}",
} as const;
