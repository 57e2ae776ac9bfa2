import { languageOf } from "#shared/domain/forms/language.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { defaultRoomPolicy } from "#shared/domain/writing/room-policy.ts";
import { roomPolicy, writingContent } from "#shared/protocol/exam-content.ts";
import { createRescueKey } from "../../platform/rescue-key.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { highlightsOfSitting, notesOfSitting } from "../answers/queries.ts";
import { openContent } from "../reading/queries.ts";
import { readFrom } from "../reading/steps.ts";
import { ownsSitting } from "../sitting/queries.ts";

export const writingRoutes: readonly BoundRoute[] = [
  serve(writingContent, async (deps, actor, { params }, visit) => {
    const { db } = deps;
    const opened = await openContent(db, actor, params.sittingId, "WRITING");
    if (!opened.ok) return opened;
    await readFrom(deps, params.sittingId, visit);
    const { content, document } = opened.value;
    return ok({
      title: content.title,
      language: languageOf(content),
      task: content.writing,
      situation: content.situation,
      document,
      notes: await notesOfSitting(db, params.sittingId),
      highlights: await highlightsOfSitting(db, params.sittingId),
    });
  }),
  serve(roomPolicy, async ({ db, config }, actor, { params }) => {
    if (!(await ownsSitting(db, actor.accountId, params.sittingId))) return err("NOT_FOUND");
    return ok({ ...defaultRoomPolicy, rescueKey: createRescueKey(config.secret).publicKey });
  }),
];
