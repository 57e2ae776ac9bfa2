import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { randomToken, sha256Hex } from "#server/platform/hash.ts";
import { createDb } from "#server/platform/db.ts";
import { seedForms } from "#prisma/seed/content/index.ts";

export interface Person {
  readonly cookie: string;
  readonly runId: string;
  /** The page that holds the run's lease. */
  readonly clientId: string;
}

const perSession = 8;

/** So many people in the middle of their writing, signed in, each in a seat of a session of eight. */
export async function seatPeople(databaseUrl: string, count: number): Promise<Person[]> {
  const db = createDb(databaseUrl, 4);
  const [seed] = seedForms;
  if (!seed) throw new Error("There is a seed form.");
  const { content, keys } = seed;
  const now = new Date(Date.now());
  const end = new Date(now.getTime() + 6 * 3_600_000);
  try {
    const profession = { professionKey: content.professionKey, profession: content.profession };
    const body = await db.body.create({ data: { code: "BENCH", name: "Ordre", ...profession }, select: { id: true } });
    const known = await db.form.findUnique({
      where: { code_version: { code: content.code, version: content.version } },
      select: { id: true },
    });
    const form = known ?? (await db.form.create({
      data: {
        code: content.code,
        version: content.version,
        professionKey: content.professionKey,
        title: content.title,
        isPractice: content.isPractice,
        content,
        keys,
        createdAt: now,
      },
      select: { id: true },
    }));
    const people = Array.from({ length: count }, (_none, index) => ({
      index,
      accountId: randomUUID(),
      authSessionId: randomUUID(),
      referralId: randomUUID(),
      registrationId: randomUUID(),
      bookingId: randomUUID(),
      sittingId: randomUUID(),
      runId: randomUUID(),
      token: randomToken(),
      clientId: randomUUID().slice(0, 18),
    }));
    const sessions = Array.from({ length: Math.ceil(count / perSession) }, () => randomUUID());
    const sessionOf = (index: number): string => sessions[Math.floor(index / perSession)] ?? "";
    const person = { givenName: "Kim", familyName: "Candidat" };
    const mode = { deliveryMode: "ONLINE", writingTool: "KEYBOARD" } as const;
    await db.session.createMany({
      data: sessions.map((id) => ({
        id,
        bodyId: body.id,
        formId: form.id,
        deliveryMode: mode.deliveryMode,
        state: "IN_PROGRESS" as const,
        startsAt: now,
        place: "Montréal",
        capacity: perSession,
      })),
    });
    await db.account.createMany({
      data: people.map(({ accountId, index }) => ({
        id: accountId,
        email: `bench-${index}@example.test`,
        ...person,
        roles: ["CANDIDATE" as const],
        createdAt: now,
      })),
    });
    await db.authSession.createMany({
      data: people.map(({ accountId, authSessionId, token }) => ({
        id: authSessionId,
        accountId,
        tokenHash: sha256Hex(token),
        createdAt: now,
        lastSeenAt: now,
        expiresAt: end,
      })),
    });
    await db.referral.createMany({
      data: people.map(({ referralId, accountId, index }) => ({
        id: referralId,
        bodyId: body.id,
        referredById: accountId,
        reason: "ART_35",
        fileNumber: `F${index}`,
        ...person,
        birthDate: new Date("1990-05-17"),
        source: "FORM",
        createdAt: now,
      })),
    });
    await db.registration.createMany({
      data: people.map(({ registrationId, referralId, accountId }) => ({
        id: registrationId,
        referralId,
        bodyId: body.id,
        accountId,
        state: "BOOKED" as const,
        ...person,
        ...mode,
        birthDate: new Date("1990-05-17"),
        confirmedAt: now,
        createdAt: now,
      })),
    });
    await db.booking.createMany({
      data: people.map(({ bookingId, registrationId, index }) => ({
        id: bookingId,
        sessionId: sessionOf(index),
        registrationId,
        createdAt: now,
      })),
    });
    const documents = content.documents.map(({ id }) => id);
    await db.sitting.createMany({
      data: people.map(({ sittingId, bookingId, registrationId, accountId, index }) => ({
        id: sittingId,
        bookingId,
        sessionId: sessionOf(index),
        registrationId,
        accountId,
        formId: form.id,
        state: "IN_PROGRESS" as const,
        documentId: documents[index % documents.length] ?? "",
        writingTool: mode.writingTool,
        createdAt: now,
      })),
    });
    await db.activityRun.createMany({
      data: people.map(({ runId, sittingId, clientId }) => ({
        id: runId,
        leaseEpoch: 1,
        leaseClientId: clientId,
        sittingId,
        activity: "WRITING" as const,
        state: "OPEN" as const,
        baseSeconds: 6 * 3_600,
        startedAt: now,
        endsAt: end,
      })),
    });
    await db.sittingSeat.createMany({
      data: people.map(({ sittingId, authSessionId }) => ({
        sittingId,
        authSessionId,
        state: "HELD" as const,
        isStation: false,
        heldAt: now,
        createdAt: now,
      })),
    });
    await db.presence.createMany({
      data: people.map(({ sittingId }) => ({ sittingId, lastSeenAt: now, page: "writing" })),
    });
    return people.map(({ token, runId, clientId }) => ({ cookie: `epreuve=${token}`, runId, clientId }));
  } finally {
    await db.$disconnect();
  }
}

/** Everybody's page was heard just now, as heartbeats do every five seconds beside the saves. */
export async function hearEverybody(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`UPDATE "Presence" SET "lastSeenAt" = $1::timestamp`, [new Date(Date.now()).toISOString()]);
  await client.end();
}
