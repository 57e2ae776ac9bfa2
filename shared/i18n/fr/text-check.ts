/** Quelles transcriptions une deuxième personne vérifie. */
export const textCheck = {
  "textCheck.title": "Vérification des transcriptions",
  "textCheck.lead": "Un texte écrit à la main est transcrit, puis une deuxième personne compare la transcription à l’original. Ces règles disent lesquels; un texte déjà transcrit suit celles de ce moment.",
  "textCheck.now": "Règles en vigueur",
  "textCheck.text": "Version {version, number} du {date}, par {name}. Les {first, number} premières transcriptions sont toutes vérifiées; ensuite {share, number} % le sont, tirées au sort.",
  "textCheck.counts": "{typed, plural, =0 {Aucun texte transcrit.} one {# texte transcrit, dont {checked, number} à vérifier.} other {# textes transcrits, dont {checked, number} à vérifier.}}",
  "textCheck.earlier": "Versions antérieures",
  "textCheck.line": "Version {version, number}, {date}, {name} : les {first, number} premières, puis {share, number} %. {reason}",
  "textCheck.change": "Changer les règles",
  "textCheck.first": "Premières transcriptions, toutes vérifiées",
  "textCheck.share": "Ensuite, sur cent",
  "textCheck.bad": "Un nombre entier de 0 à {most, number}.",
  "textCheck.reason": "Motif",
  "textCheck.reasonHint": "Gardé avec la version.",
  "textCheck.done": "Règles enregistrées.",
} as const;
