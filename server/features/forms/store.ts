import type { FormContent, FormKeys } from "#shared/domain/forms/form-content.ts";
import type { DraftState, FormActKind } from "#shared/domain/forms/draft-machine.ts";
import type { Prisma, Tx } from "../../platform/db.ts";

/** Sole writer of Form (beside the seed), FormDraft, FormAuthor, FormAct and FormRetirement. */

const json = (value: unknown): Prisma.InputJsonObject => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;

/** Two people who act on one draft do it one after the other. */
export const lockDraft = (tx: Tx, draftId: string) =>
  tx.$queryRaw`SELECT id FROM "FormDraft" WHERE id = ${draftId}::uuid FOR NO KEY UPDATE`;

/** Two drafts of one case are begun one after the other. */
export const lockCode = (tx: Tx, code: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`form:${code}`}, 0))`;

export async function createDraft(
  tx: Tx,
  draft: { readonly content: FormContent; readonly keys: FormKeys; readonly basedOnId: string | null },
  { actorId, now }: { readonly actorId: string; readonly now: Date },
): Promise<string> {
  const { code, version } = draft.content;
  const { id } = await tx.formDraft.create({
    data: {
      code,
      version,
      basedOnId: draft.basedOnId,
      state: "WRITTEN",
      content: json(draft.content),
      keys: json(draft.keys),
      savedById: actorId,
      savedAt: now,
      createdAt: now,
    },
    select: { id: true },
  });
  return id;
}

/** Nothing where the draft stands still or somebody saved meanwhile. */
export const writeDraft = (
  tx: Tx,
  draftId: string,
  revision: number,
  written: { readonly content: FormContent; readonly keys: FormKeys },
  { actorId, now }: { readonly actorId: string; readonly now: Date },
) =>
  tx.formDraft.updateMany({
    where: { id: draftId, revision, state: "WRITTEN" },
    data: {
      content: json(written.content),
      keys: json(written.keys),
      revision: revision + 1,
      savedById: actorId,
      savedAt: now,
    },
  });

export const addAuthor = (tx: Tx, author: { draftId: string; accountId: string; since: Date }) =>
  tx.formAuthor.createMany({ data: [author], skipDuplicates: true });

export const moveDraft = (tx: Tx, draftId: string, from: DraftState, to: DraftState) =>
  tx.formDraft.updateMany({ where: { id: draftId, state: from }, data: { state: to } });

export const addAct = (
  tx: Tx,
  act: { draftId: string; kind: FormActKind; reason: string; actorId: string; at: Date },
) => tx.formAct.create({ data: act, select: { id: true } });

export async function publishForm(
  tx: Tx,
  form: {
    readonly draftId: string;
    readonly content: FormContent;
    readonly keys: FormKeys;
    readonly submittedById: string;
    readonly approvedById: string;
    readonly effectiveFrom: Date;
    readonly createdAt: Date;
  },
): Promise<string> {
  const { content, keys, ...approval } = form;
  const { code, version, professionKey, title, isPractice } = content;
  const { id } = await tx.form.create({
    data: { code, version, professionKey, title, isPractice, content: json(content), keys: json(keys), ...approval },
    select: { id: true },
  });
  return id;
}

/** Nothing where the form was retired already. */
export const addRetirement = (tx: Tx, row: { formId: string; reason: string; retiredById: string; retiredAt: Date }) =>
  tx.formRetirement.createMany({ data: [row], skipDuplicates: true });
