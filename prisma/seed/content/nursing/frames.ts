import type { FormContent } from "#shared/domain/forms/form-content.ts";

export const discussion = {
  task: "Entendez-vous sur un plan de huit semaines pour réduire les chutes du soir à l’unité des Mélèzes. Précisez les mesures retenues, celles que vous écartez et pourquoi, le coût total, ce qu’il faut faire avant le 5 octobre et la façon de mesurer les effets.",
  instructions: [
    "Présentez d’abord, dans vos mots, l’essentiel de votre document : les autres ne l’ont pas lu.",
    "Posez des questions, réagissez aux idées des autres et dites pourquoi vous êtes d’accord ou non.",
    "Comparez les mesures avant de choisir. Aucune ne règle tout à elle seule.",
    "Avant la fin, nommez ensemble les mesures retenues et leur coût.",
  ],
  opening:
    "Bonjour à toutes et à tous. Vous formez le comité demandé par la cheffe d’unité. Vous connaissez la situation, et chaque personne a lu un document différent. Votre but est de vous entendre sur un plan pour réduire les chutes du soir. Commencez par partager vos renseignements, puis comparez les mesures possibles. Il n’y a pas d’ordre de parole. Nous n’évaluons ni votre accent ni vos connaissances en soins, mais votre façon de comprendre, de vous exprimer et d’échanger. Nous interviendrons peu et nous vous dirons quand il restera cinq minutes. La parole est à vous.",
  closing:
    "La discussion est terminée. Merci de votre participation. Vous n’avez pas à garder la position du groupe pour la suite : dans votre texte, vous pourrez défendre celle qui vous paraît la meilleure. On vous expliquera maintenant l’activité suivante.",
  prompts: [
    { id: "inf-p1", text: "Qu’est-ce que votre document nous apprend sur ce point?" },
    { id: "inf-p2", text: "Que pensez-vous de ce qui vient d’être proposé?" },
    { id: "inf-p3", text: "Voulez-vous ajouter quelque chose avant que le groupe passe à un autre point?" },
    { id: "inf-p4", text: "Parmi les mesures nommées, laquelle vous paraît la plus utile, et pourquoi?" },
    { id: "inf-p5", text: "Voyez-vous une difficulté dans le plan tel qu’il est en ce moment?" },
    { id: "inf-p6", text: "Comment résumeriez-vous la position du groupe?" },
  ],
} satisfies FormContent["discussion"];

export const writing = {
  task: "Écrivez à la cheffe d’unité pour lui présenter le plan que vous recommandez. Dites quelles mesures vous proposez et pourquoi, laquelle vous écartez, et comment l’équipe saura si le plan fonctionne.",
  recipient: "Mme Nadia Belkacem, cheffe de l’unité des Mélèzes",
  instructions: [
    "Écrivez un texte de 150 à 200 mots, dans un ton professionnel, comme un courriel ou une note de service.",
    "Appuyez votre recommandation sur au moins trois faits lus ou entendus.",
    "Vous pouvez défendre une autre position que celle du groupe.",
    "Ne nommez aucune résidente ni aucun résident.",
  ],
  minWords: 150,
  maxWords: 200,
} satisfies FormContent["writing"];

export const interview = {
  opening:
    "Bonjour, et merci d’être là. L’entrevue dure une quinzaine de minutes. Nous parlerons du cas, puis de votre texte. Je vous présenterai ensuite deux éléments nouveaux. Il n’y a pas de bonne ou de mauvaise opinion : ce qui compte, c’est de l’expliquer. Si une question n’est pas claire, demandez-moi de la répéter ou de la dire autrement. Êtes-vous à l’aise pour commencer?",
  sections: [
    {
      id: "inf-e1",
      title: "Le cas et la discussion",
      minutes: 3,
      script:
        "Parlons d’abord du cas. Expliquez-moi, comme si je ne le connaissais pas, le problème vécu à l’unité des Mélèzes et ce que le groupe a retenu.",
      prompts: [
        { id: "inf-e1-1", text: "Quel renseignement, donné par une autre personne, a le plus compté pour vous?" },
        { id: "inf-e1-2", text: "Sur quel point le groupe a-t-il hésité ou manqué de temps?" },
        { id: "inf-e1-3", text: "Y a-t-il une mesure que vous avez d’abord aimée, puis écartée? Pourquoi?" },
      ],
    },
    {
      id: "inf-e2",
      title: "Votre texte",
      minutes: 4,
      script:
        "Passons à votre texte. Je vais vous en lire un passage. Expliquez-moi ce que vous vouliez dire et pourquoi vous avez choisi cet argument.",
      prompts: [
        { id: "inf-e2-1", text: "Comment diriez-vous la même chose à une personne préposée de l’équipe?" },
        { id: "inf-e2-2", text: "Quel fait du cas appuie ce passage?" },
        { id: "inf-e2-3", text: "Si vous aviez dix minutes de plus, que changeriez-vous dans votre texte?" },
      ],
    },
    {
      id: "inf-e3",
      title: "Deux éléments nouveaux",
      minutes: 5,
      script:
        "La situation vient de changer. Je vous présente un premier élément nouveau. Prenez quelques secondes pour y penser, puis dites-moi ce que vous feriez. Nous passerons ensuite au deuxième.",
      prompts: [
        { id: "inf-e3-1", text: "Que devient votre plan?" },
        { id: "inf-e3-2", text: "À qui parleriez-vous d’abord, et que lui diriez-vous?" },
        { id: "inf-e3-3", text: "Que répondriez-vous à une personne qui n’est pas d’accord avec vous?" },
      ],
    },
    {
      id: "inf-e4",
      title: "Votre pratique",
      minutes: 2,
      script:
        "Pour finir, éloignons-nous du cas. Parlez-moi d’une situation de travail ou de stage où il a fallu protéger une personne tout en respectant sa liberté.",
      prompts: [
        { id: "inf-e4-1", text: "Qu’est-ce qui a rendu cette situation difficile?" },
        { id: "inf-e4-2", text: "Qu’est-ce que vous en avez retenu?" },
      ],
    },
  ],
  newElements: [
    {
      id: "inf-n1",
      title: "Une préposée se retire",
      text: "Nous sommes le 2 octobre. Pour des raisons familiales, une des deux préposées qui devaient venir en renfort se retire. L’autre peut travailler trois soirs par semaine seulement. Il n’y aura donc personne en renfort le lundi et le mardi.",
    },
    {
      id: "inf-n2",
      title: "Une famille demande un retour en arrière",
      text: "Le plan est en place depuis trois semaines et les chutes ont diminué de moitié. Par contre, une résidente dort mal depuis que l’heure de ses médicaments a changé. Son fils exige par téléphone qu’on revienne à l’ancien horaire dès ce soir.",
    },
  ],
  closing:
    "L’entrevue est terminée. Merci pour cet échange. Vous recevrez vos résultats par écrit. Je ne peux pas les commenter aujourd’hui, mais je peux répondre à vos questions sur les étapes à venir. Bonne fin de journée.",
} satisfies FormContent["interview"];
