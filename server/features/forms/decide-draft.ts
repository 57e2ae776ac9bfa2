import { err, ok } from "#shared/kernel/result.ts";
import {
  draftMachine,
  type DraftEvent,
  type DraftState,
  type FormActKind,
} from "#shared/domain/forms/draft-machine.ts";
import { startOfOfficeDay } from "#shared/domain/forms/effect.ts";
import type { FormContent, FormKeys } from "#shared/domain/forms/form-content.ts";
import { formFaults } from "#shared/domain/forms/form-faults.ts";
import type * as contract from "#shared/protocol/forms.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, transition, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { approvedForms } from "./queries.ts";
import { addAct, moveDraft, publishForm } from "./store.ts";
import { readDraft } from "./write-draft.ts";

/** What may happen to a draft beside being written: review by somebody else, and its end. */

const kinds = {
  submitted: "SUBMITTED",
  returned: "RETURNED",
  approved: "APPROVED",
  abandoned: "ABANDONED",
} as const satisfies Record<DraftEvent, FormActKind>;

async function moveTo(
  uow: UnitOfWork,
  {
    draftId,
    from,
    event,
    actorId,
    reason = "",
  }: { draftId: string; from: DraftState; event: DraftEvent; actorId: string; reason?: string },
): Promise<"NOT_ALLOWED_NOW" | "STATE_CHANGED" | undefined> {
  const moved = await transition(uow, {
    machine: draftMachine,
    subjectType: "formDraft",
    subjectId: draftId,
    from,
    event,
    actorId,
    data: reason === "" ? {} : { reason },
    update: (before, to) => moveDraft(uow.tx, draftId, before, to),
  });
  if (!moved.ok) return moved.error;
  await addAct(uow.tx, { draftId, kind: kinds[event], reason, actorId, at: uow.now });
  return undefined;
}

const isFaulty = async (
  uow: UnitOfWork,
  { content, keys }: { readonly content: FormContent; readonly keys: FormKeys },
): Promise<boolean> => {
  const { takenIds, items } = await approvedForms(uow.tx, content.code);
  return formFaults(content, keys, takenIds, items).length > 0;
};

export const submitDraft: RouteHandler<typeof contract.submitDraft> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const draft = await readDraft(uow, params.draftId);
    if (!draft) return err("NOT_FOUND");
    // What is submitted is what the page shows.
    if (draft.revision !== body.revision) return err("STATE_CHANGED");
    if (draft.state === "WRITTEN" && (await isFaulty(uow, draft))) return err("FORM_FAULTS");
    const refusal = await moveTo(uow, { ...params, from: draft.state, event: "submitted", actorId: actor.accountId });
    return refusal ? err(refusal) : ok({});
  });

export const returnDraft: RouteHandler<typeof contract.returnDraft> = (deps, actor, { params, body }) =>
  endWithReason(deps, actor.accountId, params.draftId, body.reason, "returned");

export const abandonDraft: RouteHandler<typeof contract.abandonDraft> = (deps, actor, { params, body }) =>
  endWithReason(deps, actor.accountId, params.draftId, body.reason, "abandoned");

const endWithReason = (
  deps: Parameters<typeof commit>[0],
  actorId: string,
  draftId: string,
  reason: string,
  event: "returned" | "abandoned",
) =>
  commit<Record<string, never>, "NOT_FOUND" | "REASON_REQUIRED" | "NOT_ALLOWED_NOW" | "STATE_CHANGED">(
    deps,
    async (uow) => {
      const draft = await readDraft(uow, draftId);
      if (!draft) return err("NOT_FOUND");
      if (reason === "") return err("REASON_REQUIRED");
      const refusal = await moveTo(uow, { draftId, from: draft.state, event, actorId, reason });
      return refusal ? err(refusal) : ok({});
    },
  );

export const approveDraft: RouteHandler<typeof contract.approveDraft> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const { draftId } = params;
    const draft = await readDraft(uow, draftId);
    if (!draft) return err("NOT_FOUND");
    if (draft.state !== "IN_REVIEW") return err("NOT_ALLOWED_NOW");
    const wrote = await uow.tx.formAuthor.count({ where: { draftId, accountId: actor.accountId } });
    if (wrote > 0) return err("OWN_WORK");
    const submissions = await uow.tx.formAct.findMany({
      where: { draftId, kind: "SUBMITTED" },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      select: { actorId: true },
    });
    const [submitted] = submissions;
    if (!submitted) throw new Error("A draft in review was submitted.");
    // Whoever put it up for review answers for it, even where others wrote every word or put it up once more.
    if (submissions.some(({ actorId }) => actorId === actor.accountId)) return err("OWN_WORK");
    const effectiveFrom = startOfOfficeDay(body.effectiveOn);
    if (effectiveFrom.getTime() + dayMs <= uow.now.getTime()) return err("DAY_PAST");
    // Another form may have been approved since this one was submitted.
    if (await isFaulty(uow, draft)) return err("FORM_FAULTS");
    const { content, keys } = draft;
    const formId = await publishForm(uow.tx, {
      draftId,
      content,
      keys,
      submittedById: submitted.actorId,
      approvedById: actor.accountId,
      effectiveFrom,
      createdAt: uow.now,
    });
    const refusal = await moveTo(uow, { draftId, from: draft.state, event: "approved", actorId: actor.accountId });
    if (refusal) return err(refusal);
    uow.audit({
      actorId: actor.accountId,
      type: "form.approved",
      subjectType: "form",
      subjectId: formId,
      data: { draftId, code: content.code, version: content.version, effectiveFrom: effectiveFrom.toISOString() },
    });
    return ok({ formId });
  });
const dayMs = 86_400_000;
