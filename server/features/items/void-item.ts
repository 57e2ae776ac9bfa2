import { err, ok } from "#shared/kernel/result.ts";
import { formContent } from "#shared/domain/forms/form-content.ts";
import { storedReport } from "#shared/domain/results/stored-report.ts";
import { effectOfVoid, isRaised, voiding, type VoidEffect } from "#shared/domain/results/void-effect.ts";
import type * as contract from "#shared/protocol/items.ts";
import { scoringInput } from "#shared/scoring/input.ts";
import { computeReport } from "#shared/scoring/report.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { currentReportsOfForm } from "../results/queries.ts";
import { voidedItemIds } from "./queries.ts";
import { addVoidedItem, lockForm } from "./store.ts";

/** An item turns out to be faulty: what voiding it would do is shown, then decided on exactly that. */

interface Place {
  readonly formId: string;
  readonly itemId: string;
}

interface Shown {
  readonly effect: VoidEffect;
  readonly sentRaised: number;
  readonly fingerprint: string;
  readonly sittingIds: readonly string[];
}

async function look(db: Db | Tx, { formId, itemId }: Place): Promise<Shown | "NOT_FOUND" | "NOT_ALLOWED_NOW"> {
  const form = await db.form.findUnique({ where: { id: formId }, select: { content: true } });
  if (!form || !formContent.parse(form.content).items.some(({ id }) => id === itemId)) return "NOT_FOUND";
  if ((await voidedItemIds(db, formId)).has(itemId)) return "NOT_ALLOWED_NOW";
  const reports = (await currentReportsOfForm(db, formId)).map((row) => ({
    ...row,
    input: scoringInput.parse(row.input),
  }));
  const one = new Set([itemId]);
  const sentRaised = reports.filter(
    ({ isSent, input, report }) => isSent && isRaised(storedReport.parse(report), computeReport(voiding(input, one))),
  ).length;
  return {
    effect: effectOfVoid(
      reports.map(({ input }) => input),
      itemId,
    ),
    sentRaised,
    fingerprint: sha256Hex(reports.map(({ sittingId, inputHash }) => `${sittingId} ${inputHash}`).join("\n")),
    sittingIds: reports.map(({ sittingId }) => sittingId),
  };
}

export const voidEffect: RouteHandler<typeof contract.voidEffect> = async ({ db }, _actor, { params }) => {
  const shown = await look(db, params);
  if (typeof shown === "string") return err(shown);
  const { effect, sentRaised, fingerprint } = shown;
  return ok({ ...effect, outcomes: [...effect.outcomes], sentRaised, fingerprint });
};

export const voidItem: RouteHandler<typeof contract.voidItem> = async (deps, actor, { params, body }) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    await lockForm(uow.tx, params.formId);
    const shown = await look(uow.tx, params);
    if (typeof shown === "string") return err(shown);
    // A mark or another decision came meanwhile: the person decides on what is true now, or not at all.
    if (shown.fingerprint !== body.fingerprint) return err("STATE_CHANGED");
    if (shown.effect.lowered > 0)
      throw new Error("Voiding an item would lower a result: the scoring model forbids it.");
    const { id } = await addVoidedItem(uow.tx, {
      ...params,
      reason: body.reason,
      effect: shown.effect,
      voidedById: actor.accountId,
      voidedAt: uow.now,
    });
    uow.audit({
      actorId: actor.accountId,
      type: "item.voided",
      subjectType: "form",
      subjectId: params.formId,
      data: { voidedItemId: id, itemId: params.itemId, reason: body.reason, raised: shown.effect.raised },
    });
    uow.outbox("marks.changed", { sittingIds: [...shown.sittingIds] });
    return ok({});
  });
};
