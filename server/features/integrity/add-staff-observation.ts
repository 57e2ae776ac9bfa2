import { isWatchedNow } from "#shared/domain/rooms/supervision.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { addStaffObservation as contract } from "#shared/protocol/integrity.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { agreesToSupervision } from "../privacy/queries.ts";
import { extractRoom } from "../rooms/queries.ts";
import { clipFromStep } from "../rooms/steps.ts";
import { mayObserve } from "./policy.ts";
import { recordedSitting } from "./queries.ts";
import { observeStep } from "./steps.ts";

/** The minute before the key was pressed: what somebody saw, and nothing of what came of it. */
const lastMinute = { before: 60, after: 0 } as const;

/** What somebody of the staff saw or heard, at this moment. The extract is beside it: without one the entry stands. */
export const addStaffObservation: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    const { category, text, keepsExtract } = body;
    const sitting = await recordedSitting(uow.tx, sittingId);
    if (!sitting || !mayObserve(actor, sitting)) return err("NOT_FOUND");
    // «Other» says nothing by itself.
    if (category === "OTHER" && text === "") return err("REASON_REQUIRED");
    const details = { category, ...(text === "" ? {} : { text }) };
    const observationId = await observeStep(uow, sittingId, "STAFF_OBSERVATION", details, actor.accountId);
    if (observationId === null) return err("NOT_FOUND");
    const extract = keepsExtract ? await askExtract(uow, { sittingId, askedById: actor.accountId, observationId }) : "NOT_WANTED";
    return ok({ observationId, extract });
  });

async function askExtract(
  uow: UnitOfWork,
  asked: { readonly sittingId: string; readonly askedById: string; readonly observationId: string },
): Promise<"ASKED" | "NOT_POSSIBLE"> {
  const room = await roomOf(uow, asked.sittingId);
  if (!room) return "NOT_POSSIBLE";
  await clipFromStep(uow, { ...room, ...asked }, lastMinute);
  return "ASKED";
}

/** Where the person is seen now, if they are, still agree to it, and the rules let an extract be kept. */
async function roomOf({ tx, now }: UnitOfWork, sittingId: string): Promise<{ roomId: string; accountId: string } | null> {
  const { accountId, registrationId, sessionId, state, runs } = await tx.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: { accountId: true, registrationId: true, sessionId: true, state: true, runs: { select: { activity: true, state: true } } },
  });
  if (!isWatchedNow({ sittingState: state, runs }) || !(await agreesToSupervision(tx, registrationId))) return null;
  const room = await extractRoom(tx, sessionId, now);
  return room?.people.has(accountId) ? { roomId: room.roomId, accountId } : null;
}
