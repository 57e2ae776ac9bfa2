import { z } from "zod";
import { err, ok } from "#shared/kernel/result.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import { oralActivities } from "#shared/domain/marking/units.ts";
import type * as contract from "#shared/protocol/recordings.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { zip } from "../../platform/zip.ts";
import { canonicalJson, type Json } from "#shared/kernel/canonical-json.ts";
import { lowNodes } from "../rooms/queries.ts";
import { keptKeys, type KeyRow } from "./kept.ts";
import { currentRules } from "./queries.ts";
import { holdRecordingsStep, liftHoldStep } from "./steps.ts";
import { addRules } from "./store.ts";

const shownDestructions = 200;

/** What the next days would destroy, before they do, and what earlier ones destroyed. */
export const recordingsDesk: RouteHandler<typeof contract.recordingsDesk> = async ({ db, clock }) => {
  const rules = await currentRules(db);
  const decided = await db.recordingPolicy.findFirst({
    orderBy: { version: "desc" },
    select: { reason: true, decidedAt: true, decidedBy: { select: personName } },
  });
  const kept = (await keptKeys(db, rules, clock.now())).filter(({ key }) => key.sittingId && key.tracks.length > 0);
  const sittings = await db.sitting.findMany({
    where: { id: { in: kept.flatMap(({ key }) => key.sittingId ?? []) } },
    select: { id: true, registration: { select: personName }, session: { select: { startsAt: true, body: { select: { name: true } } } } },
  });
  const destroyed = await db.recordingDestruction.findMany({
    where: { sittingId: { not: null } },
    orderBy: { destroyedAt: "desc" },
    take: shownDestructions,
    select: { id: true, certificate: true, destroyedAt: true, key: { select: { sitting: { select: { registration: { select: personName } } } } } },
  });
  return ok({
    rules,
    decided: decided && { by: fullName(decided.decidedBy), at: decided.decidedAt.toISOString(), reason: decided.reason },
    kept: kept
      .flatMap(({ key, state, dueAt }) => {
        const sitting = sittings.find(({ id }) => id === key.sittingId);
        if (!sitting) return [];
        const [hold] = key.sitting?.recordingHolds ?? [];
        const kinds = new Set<string>(key.tracks.filter(({ clip }) => !clip).map(({ recording }) => recording.room.kind));
        return [
          {
            sittingId: sitting.id,
            name: fullName(sitting.registration),
            body: sitting.session.body.name,
            sessionAt: sitting.session.startsAt.toISOString(),
            activities: oralActivities.filter((activity) => kinds.has(activity)),
            hasPicture: key.tracks.some(({ source }) => source !== "microphone"),
            extracts: extractsOf(key),
            bytes: key.tracks.flatMap(({ segments }) => segments).reduce((sum, { bytes }) => sum + bytes, 0),
            state,
            dueAt: dueAt?.toISOString() ?? null,
            hold: hold ? { reason: hold.reason, by: fullName(hold.placedBy), at: hold.placedAt.toISOString() } : null,
          },
        ];
      })
      .toSorted((a, b) => (a.dueAt ?? "9").localeCompare(b.dueAt ?? "9") || a.name.localeCompare(b.name, "fr-CA")),
    destroyed: destroyed.map(({ id, certificate, destroyedAt, key }) => {
      const { tracks } = counted.parse(certificate);
      return {
        destructionId: id,
        name: key.sitting ? fullName(key.sitting.registration) : "",
        destroyedAt: destroyedAt.toISOString(),
        tracks: tracks.length,
        bytes: tracks.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    }),
    lowNodes: await lowNodes(db),
  });
};

/** Each once, whatever it holds. */
const extractsOf = ({ tracks }: KeyRow): { clipId: string; at: string }[] => {
  const found = new Map(tracks.flatMap(({ clip }) => (clip ? [[clip.id, clip.askedAt] as const] : [])));
  return [...found].map(([clipId, askedAt]) => ({ clipId, at: askedAt.toISOString() }));
};

const personName = { givenName: true, familyName: true } as const;
const counted = z.object({ tracks: z.array(z.object({ bytes: z.number() })) });

export const decideRecordingRules: RouteHandler<typeof contract.decideRecordingRules> = (deps, actor, { body }) =>
  commit(deps, async (uow) => {
    const { version, reason, ...rules } = body;
    if (reason === "") return err("REASON_REQUIRED");
    // Decided on what was shown: whoever decided meanwhile is not overruled unseen.
    if ((await currentRules(uow.tx)).version !== version) return err("STATE_CHANGED");
    const decided = { ...rules, version: version + 1, reason, decidedById: actor.accountId, decidedAt: uow.now };
    const { count } = await addRules(uow.tx, decided);
    if (count === 0) return err("STATE_CHANGED");
    uow.audit({
      actorId: actor.accountId,
      type: "recordingRules.decided",
      subjectType: "recordingRules",
      subjectId: String(decided.version),
      data: { ...rules, reason },
    });
    return ok({});
  });

export const holdRecordings: RouteHandler<typeof contract.holdRecordings> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    if (body.reason === "") return err("REASON_REQUIRED");
    const key = await uow.tx.recordingKey.findUnique({ where: { sittingId: params.sittingId }, select: { destroyedAt: true } });
    if (!key || key.destroyedAt) return err("NOT_FOUND");
    await holdRecordingsStep(uow, { ...params, reason: body.reason, actorId: actor.accountId });
    return ok({});
  });

export const releaseRecordings: RouteHandler<typeof contract.releaseRecordings> = (deps, actor, { params }) =>
  commit(deps, async (uow) =>
    (await liftHoldStep(uow, params.sittingId, actor.accountId)) ? ok({}) : err("STATE_CHANGED"),
  );

/** What was signed, as it was signed, and the signature beside it. */
export const destructionCertificate: RouteHandler<typeof contract.destructionCertificate> = async ({ db }, _actor, { params }) => {
  const row = await db.recordingDestruction.findUnique({ where: { id: params.destructionId }, select: { certificate: true, signature: true } });
  if (!row) return err("NOT_FOUND");
  const entries = [
    { name: "certificat.json", bytes: Buffer.from(canonicalJson(row.certificate as Json)) },
    { name: "certificat.json.p7s", bytes: row.signature },
  ];
  return ok({ bytes: zip(entries), mime: "application/zip", fileName: `destruction-${params.destructionId}.zip` });
};
