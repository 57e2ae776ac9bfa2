import { err, ok } from "#shared/kernel/result.ts";
import type { clipFilm as contract } from "#shared/protocol/recordings.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { clipFact, recordedClip } from "../rooms/queries.ts";

/** An extract as a file. What it shows is about one person, who reads that it was opened. */
export const clipFilm: RouteHandler<typeof contract> = async (deps, actor, { params }) => {
  const { clipId, picture } = params;
  const clip = await clipFact(deps.db, clipId);
  const film = clip ? await recordedClip(deps, clipId, picture) : undefined;
  if (!clip || !film) return err("NOT_FOUND");
  await commit(deps, async (uow) => {
    await observeStep(uow, clip.sittingId, "EXTRACT_OPENED", {}, null);
    uow.audit({ actorId: actor.accountId, type: "clip.opened", subjectType: "sitting", subjectId: clip.sittingId, data: { clipId, picture } });
    return ok({});
  });
  return ok({ bytes: film.webm, mime: "video/webm", fileName: `extrait-${clipId}-${picture}.webm` });
};
