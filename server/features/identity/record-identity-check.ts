import { canConfirmWith, holdsNumber, maySettle } from "#shared/domain/identity/identity-check.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { recordIdentityCheck as contract } from "#shared/protocol/identity.ts";
import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { enteredBy } from "../rooms/queries.ts";
import { moveSittingStep, readmitStep } from "../sitting/steps.ts";
import { checkedSitting } from "./checked-sitting.ts";
import { mayCheckIdentity } from "./policy.ts";
import { newestOrderRequest, openDoubtOf } from "./queries.ts";
import { addIdentityCheck, lockForCheck } from "./store.ts";

/** Somebody who has been confirmed can be checked again, for instance after a reconnection: that is only recorded. */
const afterConfirmation: readonly SittingState[] = ["IDENTITY_CONFIRMED", "IN_PROGRESS", "INTERRUPTED"];

export const recordIdentityCheck: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    await lockForCheck(uow.tx, sittingId);
    const sitting = await checkedSitting(uow.tx, sittingId);
    if (!sitting || !mayCheckIdentity(actor, sitting)) return err("NOT_FOUND");
    const { documentType, outcome, note, readmitsSeatId } = body;
    if (holdsNumber(note)) return err("IDENTITY_NOTE_NUMBER");
    const request = documentType === "NONE_AT_HAND" ? await newestOrderRequest(uow.tx, sittingId) : null;
    const orderWordId = outcome === "CONFIRMED" && request?.word?.isConfirmed ? request.id : null;
    if (outcome === "CONFIRMED" && !canConfirmWith(documentType, orderWordId !== null)) return err("IDENTITY_NEEDS_DOCUMENT");
    if (outcome !== "CONFIRMED" && note === "") return err("REASON_REQUIRED");
    const isAgain = afterConfirmation.includes(sitting.state);
    if (sitting.state !== "WAITING" && !isAgain) return err("NOT_ALLOWED_NOW");
    const doubt = await openDoubtOf(uow.tx, sittingId);
    if (!maySettle(doubt, actor.accountId, outcome)) return err("NEEDS_TWO_ADVISERS");
    // Whoever settles a doubt looks too; a confirmation is always given face to face.
    const mustLook = outcome === "CONFIRMED" || (doubt !== undefined && outcome !== "DOUBT");
    if (mustLook && sitting.deliveryMode === "ONLINE") {
      const inCall = await enteredBy(uow.tx, { kind: "CHECK_IN", sittingId, isOpen: true });
      if (!inCall.has(actor.accountId) || !inCall.has(sitting.accountId)) return err("NOT_IN_CALL");
    }

    const check = await addIdentityCheck(uow.tx, {
      sittingId,
      documentType,
      outcome,
      note: note === "" ? null : note,
      checkedById: actor.accountId,
      checkedAt: uow.now,
      doubtId: doubt?.id ?? null,
      orderWordId,
    });
    uow.audit({
      actorId: actor.accountId,
      type: "identityCheck.recorded",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { identityCheckId: check.id, documentType, outcome, doubtId: doubt?.id ?? null, orderWordId },
    });
    await observeStep(uow, sittingId, "IDENTITY_RECORDED", { outcome }, actor.accountId);
    if (outcome !== "CONFIRMED") return ok({ state: sitting.state });
    if (isAgain) {
      const readmitted = readmitsSeatId
        ? await readmitStep(uow, sittingId, readmitsSeatId, actor.accountId)
        : ok(null);
      return readmitted.ok ? ok({ state: sitting.state }) : err(readmitted.error);
    }
    const moved = await moveSittingStep(uow, sittingId, "confirmIdentity", actor.accountId);
    return moved.ok ? ok({ state: moved.value }) : err(moved.error);
  });
