import { isObservationKind } from "#shared/domain/integrity/observation-kinds.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/recordings.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { recordedFilm, recordedPeople, recordedVoices, recordingTime, sittingsHeard } from "../rooms/queries.ts";
import { hasOpened } from "./queries.ts";

/** A recording opened by the directorate, for a review or a decision: with names, pictures where any were kept, and the record. */

export const openPlayback: RouteHandler<typeof contract.openPlayback> = async (deps, actor, { params, body }) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  const { sittingId, activity } = params;
  const people = await recordedPeople(deps.db, sittingId, activity);
  if (people.length === 0) return err("NOT_FOUND");
  await commit(deps, async (uow) => {
    for (const heard of await sittingsHeard(uow.tx, sittingId, activity))
      await observeStep(uow, heard, "RECORDING_OPENED", { activity }, null);
    const data = { activity, reason: body.reason };
    uow.audit({ actorId: actor.accountId, type: "recording.opened", subjectType: "sitting", subjectId: sittingId, data });
    return ok({});
  });
  const voices = await recordedVoices(deps, sittingId, activity);
  return ok({
    durationMs: Math.max(0, ...voices.map(({ durationMs }) => durationMs)),
    people: people.map(({ name, speaker, hasPicture }, index) => {
      const voice = voices[index];
      return {
        name,
        isEvaluated: speaker === "EVALUATED",
        hasPicture,
        speech: pairs(voice?.speech),
        gaps: pairs(voice?.gaps),
        isDamaged: voice?.isDamaged ?? false,
      };
    }),
    moments: await momentsOf(deps.db, sittingId, activity),
  });
};

const pairs = (intervals: readonly (readonly [number, number])[] = []): [number, number][] =>
  intervals.map(([from, to]) => [from, to]);

/** What the record and the list of prompts say of the time that was recorded, on the recording's own clock. */
async function momentsOf(db: Db, sittingId: string, activity: "DISCUSSION" | "INTERVIEW") {
  const time = await recordingTime(db, sittingId, activity);
  if (!time) return [];
  const { sittingIds, from, to } = time;
  const within = { gte: from, lte: to };
  const observations = await db.observation.findMany({
    where: { sittingId: { in: [...sittingIds] }, createdAt: within },
    select: { kind: true, createdAt: true, sitting: { select: { registration: { select: { givenName: true } } } } },
    orderBy: { createdAt: "asc" },
  });
  const prompts = await db.prompt.findMany({
    where: { sittingId: { in: [...sittingIds] }, createdAt: within },
    select: { text: true, createdAt: true, sitting: { select: { registration: { select: { givenName: true } } } } },
    orderBy: { createdAt: "asc" },
  });
  const at = (moment: Date): number => moment.getTime() - from.getTime();
  return [
    ...observations.flatMap(({ kind, createdAt, sitting }) =>
      isObservationKind(kind) ? [{ atMs: at(createdAt), kind, name: sitting.registration.givenName, text: "" }] : [],
    ),
    ...prompts.map(({ text, createdAt, sitting }) => ({ atMs: at(createdAt), kind: "PROMPT", name: sitting.registration.givenName, text })),
  ].toSorted((a, b) => a.atMs - b.atMs);
}

const isOpen = (
  { db, clock }: Parameters<typeof commit>[0],
  actorId: string,
  { sittingId, activity }: { readonly sittingId: string; readonly activity: string },
): Promise<boolean> => hasOpened(db, clock.now(), { actorId, sittingId, activity, taskId: null });

export const playbackVoice: RouteHandler<typeof contract.playbackVoice> = async (deps, actor, { params }) => {
  const { sittingId, activity, person } = params;
  if (!(await isOpen(deps, actor.accountId, params))) return err("RECORDING_NOT_OPENED");
  const [voice] = await recordedVoices(deps, sittingId, activity, person);
  if (!voice) return err("NOT_FOUND");
  await noteHeard(deps, actor.accountId, params);
  return ok({ bytes: voice.ogg, mime: "audio/ogg", fileName: `${activity.toLowerCase()}-${person + 1}.ogg` });
};

export const playbackFilm: RouteHandler<typeof contract.playbackFilm> = async (deps, actor, { params }) => {
  const { sittingId, activity, person } = params;
  if (!(await isOpen(deps, actor.accountId, params))) return err("RECORDING_NOT_OPENED");
  const film = await recordedFilm(deps, sittingId, activity, person);
  if (!film?.hasPicture) return err("NOT_FOUND");
  await noteHeard(deps, actor.accountId, params);
  return ok({ bytes: film.webm, mime: "video/webm", fileName: `${activity.toLowerCase()}-${person + 1}.webm` });
};

const noteHeard = (
  deps: Parameters<typeof commit>[0],
  actorId: string,
  { sittingId, activity, person }: { readonly sittingId: string; readonly activity: string; readonly person: number },
) =>
  commit(deps, async (uow) => {
    uow.audit({ actorId, type: "recording.heard", subjectType: "sitting", subjectId: sittingId, data: { activity, voice: person } });
    return ok({});
  });
