/** The page on which staff import a rescue file. */
export const rescue = {
  "rescue.title": "Importer un fichier de secours",
  "rescue.for": "Pour {name} seulement",
  "rescue.lead":
    "Quand un appareil n’a pas pu joindre le serveur, il donne un fichier chiffré à la personne candidate. Ce qu’il contient est jugé comme si la page l’avait envoyé maintenant : ce qui arrive après la fin de l’activité est gardé à part, et une personne décide. Si la personne a changé d’appareil, importez le fichier avant qu’elle appuie sur « Continuer » : ensuite, ce qu’elle écrit au nouvel appareil compte seul.",
  "rescue.choose": "Choisir le fichier",
  "rescue.importing": "Importation en cours",
  "rescue.done": "Le fichier est importé ({activity})",
  "rescue.counted":
    "{count, plural, =0 {Aucune modification nouvelle ne compte.} one {# modification manquait et compte maintenant.} other {# modifications manquaient et comptent maintenant.}}",
  "rescue.keptAside":
    "{count, plural, =0 {Rien n’est gardé à part.} one {# modification est gardée à part.} other {# modifications sont gardées à part.}}",
  "rescue.superseded":
    "{count, plural, one {# modification vient d’une page que la personne a remplacée : elle est gardée et ne compte pas.} other {# modifications viennent d’une page que la personne a remplacée : elles sont gardées et ne comptent pas.}}",
  "rescue.known":
    "{count, plural, =0 {Le serveur n’avait rien de ce fichier.} one {# modification était déjà au serveur.} other {# modifications étaient déjà au serveur.}}",
  "rescue.imports": "Fichiers importés",
  "rescue.none": "Aucun fichier importé",
  "rescue.noneWhy": "Chaque fichier importé s’inscrit ici et au journal de l’examen.",
  "rescue.when": "Quand",
  "rescue.activity": "Activité",
  "rescue.operations": "Modifications",
  "rescue.by": "Par",
  "rescue.link": "Fichier de secours",
} as const;
