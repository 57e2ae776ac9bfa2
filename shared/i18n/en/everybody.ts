import { accounts } from "./accounts.ts";
import { attestation } from "./attestation.ts";
import { common } from "./common.ts";
import { errors } from "./errors.ts";
import { exam } from "./exam.ts";
import { identity } from "./identity.ts";
import { journey } from "./journey.ts";
import { practice } from "./practice.ts";
import { record } from "./record.ts";
import { results } from "./results.ts";
import { room } from "./room.ts";
import { rooms } from "./rooms.ts";
import { scheduling } from "./scheduling.ts";
import { techCheck } from "./tech-check.ts";

/** What candidates and visitors may see; loaded only when somebody chooses English. */
export const enForEverybody = {
  ...accounts,
  ...attestation,
  ...common,
  ...errors,
  ...exam,
  ...identity,
  ...journey,
  ...practice,
  ...record,
  ...results,
  ...room,
  ...rooms,
  ...scheduling,
  ...techCheck,
};
