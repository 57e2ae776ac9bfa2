import type { FormContent, PartialDocument } from "#shared/domain/forms/form-content.ts";

export const situation = {
  title: "L’attente du lundi matin",
  paragraphs: [
    "Le Carrefour Beaulieu est un bureau de services professionnels situé à Drummondville. Douze professionnelles et professionnels y reçoivent environ 240 personnes par semaine. Depuis janvier, la clientèle se plaint d’attendre trop longtemps à l’accueil, surtout le lundi matin.",
    "La directrice, Mme Sofia Marchand, a d’abord compilé les plaintes. Elle a ensuite observé l’accueil pendant deux semaines, puis elle a réuni l’équipe. Trois solutions ont été proposées : ouvrir une heure plus tôt, à 7 h 30; offrir la prise de rendez-vous en ligne; ajouter une deuxième personne à l’accueil le lundi.",
    "Mme Marchand dispose de 4 000 $ pour un essai de trois mois, à partir du 1ᵉʳ avril. La solution doit réduire l’attente, rester simple pour la clientèle âgée et ne pas alourdir la semaine du personnel.",
    "Elle demande l’avis d’un petit groupe de collègues. Les membres du groupe n’ont pas tous lu le même document. Ils doivent donc mettre leurs renseignements en commun. La réunion a lieu le mardi 17 mars à 10 h.",
  ],
} satisfies FormContent["situation"];

export const documents = [
  {
    id: "ent-d1",
    kind: "Relevé",
    title: "Relevé de l’attente à l’accueil, du 16 au 27 février",
    paragraphs: [
      "Le lundi, entre 8 h 30 et 10 h, l’attente moyenne est de 26 minutes. Les autres jours, elle est de 9 minutes. Une seule personne est à l’accueil, quel que soit le jour.",
      "Le lundi, 40 personnes viennent seulement pour déposer des papiers. Elles attendent dans la même file que celles qui ont un rendez-vous.",
      "La clientèle a aussi répondu à deux questions. Parmi les personnes de 65 ans et plus, 60 % préfèrent prendre rendez-vous par téléphone. Presque personne ne souhaite venir avant 8 h 30.",
    ],
    facts: [
      "Le lundi, entre 8 h 30 et 10 h, l’attente moyenne est de 26 minutes; elle est de 9 minutes les autres jours.",
      "Le lundi, 40 personnes viennent seulement pour déposer des papiers et attendent dans la même file que les autres.",
      "Parmi les personnes de 65 ans et plus, 60 % préfèrent prendre rendez-vous par téléphone.",
      "Presque personne ne souhaite venir avant 8 h 30.",
    ],
  },
  {
    id: "ent-d2",
    kind: "Courriel",
    title: "Courriel du responsable de l’administration",
    paragraphs: [
      "Bonjour Madame Marchand,",
      "Voici mes vérifications. Un logiciel de rendez-vous en ligne coûte 3 200 $ pour trois mois, et il faut former l’équipe pendant une journée.",
      "Pour ouvrir à 7 h 30, cinq membres du personnel devraient changer leurs horaires. Quatre d’entre eux ont de jeunes enfants et disent que c’est impossible.",
      "M. Tran, des archives, accepte d’aider à l’accueil le lundi de 8 h à midi. Pour tout l’essai, il faut prévoir 1 456 $.",
      "Enfin, une boîte de dépôt verrouillée, à installer près de la porte, coûte 300 $. Les gens pourraient y laisser leurs papiers sans attendre.",
      "Bonne journée,",
      "Karim Haddad",
    ],
    facts: [
      "Le logiciel de rendez-vous en ligne coûte 3 200 $ pour trois mois et demande une journée de formation.",
      "Quatre des cinq membres du personnel visés ne peuvent pas commencer à 7 h 30.",
      "M. Tran peut aider à l’accueil le lundi de 8 h à midi, pour 1 456 $ en tout.",
      "Une boîte de dépôt verrouillée coûte 300 $.",
    ],
  },
] satisfies PartialDocument[];
