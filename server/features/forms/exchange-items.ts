import { randomUUID } from "node:crypto";
import { err, ok } from "#shared/kernel/result.ts";
import {
  draftContent,
  draftKeys,
  draftLimits,
  formContent,
  formKeys,
  type FormContent,
  type FormKeys,
} from "#shared/domain/forms/form-content.ts";
import { anchorStands } from "#shared/domain/forms/anchors.ts";
import { partIds } from "#shared/domain/forms/id-faults.ts";
import type { QtiNote } from "#shared/domain/forms/qti-note.ts";
import type * as contract from "#shared/protocol/forms.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { readItem } from "./qti/read-item.ts";
import { readPackage, type PackageLine } from "./qti/read-package.ts";
import { packageName, writePackage } from "./qti/write-package.ts";
import { approvedForms, type ApprovedForms } from "./queries.ts";
import { addAuthor, writeDraft } from "./store.ts";
import { readDraft } from "./write-draft.ts";

/** Items in and out as QTI 3.0 packages. A package holds the keys: who took one out is in the record. */

interface Written {
  readonly content: FormContent;
  readonly keys: FormKeys;
}

export const exportForm: RouteHandler<typeof contract.exportForm> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const form = await uow.tx.form.findUnique({ where: { id: params.formId }, select: { content: true, keys: true } });
    if (!form) return err("NOT_FOUND");
    const written = { content: formContent.parse(form.content), keys: formKeys.parse(form.keys) };
    return ok(exported(uow, written, { actorId: actor.accountId, subjectType: "form", subjectId: params.formId }));
  });

export const exportDraft: RouteHandler<typeof contract.exportDraft> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const draft = await uow.tx.formDraft.findUnique({
      where: { id: params.draftId },
      select: { content: true, keys: true },
    });
    if (!draft) return err("NOT_FOUND");
    const written = { content: draftContent.parse(draft.content), keys: draftKeys.parse(draft.keys) };
    return ok(
      exported(uow, written, { actorId: actor.accountId, subjectType: "formDraft", subjectId: params.draftId }),
    );
  });

function exported(
  uow: UnitOfWork,
  written: Written,
  who: { readonly actorId: string; readonly subjectType: "form" | "formDraft"; readonly subjectId: string },
) {
  const { code, version, items } = written.content;
  uow.audit({ ...who, type: `${who.subjectType}.exported`, data: { code, version, items: items.length } });
  return { bytes: writePackage(written), mime: "application/zip", fileName: packageName(written.content) };
}

export const importItems: RouteHandler<typeof contract.importItems> = async (deps, actor, { params, query, body }) => {
  const { draftId } = params;
  // Read before anything is locked: others do not wait for somebody's file.
  const lines = await readPackage(body.bytes);
  if (!lines.ok) return lines;
  return commit(deps, async (uow) => {
    const known = await readDraft(uow, draftId);
    if (!known) return err("NOT_FOUND");
    if (known.state !== "WRITTEN") return err("NOT_ALLOWED_NOW");
    if (known.revision !== query.revision) return err("STATE_CHANGED");
    const { written, report } = withItems(known, lines.value, await approvedForms(uow.tx, known.content.code));
    const count = report.filter(({ taken }) => taken !== null).length;
    if (count === 0) return ok({ revision: known.revision, report });
    const by = { actorId: actor.accountId, now: uow.now };
    const { count: isWritten } = await writeDraft(uow.tx, draftId, known.revision, written, by);
    if (isWritten === 0) return err("STATE_CHANGED");
    await addAuthor(uow.tx, { draftId, accountId: actor.accountId, since: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "formDraft.imported",
      subjectType: "formDraft",
      subjectId: draftId,
      data: { items: count, files: report.length },
    });
    return ok({ revision: known.revision + 1, report });
  });
};

interface ReportLine {
  readonly file: string;
  readonly title: string;
  readonly taken: FormContent["items"][number]["type"] | null;
  readonly notes: QtiNote[];
}

/** What was there, then what was brought; an id that anything has already is replaced. */
function withItems(
  { content, keys }: Written,
  lines: readonly PackageLine[],
  approved: ApprovedForms,
): { readonly written: Written; readonly report: ReportLine[] } {
  const ownIds = new Set([...partIds(content), ...Object.keys(keys)]);
  const documentIds = new Set(content.documents.map(({ id }) => id));
  const items = [...content.items];
  const allKeys = { ...keys };
  const report = lines.map(({ file, root, note }): ReportLine => {
    if (!root) return { file, title: "", taken: null, notes: note ? [note] : [] };
    const { title, notes, taken } = readItem(root, (about) => documentIds.has(about));
    if (!taken) return { file, title, taken: null, notes: [...notes] };
    if (items.length >= draftLimits.entries)
      return { file, title, taken: null, notes: [{ code: "FORM_FULL", what: String(draftLimits.entries) }] };
    const stands = anchorStands(taken.item, taken.key, approved.items);
    // An anchor brings its id along where it is, word for word, the question that has it.
    const mayShare = stands === "SAME" && !content.isPractice;
    const isFree = !ownIds.has(taken.item.id) && (mayShare || !approved.takenIds.has(taken.item.id));
    const id = isFree ? taken.item.id : randomUUID();
    ownIds.add(id);
    const isOrdinary = stands === "CHANGED" || (stands === "SAME" && !isFree);
    items.push({ ...taken.item, id, ...(isOrdinary ? { isAnchor: undefined } : {}) });
    allKeys[id] = taken.key;
    const lost: QtiNote[] = isOrdinary ? [{ code: "ANCHOR", what: "" }] : [];
    return { file, title, taken: taken.item.type, notes: [...notes, ...lost] };
  });
  return { written: { content: { ...content, items }, keys: allKeys }, report };
}
