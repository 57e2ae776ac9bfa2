/** Signing in, invitations, codes, personal information, consent. */
export const accounts = {
  "accounts.signIn": "Se connecter",
  "accounts.email": "Adresse courriel",
  "accounts.password": "Mot de passe",
  "accounts.code": "Code à six chiffres",
  "accounts.codeSent": "Nous avons envoyé un code à {email}.",
  "accounts.forgotPassword": "Mot de passe oublié",
  "accounts.confirmYourData": "Confirmer vos renseignements",
} as const;
