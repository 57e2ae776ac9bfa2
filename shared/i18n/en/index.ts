import { accounts } from "./accounts.ts";
import { attestation } from "./attestation.ts";
import { common } from "./common.ts";
import { desk } from "./desk.ts";
import { errors } from "./errors.ts";
import { exam } from "./exam.ts";
import { identity } from "./identity.ts";
import { inperson } from "./inperson.ts";
import { journey } from "./journey.ts";
import { marking } from "./marking.ts";
import { messages } from "./messages.ts";
import { referrals } from "./referrals.ts";
import { results } from "./results.ts";
import { rooms } from "./rooms.ts";
import { scheduling } from "./scheduling.ts";

/** What the browser may show; loaded only when somebody chooses English. */
export const enForClient = {
  ...common,
  ...accounts,
  ...referrals,
  ...scheduling,
  ...journey,
  ...identity,
  ...exam,
  ...rooms,
  ...desk,
  ...inperson,
  ...marking,
  ...results,
  ...attestation,
  ...errors,
};

export const en = { ...enForClient, ...messages };
