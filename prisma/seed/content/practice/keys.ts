import type { FormKeys } from "#shared/domain/forms/form-content.ts";

/** Accepted short answers keep ordinary spaces: they are compared, never shown. */
export const keys = {
  "ent-s01": { type: "TRUE_FALSE_JUSTIFIED", value: false, evidence: ["surtout le lundi"] },
  "ent-s02": { type: "ORDERING", order: ["plaintes", "accueil", "equipe", "avis"] },
  "ent-s03": { type: "MATCHING", pairs: { pros: "n12", clients: "n240", duree: "n3" } },
  "ent-s04": { type: "MULTIPLE_CHOICE", options: ["a", "c", "e"] },
  "ent-s05": { type: "GAP_FILL", fills: ["essai", "avril", "agees"] },
  "ent-s06": {
    type: "SHORT_ANSWER",
    accepted: [
      "4 000 $",
      "4000 $",
      "4000$",
      "4 000",
      "4000",
      "4 000 dollars",
      "4000 dollars",
      "$4,000",
      "quatre mille dollars",
      "quatre mille",
    ],
  },
  "ent-d1-1": { type: "SINGLE_CHOICE", option: "c" },
  "ent-d2-1": { type: "SINGLE_CHOICE", option: "a" },
} satisfies FormKeys;
