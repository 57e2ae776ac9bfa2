import { consentVersion, neededItems } from "#shared/domain/privacy/consent-items.ts";
import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { createSittingStep, takeStationSeatStep } from "#server/features/sitting/steps.ts";
import { sessionBoard } from "#shared/protocol/conduct.ts";
import { answerEnd, endActivity } from "#shared/protocol/ending.ts";
import type { Deps } from "#server/platform/deps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { ok } from "#shared/kernel/result.ts";
import { seedForms } from "#prisma/seed/content/index.ts";
import type { Accounts } from "./accounts.ts";
import type { Caller } from "./caller.ts";

/** One session with its people, booked as the real commands would leave it. */
export interface SessionWorld {
  readonly bodyId: string;
  readonly formId: string;
  readonly sessionId: string;
  readonly advisers: readonly { readonly accountId: string; readonly caller: Caller }[];
  readonly candidates: readonly {
    readonly accountId: string;
    readonly caller: Caller;
    readonly sittingId: string;
    readonly registrationId: string;
  }[];
}

/** What a world is made in: the application of a test, or the database of a server that runs by itself. */
export interface WorldPlace extends Pick<Accounts, "account" | "as"> {
  readonly clock: Deps["clock"];
  readonly deps: Pick<Deps, "db" | "clock" | "bus" | "config">;
}

export interface WorldOptions {
  readonly deliveryMode?: "ONLINE" | "IN_PERSON";
  readonly candidates?: number;
  readonly writingTools?: readonly ("KEYBOARD" | "HANDWRITTEN")[];
  readonly sessionState?: "OPEN" | "IN_PROGRESS";
}

let number = 0;

/** A body, the nursing form, a session with two advisers, and people with a booking and a sitting. */
export async function sessionWorld(app: WorldPlace, options: WorldOptions = {}): Promise<SessionWorld> {
  const { db } = app.deps;
  const now = app.clock.now();
  number += 1;
  const deliveryMode = options.deliveryMode ?? "ONLINE";
  const [seed] = seedForms;
  if (!seed) throw new Error("There is a seed form.");
  const { content, keys } = seed;
  const { id: bodyId } = await db.body.create({
    data: {
      code: `B${number}`,
      name: `Ordre ${number}`,
      professionKey: content.professionKey,
      profession: content.profession,
    },
    select: { id: true },
  });
  const { id: formId } = await db.form.upsert({
    where: { code_version: { code: content.code, version: content.version } },
    create: {
      code: content.code,
      version: content.version,
      professionKey: content.professionKey,
      title: content.title,
      isPractice: content.isPractice,
      content,
      keys,
      createdAt: now,
    },
    update: {},
    select: { id: true },
  });
  const { id: sessionId } = await db.session.create({
    data: {
      bodyId,
      formId,
      deliveryMode,
      state: options.sessionState ?? "IN_PROGRESS",
      startsAt: now,
      place: "Montréal",
      capacity: 8,
    },
    select: { id: true },
  });
  const clerkId = await app.account({ roles: ["CLERK"], bodyId });
  const advisers = [];
  for (const givenName of ["Marc", "Line"]) {
    const accountId = await app.account({ roles: ["ADVISER"], givenName });
    await db.sessionAdviser.create({ data: { sessionId, accountId } });
    advisers.push({ accountId, caller: await app.as(accountId) });
  }
  const candidates = [];
  const tools = options.writingTools ?? Array.from({ length: options.candidates ?? 2 }, () => "KEYBOARD" as const);
  for (const [index, writingTool] of tools.entries()) {
    const person = {
      givenName: ["Amina", "Joseph", "Wei", "Fatou"][index] ?? "Kim",
      familyName: `Candidat${number}-${index}`,
    };
    const accountId = await app.account({ roles: ["CANDIDATE"], ...person });
    const { id: referralId } = await db.referral.create({
      data: {
        bodyId,
        referredById: clerkId,
        reason: "ART_35",
        fileNumber: `F${number}-${index}`,
        source: "FORM",
        ...person,
        birthDate: new Date("1990-05-17"),
        createdAt: now,
      },
      select: { id: true },
    });
    const { id: registrationId } = await db.registration.create({
      data: {
        referralId,
        bodyId,
        accountId,
        state: "BOOKED",
        ...person,
        birthDate: new Date("1990-05-17"),
        deliveryMode,
        writingTool,
        confirmedAt: now,
        createdAt: now,
      },
      select: { id: true },
    });
    await db.consent.createMany({
      data: neededItems[deliveryMode].map((item) => ({
        registrationId,
        item,
        version: consentVersion[item],
        isGranted: true,
        recordedAt: now,
      })),
    });
    const { id: bookingId } = await db.booking.create({
      data: { sessionId, registrationId, createdAt: now },
      select: { id: true },
    });
    const created = await commit(app.deps, async (uow) =>
      ok(
        await createSittingStep(uow, app.deps.config, { bookingId, sessionId, registrationId, accountId, writingTool }),
      ),
    );
    if (!created.ok) throw new Error("A sitting was refused.");
    const caller = await app.as(accountId);
    // Staff would have given a code once the identity is confirmed.
    if (deliveryMode === "IN_PERSON" && writingTool === "KEYBOARD") await seatAtStation(app, accountId, created.value.id);
    candidates.push({ accountId, caller, sittingId: created.value.id, registrationId });
  }
  return { bodyId, formId, sessionId, advisers, candidates };
}

/** The newest signed-in browser of this person becomes their exam station. */
export async function seatAtStation(app: WorldPlace, accountId: string, sittingId: string): Promise<void> {
  const { id: authSessionId } = await app.deps.db.authSession.findFirstOrThrow({
    where: { accountId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  const taken = await commit(app.deps, async (uow) =>
    ok(await takeStationSeatStep(uow, { accountId, authSessionId }, sittingId)),
  );
  if (!taken.ok) throw new Error("A station was refused.");
}

/** One of a list that a test made long enough. */
export function nth<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`There is no entry ${index}.`);
  return found;
}

/** The run of one activity, as the database has it. */
export const runOf = (app: Pick<WorldPlace, "deps">, sittingId: string, activity: Activity) =>
  app.deps.db.activityRun.findUniqueOrThrow({
    where: { sittingId_activity: { sittingId, activity } },
    include: { timeEntries: { orderBy: { createdAt: "asc" } }, seal: true },
  });

/** The first adviser asks that an activity under way end without a submission; answers what waits for the second. */
export async function askEnd(world: SessionWorld, index: number, activity: Activity): Promise<string> {
  const { caller } = nth(world.advisers, 0);
  const { sittingId } = nth(world.candidates, index);
  await caller.must(endActivity, { params: { sittingId, activity }, body: { outcome: "TECHNICAL", reason: "Panne" } });
  const { sittings } = await caller.must(sessionBoard, { params: { sessionId: world.sessionId } });
  const asked = sittings.find((one) => one.sittingId === sittingId)?.endAsked;
  if (!asked) throw new Error("It ended at once: it had not begun.");
  return asked.requestId;
}

/** Ends an activity under way as two advisers do. */
export async function endByTwo(world: SessionWorld, index: number, activity: Activity): Promise<void> {
  const requestId = await askEnd(world, index, activity);
  await nth(world.advisers, 1).caller.must(answerEnd, { params: { requestId }, body: { isAgreed: true } });
}
