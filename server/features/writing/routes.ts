import { ok } from "#shared/kernel/result.ts";
import { writingContent } from "#shared/protocol/exam-content.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { highlightsOfSitting, notesOfSitting } from "../answers/queries.ts";
import { openContent } from "../reading/queries.ts";

export const writingRoutes: readonly BoundRoute[] = [
  serve(writingContent, async ({ db }, actor, { params }) => {
    const opened = await openContent(db, actor.accountId, params.sittingId, "WRITING");
    if (!opened.ok) return opened;
    const { content, document } = opened.value;
    return ok({
      title: content.title,
      task: content.writing,
      situation: content.situation,
      document,
      notes: await notesOfSitting(db, params.sittingId),
      highlights: await highlightsOfSitting(db, params.sittingId),
    });
  }),
];
