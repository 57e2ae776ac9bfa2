import { err, ok } from "#shared/kernel/result.ts";
import { emptyForm } from "#shared/domain/forms/empty-form.ts";
import { draftContent, draftKeys, formContent, formKeys, type FormContent, type FormKeys } from "#shared/domain/forms/form-content.ts";
import { officeDay } from "#shared/domain/marking/deadlines.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import type * as contract from "#shared/protocol/forms.ts";
import type { Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { isOfCommittee, mayApprove, mayWrite } from "./policy.ts";
import { approvedForms, voidedAmong } from "./queries.ts";
import { addAct, addAuthor, createDraft, lockCode, lockDraft, writeDraft } from "./store.ts";

const person = { select: { givenName: true, familyName: true } } as const;

export const startDraft: RouteHandler<typeof contract.startDraft> = (deps, actor, { body }) =>
  commit(deps, async (uow) => {
    const begun = await beginningOf(uow.tx, body);
    if (begun === "NOT_FOUND") return err(begun);
    const { code, version } = begun.content;
    await lockCode(uow.tx, code);
    if (await isTaken(uow.tx, code, version)) return err("FORM_CODE_TAKEN");
    const by = { actorId: actor.accountId, now: uow.now };
    const draftId = await createDraft(uow.tx, begun, by);
    await addAuthor(uow.tx, { draftId, accountId: actor.accountId, since: uow.now });
    await addAct(uow.tx, { draftId, kind: "STARTED", reason: "", actorId: actor.accountId, at: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "formDraft.started",
      subjectType: "formDraft",
      subjectId: draftId,
      data: { code, version, basedOnId: begun.basedOnId },
    });
    return ok({ draftId });
  });

type Wanted = Parameters<RouteHandler<typeof contract.startDraft>>[2]["body"];

async function beginningOf(tx: Tx, wanted: Wanted) {
  if (wanted.from === "FORM") {
    const form = await tx.form.findUnique({ where: { id: wanted.formId }, select: { content: true, keys: true } });
    if (!form) return "NOT_FOUND";
    const content = formContent.parse(form.content);
    // After the newest: of two versions of a case, the higher number came later.
    const newest = await tx.form.findFirst({
      where: { code: content.code },
      orderBy: { version: "desc" },
      select: { version: true },
    });
    const version = (newest?.version ?? content.version) + 1;
    const sound = await withoutVoided(tx, { content, keys: formKeys.parse(form.keys) });
    return { content: { ...sound.content, version }, keys: sound.keys, basedOnId: wanted.formId };
  }
  const { code, professionKey } = wanted;
  const body = await tx.body.findFirst({ where: { professionKey }, select: { profession: true } });
  if (!body) return "NOT_FOUND";
  const form = emptyForm({ code, version: 1, professionKey, profession: body.profession, isPractice: false });
  return { ...form, basedOnId: null };
}

/** What counts for nobody is asked of nobody again: the new form would not know that it was voided in another. */
async function withoutVoided(tx: Tx, form: { readonly content: FormContent; readonly keys: FormKeys }) {
  const gone = new Set((await voidedAmong(tx, [form])).map(({ itemId }) => itemId));
  const items = form.content.items.filter(({ id }) => !gone.has(id));
  const keys = Object.fromEntries(Object.entries(form.keys).filter(([id]) => !gone.has(id)));
  return { content: { ...form.content, items }, keys };
}

async function isTaken(tx: Tx, code: string, version: number): Promise<boolean> {
  // A case that begins from nothing has a code of its own.
  const forms = await tx.form.count({ where: { code, ...(version === 1 ? {} : { version }) } });
  const drafts = await tx.formDraft.count({ where: { code, version, state: { in: ["WRITTEN", "IN_REVIEW"] } } });
  return forms + drafts > 0;
}

export const formDraft: RouteHandler<typeof contract.formDraft> = async ({ db, clock }, actor, { params }) => {
  const draft = await db.formDraft.findUnique({
    where: { id: params.draftId },
    select: {
      id: true,
      code: true,
      state: true,
      revision: true,
      content: true,
      keys: true,
      savedAt: true,
      savedBy: person,
      basedOn: { select: { version: true, content: true, keys: true } },
      authors: { orderBy: { since: "asc" }, select: { accountId: true, account: person } },
      acts: { orderBy: { at: "asc" }, select: { kind: true, reason: true, at: true, actor: person } },
    },
  });
  if (!draft) return err("NOT_FOUND");
  const approved = await approvedForms(db, draft.code);
  const content = draftContent.parse(draft.content);
  const keys = draftKeys.parse(draft.keys);
  const before = draft.basedOn && {
    version: draft.basedOn.version,
    content: formContent.parse(draft.basedOn.content),
    keys: formKeys.parse(draft.basedOn.keys),
  };
  const voided = await voidedAmong(db, [{ content, keys }, ...(before ? [before] : [])]);
  return ok({
    draftId: draft.id,
    state: draft.state,
    revision: draft.revision,
    content,
    keys,
    savedBy: fullName(draft.savedBy),
    savedAt: draft.savedAt.toISOString(),
    authors: draft.authors.map(({ account }) => fullName(account)),
    mayApprove: mayApprove(actor, draft.authors),
    mayWrite: mayWrite(actor),
    isOfCommittee: isOfCommittee(actor),
    before,
    voided: voided.map(({ voidedAt, ...question }) => ({ ...question, voidedAt: voidedAt.toISOString() })),
    heldBy: Object.fromEntries(
      content.items.map(({ id }) => [
        id,
        [...(approved.holders.get(id) ?? [])].map(([code, version]) => ({ code, version })),
      ]),
    ),
    takenIds: [...approved.takenIds],
    approvedItems: Object.fromEntries([...approved.items].filter(([id]) => content.items.some((item) => item.id === id))),
    acts: draft.acts.map(({ kind, reason, at, actor: by }) => ({
      kind: actKinds.find((one) => one === kind) ?? "STARTED",
      by: fullName(by),
      at: at.toISOString(),
      reason,
    })),
    today: officeDay(clock.now()),
  });
};
const actKinds = ["STARTED", "SUBMITTED", "RETURNED", "APPROVED", "ABANDONED"] as const;

export const saveDraft: RouteHandler<typeof contract.saveDraft> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const { draftId } = params;
    const known = await readDraft(uow, draftId);
    if (!known) return err("NOT_FOUND");
    if (known.state !== "WRITTEN") return err("NOT_ALLOWED_NOW");
    if (known.revision !== body.revision) return err("STATE_CHANGED");
    // What a draft is about was said when it was begun.
    const { code, version, professionKey, profession, isPractice } = known.content;
    const content = { ...body.content, code, version, professionKey, profession, isPractice };
    const by = { actorId: actor.accountId, now: uow.now };
    const { count } = await writeDraft(uow.tx, draftId, body.revision, { content, keys: body.keys }, by);
    if (count === 0) return err("STATE_CHANGED");
    // Once for each person: the record says who wrote, not each of their saves.
    const { count: isNew } = await addAuthor(uow.tx, { draftId, accountId: actor.accountId, since: uow.now });
    if (isNew > 0)
      uow.audit({ actorId: actor.accountId, type: "formDraft.joined", subjectType: "formDraft", subjectId: draftId });
    return ok({ revision: body.revision + 1, savedAt: uow.now.toISOString() });
  });

/** The draft as it is, with nobody else acting on it until the end of this command. */
export async function readDraft(uow: UnitOfWork, draftId: string) {
  await lockDraft(uow.tx, draftId);
  const draft = await uow.tx.formDraft.findUnique({
    where: { id: draftId },
    select: { state: true, revision: true, content: true, keys: true },
  });
  return draft && { ...draft, content: draftContent.parse(draft.content), keys: draftKeys.parse(draft.keys) };
}
