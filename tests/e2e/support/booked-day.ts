import { Client } from "pg";
import { consentItems, consentVersion } from "#shared/domain/privacy/consent-items.ts";
import { recordConsents } from "#shared/protocol/privacy.ts";
import { confirmData, referPerson } from "#shared/protocol/referrals.ts";
import { bookSession, openSessions } from "#shared/protocol/scheduling.ts";
import type { Caller } from "#tests/support/caller.ts";
import { callerFor } from "./callers.ts";
import { staff } from "./people.ts";
import type { TestServer } from "./server.ts";

/** People who join the demonstration's session at home, in the way that people come to sessions. */

export interface Newcomer {
  readonly givenName: string;
  readonly familyName: string;
  readonly timeZone: string;
}

export const newcomers: readonly Newcomer[] = [
  { givenName: "Nadia", familyName: "Cherkaoui", timeZone: "America/Toronto" },
  { givenName: "Tomás", familyName: "Rivera", timeZone: "America/Toronto" },
];

export interface Referred {
  readonly registrationId: string;
  readonly email: string;
  readonly name: string;
  readonly caller: Caller;
}

const common = { birthDate: "1990-05-14", phone: null } as const;

export async function refer(server: TestServer, { givenName, familyName }: Newcomer, number: number): Promise<Referred> {
  const clerk = await callerFor(server, staff.clerk);
  const email = `personne-${number}@courriel.test`;
  const body = { ...common, givenName, familyName, email, fileNumber: `P-${3000 + number}`, reason: "ART_35" } as const;
  const { registrationId } = await clerk.must(referPerson, { body });
  return { registrationId, email, name: `${givenName} ${familyName}`, caller: await callerFor(server, email) };
}

export async function confirm({ registrationId, caller }: Referred, { givenName, familyName, timeZone }: Newcomer): Promise<void> {
  await caller.must(confirmData, { params: { registrationId }, body: { ...common, givenName, familyName, timeZone } });
}

export async function consent({ registrationId, caller }: Referred): Promise<void> {
  const answers = consentItems.map((item) => ({ item, version: consentVersion[item], isGranted: true }));
  await caller.must(recordConsents, { params: { registrationId }, body: { answers } });
}

/** Nobody has started today's session yet, and it has room: it is the first that is offered. */
export async function bookFirstOnline({ registrationId, caller }: Referred): Promise<void> {
  const { sessions } = await caller.must(openSessions, { params: { registrationId } });
  const session = sessions.find(({ deliveryMode }) => deliveryMode === "ONLINE");
  if (!session) throw new Error("No session online is offered.");
  const body = { sessionId: session.sessionId, deliveryMode: "ONLINE", writingTool: "KEYBOARD", replacesBookingId: null } as const;
  await caller.must(bookSession, { params: { registrationId }, body });
}

/** Whose attestation is there first, and the code that is printed on it. */
export async function firstAttestation(
  server: TestServer,
  sittingIds: readonly string[],
): Promise<{ readonly sittingId: string; readonly code: string } | undefined> {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ sittingId: string; code: string }>(
      `SELECT "sittingId", code FROM "Attestation" WHERE "sittingId" = ANY($1) LIMIT 1`,
      [sittingIds],
    );
    return rows[0];
  } finally {
    await client.end();
  }
}
