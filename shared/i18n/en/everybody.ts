import { accounts } from "./accounts.ts";
import { attestation } from "./attestation.ts";
import { common } from "./common.ts";
import { errors } from "./errors.ts";
import { journey } from "./journey.ts";
import { practice } from "./practice.ts";
import { results } from "./results.ts";
import { scheduling } from "./scheduling.ts";

/** What candidates and visitors may see; loaded only when somebody chooses English. */
export const enForEverybody = {
  ...accounts,
  ...attestation,
  ...common,
  ...errors,
  ...journey,
  ...practice,
  ...results,
  ...scheduling,
};
