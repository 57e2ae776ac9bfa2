import { err, ok } from "#shared/kernel/result.ts";
import { standingOfForm } from "#shared/domain/forms/draft-machine.ts";
import { draftContent, formContent, formKeys } from "#shared/domain/forms/form-content.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import type * as contract from "#shared/protocol/forms.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { mayApprove, mayWrite } from "./policy.ts";
import { addRetirement } from "./store.ts";

const person = { select: { givenName: true, familyName: true } } as const;

const titleOf = (content: ReturnType<typeof draftContent.parse>) => {
  const { code, version, title, profession, isPractice } = content;
  return { code, version, title, language: languageOf(content), profession, isPractice };
};

const standingSelect = {
  code: true,
  version: true,
  createdAt: true,
  effectiveFrom: true,
  approvedById: true,
  retirement: { select: { retiredAt: true } },
} as const;

interface Stored {
  readonly code: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly effectiveFrom: Date;
  readonly approvedById: string | null;
  readonly retirement: object | null;
}

function standingAmong(form: Stored, versions: readonly Stored[], now: Date) {
  const plain = ({ code, version, effectiveFrom, retirement }: Stored) => ({
    code,
    version,
    effectiveFrom,
    isRetired: retirement !== null,
  });
  return {
    ...standingOfForm(plain(form), versions.map(plain), now),
    // What came with the installation is there since then.
    effectiveFrom: (form.approvedById === null ? form.createdAt : form.effectiveFrom).toISOString(),
  };
}

export const formDesk: RouteHandler<typeof contract.formDesk> = async ({ db, clock }, actor) => {
  const now = clock.now();
  const forms = await db.form.findMany({
    orderBy: [{ code: "asc" }, { version: "desc" }],
    select: {
      id: true,
      ...standingSelect,
      content: true,
      submittedBy: person,
      approvedBy: person,
      retirement: { select: { reason: true, retiredAt: true, retiredBy: person } },
      _count: {
        select: {
          // From the opening of an activity on: a booking shows nothing of a form.
          sittings: { where: { runs: { some: { startedAt: { not: null } } } } },
          sessions: { where: { startsAt: { gt: now }, state: { not: "CANCELLED" } } },
        },
      },
    },
  });
  const drafts = await db.formDraft.findMany({
    where: { state: { in: ["WRITTEN", "IN_REVIEW"] } },
    orderBy: [{ code: "asc" }, { version: "desc" }],
    select: {
      id: true,
      state: true,
      content: true,
      savedAt: true,
      savedBy: person,
      authors: { orderBy: { since: "asc" }, select: { accountId: true, account: person } },
    },
  });
  const bodies = await db.body.findMany({
    where: { professionKey: { notIn: await practiceProfessions(db) } },
    distinct: ["professionKey"],
    orderBy: { professionKey: "asc" },
    select: { professionKey: true, profession: true },
  });
  return ok({
    forms: forms.map((form) => ({
      ...titleOf(formContent.parse(form.content)),
      formId: form.id,
      ...standingAmong(form, forms, now),
      approval:
        form.submittedBy && form.approvedBy
          ? {
              submittedBy: fullName(form.submittedBy),
              approvedBy: fullName(form.approvedBy),
              at: form.createdAt.toISOString(),
            }
          : null,
      retirement: form.retirement && {
        by: fullName(form.retirement.retiredBy),
        at: form.retirement.retiredAt.toISOString(),
        reason: form.retirement.reason,
      },
      exposures: form._count.sittings,
      upcoming: form._count.sessions,
    })),
    drafts: drafts.flatMap(({ state, ...draft }) =>
      state === "WRITTEN" || state === "IN_REVIEW"
        ? [
            {
              ...titleOf(draftContent.parse(draft.content)),
              draftId: draft.id,
              state,
              savedBy: fullName(draft.savedBy),
              savedAt: draft.savedAt.toISOString(),
              authors: draft.authors.map(({ account }) => fullName(account)),
              mayApprove: mayApprove(actor, draft.authors),
            },
          ]
        : [],
    ),
    professions: bodies.map(({ professionKey, profession }) => ({ key: professionKey, profession })),
    mayWrite: mayWrite(actor),
  });
};

/** Of the body that no order is: its sessions are the practice exam's. */
async function practiceProfessions(db: Parameters<RouteHandler<typeof contract.formDesk>>[0]["db"]): Promise<string[]> {
  const bodies = await db.body.findMany({
    where: { sessions: { some: { isPractice: true } } },
    select: { professionKey: true },
  });
  return bodies.map(({ professionKey }) => professionKey);
}

export const formContents: RouteHandler<typeof contract.formContents> = async ({ db, clock }, _actor, { params }) => {
  const form = await db.form.findUnique({
    where: { id: params.formId },
    select: { ...standingSelect, content: true, keys: true },
  });
  if (!form) return err("NOT_FOUND");
  const versions = await db.form.findMany({ where: { code: form.code }, select: standingSelect });
  return ok({
    content: formContent.parse(form.content),
    keys: formKeys.parse(form.keys),
    ...standingAmong(form, versions, clock.now()),
  });
};

export const retireForm: RouteHandler<typeof contract.retireForm> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const { formId } = params;
    const { reason } = body;
    if (!(await uow.tx.form.findUnique({ where: { id: formId }, select: { id: true } }))) return err("NOT_FOUND");
    if (reason === "") return err("REASON_REQUIRED");
    const row = { formId, reason, retiredById: actor.accountId, retiredAt: uow.now };
    const { count } = await addRetirement(uow.tx, row);
    if (count === 0) return err("STATE_CHANGED");
    uow.audit({
      actorId: actor.accountId,
      type: "form.retired",
      subjectType: "form",
      subjectId: formId,
      data: { reason },
    });
    return ok({});
  });
