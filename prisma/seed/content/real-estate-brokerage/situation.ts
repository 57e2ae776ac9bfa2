import type { FormContent } from "#shared/domain/forms/form-content.ts";

export const situation = {
  title: "Trois promesses d’achat et un sous-sol",
  paragraphs: [
    "Mme Ginette Poirier, 79 ans, est veuve depuis trois ans. Elle habite seule une maison de plain-pied construite en 1971, à Trois-Rivières, à cinq minutes à pied d’une école primaire. L’entretien du terrain et la neige l’épuisent. Au printemps, elle a choisi une résidence privée pour aînés (RPA) où vit déjà sa sœur. Elle souhaite y déménager cet automne.",
    "En juillet, elle a confié la vente à Mme Aïcha Diallo, courtière à l’agence Rive et Vallon, par un contrat de courtage de six mois. La maison est offerte à 429 000 $. En neuf semaines, 22 visites ont eu lieu. Les gens aiment la lumière, le grand terrain et le solarium. Plusieurs ont toutefois remarqué une vieille trace d’eau au bas du mur nord du sous-sol.",
    "Depuis vendredi, trois promesses d’achat sont arrivées. Elles diffèrent par le prix, les conditions et les dates. Mme Poirier doit répondre au plus tard le mercredi 23 septembre à 20 h. Elle peut accepter une promesse, les refuser toutes ou faire une contre-proposition. Son fils la presse d’en finir. Elle dit surtout vouloir « dormir tranquille » une fois la maison vendue.",
    "Mme Diallo exerce depuis deux ans seulement. Avec l’accord écrit de sa cliente, elle demande conseil à un groupe de courtières et de courtiers d’expérience de son agence. Le groupe doit lui dire quelle promesse privilégier, à quelles conditions, et ce qu’il faut faire au sujet du sous-sol. Il doit aussi proposer un calendrier réaliste, de la réponse à la promesse jusqu’au déménagement.",
    "La recommandation doit protéger les intérêts de Mme Poirier, respecter les règles de la profession et rester honnête envers les acheteurs. La décision finale appartient à la cliente. Le groupe se réunit le mardi 22 septembre à 9 h 30. Chaque membre a reçu un document que les autres n’ont pas lu. Personne n’a donc toutes les données en main.",
  ],
} satisfies FormContent["situation"];
