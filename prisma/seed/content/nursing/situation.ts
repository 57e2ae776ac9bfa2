import type { FormContent } from "#shared/domain/forms/form-content.ts";

export const situation = {
  title: "Les chutes du soir à l’unité des Mélèzes",
  paragraphs: [
    "Le CHSLD de la Rivière-Blanche accueille 64 personnes réparties dans deux unités. L’unité des Mélèzes, au deuxième étage, compte 32 résidentes et résidents. Leur moyenne d’âge est de 86 ans. De ce nombre, 21 vivent avec un trouble neurocognitif majeur. La plupart marchent encore, seuls ou avec un déambulateur.",
    "Du 1ᵉʳ juin au 31 août, 18 chutes ont été déclarées aux Mélèzes, soit deux fois plus qu’au printemps. Une résidente de 91 ans a subi une fracture de la hanche et a été opérée. Elle est revenue à l’unité le 8 septembre, mais elle ne marche plus sans aide. L’équipe est inquiète, les familles aussi. L’autre unité, celle des Cèdres, n’a connu aucune hausse.",
    "Le soir, de 16 h à minuit, l’équipe des Mélèzes réunit une infirmière, une infirmière auxiliaire et trois préposées ou préposés aux bénéficiaires. La tournée des médicaments commence à 16 h 30 et le souper est servi à 17 h. Après le repas, le personnel accompagne les personnes aux toilettes, puis prépare le coucher. Les premières personnes se mettent au lit vers 20 h 30.",
    "La cheffe d’unité, Mme Nadia Belkacem, a obtenu une somme de 9 000 $ pour agir pendant huit semaines, du lundi 5 octobre au dimanche 29 novembre. Quatre idées circulent : poser des détecteurs de mouvement dans toutes les chambres; ajouter une personne préposée le soir; réorganiser l’horaire de la soirée; utiliser des ceintures au fauteuil pour les personnes les plus à risque. Mme Belkacem ne veut pas d’une solution choisie trop vite.",
    "Elle a donc formé un comité d’infirmières et d’infirmiers et lui a donné trois consignes : le plan doit respecter la date de début et la somme prévue; il doit respecter la dignité et les droits des personnes; ses effets doivent pouvoir être mesurés. Le comité peut combiner plusieurs mesures. Chaque membre a reçu un document que les autres n’ont pas lu. Le comité se réunit le jeudi 17 septembre à 13 h 30 et remettra sa recommandation le lendemain.",
  ],
} satisfies FormContent["situation"];
