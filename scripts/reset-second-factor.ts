import { parseArgs } from "node:util";
import { readConfig } from "#server/config.ts";
import { resetSecondFactor } from "#server/features/accounts/reset-second-factor.ts";
import { createLocalBus } from "#server/platform/bus.ts";
import { systemClock } from "#server/platform/clock.ts";
import { createDb } from "#server/platform/db.ts";

/**
 * `node scripts/reset-second-factor.ts --email PERSON --by DIRECTOR --reason "…"`, on the server, with its environment:
 * for somebody who has lost the telephone that shows their codes. Exit 0, or 2 with one line that says what is wrong.
 */
const remedies = {
  PERSON_UNKNOWN: "--email: no account has this address",
  NO_FACTOR: "--email: this account has no second factor",
  NO_DIRECTOR: "--by: this is the address of nobody of the directorate",
  OWN_FACTOR: "--by: somebody else of the directorate decides",
  NO_REASON: "--reason: say why, in ten characters or more",
} as const;

const { email = "", by = "", reason = "" } = parseArgs({
  options: { email: { type: "string" }, by: { type: "string" }, reason: { type: "string" } },
}).values;
const db = createDb(readConfig(process.env, []).databaseUrl);
const bus = createLocalBus();
const reset = await resetSecondFactor(
  { db, bus, clock: systemClock },
  { email: email.toLowerCase(), by: by.toLowerCase(), reason },
);
await bus.close();
await db.$disconnect();
if (reset.ok) {
  process.stdout.write(`${email}: no second factor any more; its sessions are ended.\n`);
} else {
  process.stderr.write(`${remedies[reset.error]}\n`);
  process.exitCode = 2;
}
