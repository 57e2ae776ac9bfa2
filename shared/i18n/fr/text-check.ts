/** Quelles transcriptions une deuxième personne vérifie. */
export const textCheck = {
  "textcheck.title": "Vérification des transcriptions",
  "textcheck.lead": "Un texte écrit à la main est transcrit, puis une deuxième personne compare la transcription à l’original. Ces règles disent lesquels; un texte déjà transcrit suit celles de ce moment.",
  "textcheck.now": "Règles en vigueur",
  "textcheck.text": "Version {version, number} du {date}, par {name}. Les {first, number} premières transcriptions sont toutes vérifiées; ensuite {share, number} % le sont, tirées au sort.",
  "textcheck.counts": "{typed, plural, =0 {Aucun texte transcrit.} one {# texte transcrit, dont {checked, number} à vérifier.} other {# textes transcrits, dont {checked, number} à vérifier.}}",
  "textcheck.earlier": "Versions antérieures",
  "textcheck.line": "Version {version, number}, {date}, {name} : les {first, number} premières, puis {share, number} %. {reason}",
  "textcheck.change": "Changer les règles",
  "textcheck.first": "Premières transcriptions, toutes vérifiées",
  "textcheck.share": "Ensuite, sur cent",
  "textcheck.bad": "Un nombre entier de 0 à {most, number}.",
  "textcheck.reason": "Motif",
  "textcheck.reasonHint": "Gardé avec la version.",
  "textcheck.done": "Règles enregistrées.",
} as const;
