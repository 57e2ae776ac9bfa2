/** Check-in: the identity looked at by a person, the room, the rules. */
export const identity = {
  "identity.title": "Vérification de l’identité",
  "identity.notCopied": "Votre pièce d’identité n’est ni photographiée ni enregistrée.",
  "identity.lookingNow": "{name} regarde votre pièce d’identité.",
  "identity.confirmed": "Identité confirmée",
  "identity.askShowDocument": "Montrez votre pièce d’identité devant la caméra.",
} as const;
