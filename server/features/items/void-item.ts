import { err, ok } from "#shared/kernel/result.ts";
import { formContent } from "#shared/domain/forms/form-content.ts";
import { effectOfVoid, type VoidEffect } from "#shared/domain/results/void-effect.ts";
import type * as contract from "#shared/protocol/items.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { reportsOfForm } from "../results/queries.ts";
import { voidedItemIds } from "./queries.ts";
import { addVoidedItem, lockForm } from "./store.ts";

/** An item turns out to be faulty: what voiding it would do is shown, then decided on exactly that. */

interface Place {
  readonly formId: string;
  readonly itemId: string;
}

interface Shown {
  readonly effect: VoidEffect;
  readonly fingerprint: string;
  readonly sittingIds: readonly string[];
}

async function look(db: Db | Tx, { formId, itemId }: Place): Promise<Shown | "NOT_FOUND" | "NOT_ALLOWED_NOW"> {
  const form = await db.form.findUnique({ where: { id: formId }, select: { content: true } });
  if (!form || !formContent.parse(form.content).items.some(({ id }) => id === itemId)) return "NOT_FOUND";
  const voided = await voidedItemIds(db, formId);
  if (voided.has(itemId)) return "NOT_ALLOWED_NOW";
  const reports = await reportsOfForm(db, formId);
  const seen = reports.map(({ sittingId, inputHash }) => `${sittingId} ${inputHash}`);
  return {
    effect: effectOfVoid(reports, voided, itemId),
    // Another item that was voided is in the effect before it is in the reports.
    fingerprint: sha256Hex([...[...voided].toSorted(), ...seen].join("\n")),
    sittingIds: reports.map(({ sittingId }) => sittingId),
  };
}

export const voidEffect: RouteHandler<typeof contract.voidEffect> = async ({ db }, _actor, { params }) => {
  const shown = await look(db, params);
  if (typeof shown === "string") return err(shown);
  const { effect, fingerprint } = shown;
  return ok({ ...effect, outcomes: [...effect.outcomes], fingerprint });
};

export const voidItem: RouteHandler<typeof contract.voidItem> = async (deps, actor, { params, body }) => {
  if (body.reason === "") return err("REASON_REQUIRED");
  return commit(deps, async (uow) => {
    await lockForm(uow.tx, params.formId);
    const shown = await look(uow.tx, params);
    if (typeof shown === "string") return err(shown);
    // A mark or another decision came meanwhile: the person decides on what is true now, or not at all.
    if (shown.fingerprint !== body.fingerprint) return err("STATE_CHANGED");
    if (shown.effect.lowered > 0) return err("SOMEBODY_LOWERED");
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
