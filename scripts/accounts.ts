import { parseArgs } from "node:util";
import { readConfig } from "#server/config.ts";
import { changeRoles, closeAccount, openAccount, openBody, renewPassword } from "#server/features/accounts/manage-accounts.ts";
import { createLocalBus } from "#server/platform/bus.ts";
import { systemClock } from "#server/platform/clock.ts";
import { createDb } from "#server/platform/db.ts";

/**
 * On the server, with its environment: accounts of staff, markers and clerks, and the orders. Exit 0, or 2 and what
 * is wrong.
 */
const usage = `node scripts/accounts.ts open --email PERSON --given-name … --family-name … --roles ADVISER,RATER [--body CODE] [--by DIRECTOR]
node scripts/accounts.ts roles --email PERSON --roles ADVISER,RATER [--body CODE] --by DIRECTOR
node scripts/accounts.ts new-password --email PERSON --by DIRECTOR
node scripts/accounts.ts close --email PERSON --by DIRECTOR
node scripts/accounts.ts order --code CODE --name … --profession-key KEY --profession … --by DIRECTOR`;

const remedies = {
  EMAIL_UNREADABLE: "--email: this is no address",
  EMAIL_KNOWN: "--email: an account has this address already, perhaps a candidate’s: staff need another one",
  PERSON_UNKNOWN: "--email: nobody of the staff, the markers and the orders has this address (“roles” brings back somebody who left)",
  NAME_MISSING: "a name is missing: --given-name and --family-name, or --name and --profession of an order",
  ROLES_UNKNOWN: "--roles: one or more of CLERK, ADVISER, RATER, SUPPORT, DIRECTOR, COMMITTEE, with commas; candidates are referred",
  BODY_NEEDED: "--body: the code of the order that a clerk works for; for CLERK and nobody else",
  BODY_UNKNOWN: "--body: no order has this code; make it with the command “order”",
  NO_DIRECTOR: "--by: the address of somebody of the directorate, who decides; the first account of an installation is opened without",
  FIRST_IS_DIRECTOR: "--roles: the first account of an installation is the directorate’s: DIRECTOR",
  OWN_ACCOUNT: "--by: somebody else of the directorate decides",
  CODE_UNREADABLE: "--code: two to twenty capital letters, digits and dashes; --profession-key: small letters, digits and dashes",
  CODE_KNOWN: "--code: an order has this code already",
} as const;

const text = { type: "string", default: "" } as const;
const names = ["email", "by", "given-name", "family-name", "roles", "body", "code", "name", "profession-key", "profession"] as const;
const read = () =>
  parseArgs({ allowPositionals: true, options: Object.fromEntries(names.map((name) => [name, text])) as Record<(typeof names)[number], typeof text> });

function refuse(line: string): void {
  process.stderr.write(`${line}\n`);
  process.exitCode = 2;
}

type Deps = Parameters<typeof openAccount>[0];
type Values = ReturnType<typeof read>["values"];

const acts = {
  open: (deps: Deps, given: Values) =>
    openAccount(deps, {
      ...people(given),
      givenName: given["given-name"],
      familyName: given["family-name"],
      ...duties(given),
    }),
  roles: (deps: Deps, given: Values) => changeRoles(deps, { ...people(given), ...duties(given) }),
  "new-password": (deps: Deps, given: Values) => renewPassword(deps, people(given)),
  close: (deps: Deps, given: Values) => closeAccount(deps, people(given)),
  order: (deps: Deps, given: Values) =>
    openBody(deps, {
      by: people(given).by,
      code: given.code,
      name: given.name,
      professionKey: given["profession-key"],
      profession: given.profession,
    }),
};

const people = ({ email, by }: Values) => ({ email: email.toLowerCase(), by: by.toLowerCase() });
const duties = ({ roles, body }: Values) => ({
  roles: roles
    .split(",")
    .map((role) => role.trim().toUpperCase())
    .filter(Boolean),
  bodyCode: body,
});
const isAct = (command: string): command is keyof typeof acts => Object.hasOwn(acts, command);

async function run({ positionals: [command = ""], values }: ReturnType<typeof read>): Promise<void> {
  if (!isAct(command)) return refuse(usage);
  const db = createDb(readConfig(process.env, []).databaseUrl);
  const bus = createLocalBus();
  try {
    const done = await acts[command]({ db, bus, clock: systemClock }, values);
    if (!done.ok) return refuse(remedies[done.error]);
    const password = done.value && `${values.email}: ${done.value.password}\nShown once. They choose their own under “Votre compte”.\n`;
    process.stdout.write(password ?? "Done.\n");
  } finally {
    await bus.close();
    await db.$disconnect();
  }
}

try {
  await run(read());
} catch (error) {
  // A flag that is unknown, a configuration that is wrong, a database that does not answer.
  refuse(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
}
