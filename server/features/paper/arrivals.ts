import { err, ok } from "#shared/kernel/result.ts";
import type {
  enterStation as enterContract,
  giveStationCode as giveContract,
  recordArrival as arrivalContract,
} from "#shared/protocol/paper.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { accountView } from "../accounts/queries.ts";
import { createStationCodeStep, enterByStationCodeStep } from "../accounts/steps.ts";
import { observeStep } from "../integrity/steps.ts";
import { moveSittingStep, takeStationSeatStep } from "../sitting/steps.ts";
import { isUnderWay } from "./queries.ts";
import { paperSitting } from "./sitting.ts";

/** From the door to the exam station. */

export const recordArrival: RouteHandler<typeof arrivalContract> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    const found = await paperSitting(uow.tx, actor, sittingId);
    if (!found.ok) return err(found.error);
    const { state } = found.value.session;
    if (state !== "OPEN" && state !== "IN_PROGRESS") return err("NOT_ALLOWED_NOW");
    const moved = await moveSittingStep(uow, sittingId, "arrive", actor.accountId);
    if (!moved.ok) return err(moved.error);
    await observeStep(uow, sittingId, "ARRIVAL_RECORDED", {}, actor.accountId);
    return ok({});
  });

export const giveStationCode: RouteHandler<typeof giveContract> = (deps, actor, { params: { sittingId } }) =>
  commit(deps, async (uow) => {
    const found = await paperSitting(uow.tx, actor, sittingId);
    if (!found.ok) return err(found.error);
    const { state, writingTool, accountId } = found.value;
    if (state === "SCHEDULED" || state === "WAITING") return err("IDENTITY_NOT_CONFIRMED");
    const isOnTheWay = state === "IDENTITY_CONFIRMED" || state === "IN_PROGRESS" || state === "INTERRUPTED";
    if (!isOnTheWay || writingTool !== "KEYBOARD") return err("NOT_ALLOWED_NOW");
    const { code, expiresAt } = await createStationCodeStep(uow, { accountId, sittingId });
    await observeStep(uow, sittingId, "STATION_CODE_GIVEN", {}, actor.accountId);
    return ok({ code, expiresAt: expiresAt.toISOString() });
  });

export const enterStation: RouteHandler<typeof enterContract> = (deps, _actor, { body }, visit) =>
  commit(deps, async (uow) => {
    const entered = await enterByStationCodeStep(uow, body.code);
    if (!entered.ok) return err(entered.error);
    const { accountId, sittingId, authSessionId, token, expiresAt } = entered.value;
    // The sitting ended between the slip and the machine: there is nothing to enter any more.
    if (!(await isUnderWay(uow.tx, sittingId))) return err("STATION_CODE_EXPIRED");
    await takeStationSeatStep(uow, { accountId, authSessionId }, sittingId);
    visit.reply.setSession(token, expiresAt);
    return ok({ account: await accountView(uow.tx, accountId), sittingId });
  });
