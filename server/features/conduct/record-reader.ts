import { err, ok } from "#shared/kernel/result.ts";
import type { recordReader as contract } from "#shared/protocol/conduct.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { grantedIn } from "../accommodations/queries.ts";
import { readersOf } from "../integrity/queries.ts";
import { observeStep } from "../integrity/steps.ts";
import { findTarget } from "./targets.ts";

/**
 * Who reads aloud for somebody, from when and until when: only where it was granted, which is never where reading is
 * what the activity measures, and only while the activity is open. The person sees it at once, and it is in their record.
 */
export const recordReader: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    const target = await findTarget(uow, actor.accountId, sittingId);
    if (!target.ok) return err(target.error);
    const { activity, readerName } = body;
    const reader = (await readersOf(uow.tx, [sittingId])).get(sittingId) ?? null;
    if (readerName === null) {
      if (reader?.activity !== activity) return err("NOT_ALLOWED_NOW");
      await observeStep(uow, sittingId, "READER_LEFT", { activity, text: reader.name }, actor.accountId);
      return ok({});
    }
    const isGranted = (await grantedIn(uow.tx, sittingId))?.measures.readAloud.includes(activity) ?? false;
    const isOpen = target.value.runs[activity] === "OPEN" || target.value.runs[activity] === "INTERRUPTED";
    if (!isGranted || !isOpen) return err("NOT_ALLOWED_NOW");
    await observeStep(uow, sittingId, "READER_ARRIVED", { activity, text: readerName }, actor.accountId);
    return ok({});
  });
