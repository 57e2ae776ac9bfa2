import type { FormContent } from "#shared/domain/forms/form-content.ts";

export const discussion = {
  task: "Entendez-vous sur la solution à essayer pour réduire l’attente du lundi matin, et dites pourquoi.",
  instructions: [
    "Présentez d’abord, dans vos mots, l’essentiel de votre document : les autres ne l’ont pas lu.",
    "Réagissez aux idées des autres et dites pourquoi vous êtes d’accord ou non.",
  ],
  opening:
    "Bonjour. Ceci est un exercice : rien ne sera noté. Vous connaissez la situation et vous avez lu des documents différents. Partagez vos renseignements, puis entendez-vous sur une solution. La parole est à vous.",
  closing:
    "L’exercice est terminé. Le jour de l’examen, la discussion se déroulera de la même façon, mais elle sera plus longue.",
  prompts: [
    { id: "ent-p1", text: "Qu’est-ce que votre document nous apprend sur ce point?" },
    { id: "ent-p2", text: "Que pensez-vous de ce qui vient d’être proposé?" },
    { id: "ent-p3", text: "Comment résumeriez-vous la position du groupe?" },
  ],
} satisfies FormContent["discussion"];

export const writing = {
  task: "Écrivez à la directrice pour lui recommander une solution et lui expliquer votre choix.",
  recipient: "Mme Sofia Marchand, directrice du Carrefour Beaulieu",
  instructions: [
    "Écrivez un courriel de 80 à 120 mots, dans un ton professionnel.",
    "Appuyez votre recommandation sur au moins deux faits lus ou entendus.",
  ],
  minWords: 80,
  maxWords: 120,
} satisfies FormContent["writing"];

export const interview = {
  opening:
    "Bonjour. Cet exercice montre comment se déroule l’entrevue. Rien ne sera noté. Si une question n’est pas claire, demandez qu’on la répète.",
  sections: [
    {
      id: "ent-e1",
      title: "Votre texte",
      minutes: 2,
      script:
        "Parlons de votre texte. Choisissez un passage, lisez-le à voix haute et expliquez pourquoi vous avez retenu cet argument.",
      prompts: [{ id: "ent-e1-1", text: "Comment diriez-vous la même chose à une cliente qui attend?" }],
    },
    {
      id: "ent-e2",
      title: "Un élément nouveau",
      minutes: 3,
      script: "La situation vient de changer. Lisez l’élément nouveau, puis dites ce que vous feriez.",
      prompts: [{ id: "ent-e2-1", text: "À qui parleriez-vous d’abord, et que lui diriez-vous?" }],
    },
  ],
  newElements: [
    {
      id: "ent-n1",
      title: "Une absence imprévue",
      text: "L’essai commence dans deux jours. La personne qui devait aider à l’accueil le lundi sera absente pendant un mois.",
    },
  ],
  closing: "L’exercice est terminé. Vous pouvez le recommencer aussi souvent que vous le voulez.",
} satisfies FormContent["interview"];
