import { accounts } from "./accounts.ts";
import { attestation } from "./attestation.ts";
import { common } from "./common.ts";
import { errors } from "./errors.ts";
import { journey } from "./journey.ts";
import { practice } from "./practice.ts";
import { results } from "./results.ts";
import { scheduling } from "./scheduling.ts";

/** What candidates and visitors may see: in the first load. */
export const frForEverybody = {
  ...accounts,
  ...attestation,
  ...common,
  ...errors,
  ...journey,
  ...practice,
  ...results,
  ...scheduling,
};
