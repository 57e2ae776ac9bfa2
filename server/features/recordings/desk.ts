import { z } from "zod";
import { err, ok } from "#shared/kernel/result.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import { oralActivities } from "#shared/domain/marking/units.ts";
import type * as contract from "#shared/protocol/recordings.ts";
import type { RecordingRules } from "#shared/domain/recordings/retention.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { zip } from "../../platform/zip.ts";
import { canonicalJson, type Json } from "#shared/kernel/canonical-json.ts";
import { recordingRulesOn } from "../policies/queries.ts";
import { lowNodes } from "../rooms/queries.ts";
import { keptKeys, type KeyRow } from "./kept.ts";
import { holdRecordingsStep, liftHoldStep } from "./steps.ts";

const shownDestructions = 200;

/** What the next days would destroy, before they do, and what earlier ones destroyed. */
export const recordingsDesk: RouteHandler<typeof contract.recordingsDesk> = async ({ db, clock }) => {
  const rules = await recordingRulesOn(db, clock.now());
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
    decided: await decidedBy(db, rules),
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

/** Who decided the rules in force, and why; null for what came with the installation. */
async function decidedBy(db: Db, { version, isOfExam }: RecordingRules) {
  if (isOfExam) {
    const row = await db.scoringPolicy.findUniqueOrThrow({
      where: { version },
      select: { approvedBy: true, approvedAt: true, proposal: { select: { reason: true } } },
    });
    return row.proposal && { by: row.approvedBy, at: row.approvedAt.toISOString(), reason: row.proposal.reason };
  }
  const row = await db.recordingPolicy.findUnique({
    where: { version },
    select: { reason: true, decidedAt: true, decidedBy: { select: personName } },
  });
  return row && { by: fullName(row.decidedBy), at: row.decidedAt.toISOString(), reason: row.reason };
}

/** Each once, whatever it holds. */
const extractsOf = ({ tracks }: KeyRow): { clipId: string; at: string }[] => {
  const found = new Map(tracks.flatMap(({ clip }) => (clip ? [[clip.id, clip.askedAt] as const] : [])));
  return [...found].map(([clipId, askedAt]) => ({ clipId, at: askedAt.toISOString() }));
};

const personName = { givenName: true, familyName: true } as const;
const counted = z.object({ tracks: z.array(z.object({ bytes: z.number() })) });

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
