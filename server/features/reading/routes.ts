import { itemsFor } from "#shared/domain/forms/form-content.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { ok } from "#shared/kernel/result.ts";
import { readingContent } from "#shared/protocol/exam-content.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { openContent } from "./queries.ts";
import { readFrom } from "./steps.ts";

export const readingRoutes: readonly BoundRoute[] = [
  serve(readingContent, async (deps, actor, { params }, visit) => {
    const opened = await openContent(deps.db, actor, params.sittingId, "READING");
    if (!opened.ok) return opened;
    await readFrom(deps, params.sittingId, visit);
    const { content, document, documentId, runState } = opened.value;
    // The discussion needs the case; the questions go away with the activity.
    const items = runState === "COMPLETED" ? [] : itemsFor(content, documentId);
    return ok({ title: content.title, language: languageOf(content), situation: content.situation, document, items });
  }),
];
