import type { FormContent } from "#shared/domain/forms/form-content.ts";

export const discussion = {
  task: "Entendez-vous sur les conseils à donner à Mme Diallo. Dites quelle promesse privilégier et pourquoi, ce qu’il faut changer ou ajouter, quoi faire au sujet du sous-sol, et dans quel ordre agir jusqu’au déménagement.",
  instructions: [
    "Présentez d’abord, dans vos mots, l’essentiel de votre document : les autres ne l’ont pas lu.",
    "Posez des questions, réagissez aux idées des autres et dites pourquoi vous êtes d’accord ou non.",
    "Vérifiez les montants et les dates ensemble avant de choisir une promesse.",
    "Avant la fin, résumez ensemble la recommandation et le calendrier.",
  ],
  opening:
    "Bonjour à toutes et à tous. Vous formez le groupe de collègues à qui Mme Diallo demande conseil. Vous connaissez la situation, et chaque personne a lu un document différent. Votre but est de vous entendre sur une recommandation claire pour la cliente. Commencez par partager vos renseignements, puis comparez les promesses. Il n’y a pas d’ordre de parole. Nous n’évaluons ni votre accent ni vos connaissances en courtage, mais votre façon de comprendre, de vous exprimer et d’échanger. Nous interviendrons peu et nous vous dirons quand il restera cinq minutes. La parole est à vous.",
  closing:
    "La discussion est terminée. Merci de votre participation. Vous n’avez pas à garder la position du groupe pour la suite : dans votre texte, vous pourrez défendre celle qui vous paraît la meilleure. On vous expliquera maintenant l’activité suivante.",
  prompts: [
    { id: "cim-p1", text: "Qu’est-ce que votre document nous apprend sur ce point?" },
    { id: "cim-p2", text: "Que pensez-vous de ce qui vient d’être proposé?" },
    { id: "cim-p3", text: "Voulez-vous ajouter quelque chose avant que le groupe passe à un autre point?" },
    { id: "cim-p4", text: "Parmi les promesses, laquelle vous paraît la plus sûre pour la cliente, et pourquoi?" },
    { id: "cim-p5", text: "Voyez-vous une difficulté dans le calendrier tel qu’il est en ce moment?" },
    { id: "cim-p6", text: "Comment résumeriez-vous la position du groupe?" },
  ],
} satisfies FormContent["discussion"];

export const writing = {
  task: "À la demande de Mme Diallo, préparez le courriel qui sera envoyé à Mme Poirier. Dites-lui quelle promesse vous recommandez et pourquoi, ce qu’il faut faire au sujet du sous-sol, et quelles sont les prochaines étapes.",
  recipient: "Mme Ginette Poirier, cliente de l’agence",
  instructions: [
    "Écrivez un courriel de 150 à 200 mots, dans un ton professionnel et rassurant.",
    "Appuyez votre recommandation sur au moins trois faits lus ou entendus.",
    "Vous pouvez défendre une autre position que celle du groupe.",
    "Utilisez des mots simples : Mme Poirier ne connaît pas le vocabulaire du courtage.",
  ],
  minWords: 150,
  maxWords: 200,
} satisfies FormContent["writing"];

export const interview = {
  opening:
    "Bonjour, et merci d’être là. L’entrevue dure une quinzaine de minutes. Nous parlerons du cas, puis de votre texte. Je vous présenterai ensuite deux éléments nouveaux. Il n’y a pas de bonne ou de mauvaise opinion : ce qui compte, c’est de l’expliquer. Si une question n’est pas claire, demandez-moi de la répéter ou de la dire autrement. Êtes-vous à l’aise pour commencer?",
  sections: [
    {
      id: "cim-e1",
      title: "Le cas et la discussion",
      minutes: 3,
      script:
        "Parlons d’abord du cas. Expliquez-moi, comme si je ne le connaissais pas, la situation de Mme Poirier et ce que le groupe a retenu.",
      prompts: [
        { id: "cim-e1-1", text: "Quel renseignement, donné par une autre personne, a le plus compté pour vous?" },
        { id: "cim-e1-2", text: "Sur quel point le groupe a-t-il hésité ou manqué de temps?" },
        { id: "cim-e1-3", text: "Y a-t-il une promesse que vous avez d’abord préférée, puis écartée? Pourquoi?" },
      ],
    },
    {
      id: "cim-e2",
      title: "Votre texte",
      minutes: 4,
      script:
        "Passons à votre texte. Je vais vous en lire un passage. Expliquez-moi ce que vous vouliez dire et pourquoi vous avez choisi cet argument.",
      prompts: [
        { id: "cim-e2-1", text: "Comment diriez-vous la même chose au fils de Mme Poirier?" },
        { id: "cim-e2-2", text: "Quel fait du cas appuie ce passage?" },
        { id: "cim-e2-3", text: "Si vous aviez dix minutes de plus, que changeriez-vous dans votre texte?" },
      ],
    },
    {
      id: "cim-e3",
      title: "Deux éléments nouveaux",
      minutes: 5,
      script:
        "La situation vient de changer. Je vous présente un premier élément nouveau. Prenez quelques secondes pour y penser, puis dites-moi ce que vous feriez. Nous passerons ensuite au deuxième.",
      prompts: [
        { id: "cim-e3-1", text: "Que devient votre recommandation?" },
        { id: "cim-e3-2", text: "À qui parleriez-vous d’abord, et que lui diriez-vous?" },
        { id: "cim-e3-3", text: "Que répondriez-vous à une personne qui n’est pas d’accord avec vous?" },
      ],
    },
    {
      id: "cim-e4",
      title: "Votre pratique",
      minutes: 2,
      script:
        "Pour finir, éloignons-nous du cas. Parlez-moi d’une situation de travail ou de formation où il a fallu annoncer une nouvelle difficile à quelqu’un.",
      prompts: [
        { id: "cim-e4-1", text: "Comment avez-vous choisi vos mots?" },
        { id: "cim-e4-2", text: "Qu’est-ce que vous en avez retenu?" },
      ],
    },
  ],
  newElements: [
    {
      id: "cim-n1",
      title: "L’inspection révèle un autre problème",
      text: "Mme Poirier a accepté la promesse de la famille. Pendant l’inspection, on découvre que la toiture est à refaire d’ici deux ans. La famille demande une baisse de 12 000 $. Avec cette baisse, Mme Poirier n’aurait plus le montant minimal qu’elle s’était fixé.",
    },
    {
      id: "cim-n2",
      title: "Les travaux prennent du retard",
      text: "L’entreprise d’excavation a perdu deux employés. Elle ne pourra réparer le drain qu’au mois de mai. La famille veut tout de même la maison, mais elle craint d’avoir de l’eau au sous-sol au printemps. La signature chez la notaire est prévue dans dix jours.",
    },
  ],
  closing:
    "L’entrevue est terminée. Merci pour cet échange. Vous recevrez vos résultats par écrit. Je ne peux pas les commenter aujourd’hui, mais je peux répondre à vos questions sur les étapes à venir. Bonne fin de journée.",
} satisfies FormContent["interview"];
