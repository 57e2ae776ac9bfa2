import type { AllotmentConstraints } from "#shared/domain/marking/allot.ts";
import { textUnit, type UnitId } from "#shared/domain/marking/units.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { typistsOf } from "../answers/queries.ts";
import { languagesOfForms } from "../forms/queries.ts";
import { handwritingReaders } from "../paper/queries.ts";
import { wasAsked } from "./queries.ts";

/** Everybody who may not mark these units, by sitting: the person, whoever met or helped them, whoever saw the handwriting; and its language. */
export async function constraintsOf(
  db: Db | Tx,
  sittingIds: readonly string[],
  units: readonly UnitId[] = [textUnit],
): Promise<Map<string, AllotmentConstraints>> {
  const sittings = await db.sitting.findMany({
    where: { id: { in: [...sittingIds] } },
    select: {
      id: true,
      accountId: true,
      formId: true,
      session: { select: { advisers: { select: { accountId: true } }, watchers: { select: { accountId: true } } } },
      identityChecks: { select: { checkedById: true } },
      observations: { where: { authorId: { not: null } }, select: { authorId: true }, distinct: ["sittingId", "authorId"] },
      rooms: { select: { openedById: true } },
      helpCalls: { select: { answeredById: true } },
      chatMessages: { select: { authorId: true }, distinct: ["sittingId", "authorId"] },
      transcriptions: { select: { typedById: true }, distinct: ["sittingId", "typedById"] },
      scans: { select: { uploadedById: true } },
      markingTasks: { where: { unit: { in: [...units] }, ...wasAsked }, select: { raterId: true } },
    },
  });
  const typists = await typistsOf(db, sittingIds);
  const readers = await handwritingReaders(db, sittingIds);
  const languageOf = await languagesOfForms(db, sittings.map(({ formId }) => formId));
  return new Map(
    sittings.map((sitting) => [
      sitting.id,
      {
        language: languageOf(sitting.formId),
        hasMet: new Set([
          sitting.accountId,
          ...sitting.session.advisers.map(({ accountId }) => accountId),
          ...sitting.session.watchers.map(({ accountId }) => accountId),
          ...sitting.identityChecks.map(({ checkedById }) => checkedById),
          ...sitting.observations.flatMap(({ authorId }) => authorId ?? []),
          ...sitting.rooms.map(({ openedById }) => openedById),
          ...sitting.helpCalls.flatMap(({ answeredById }) => answeredById ?? []),
          ...sitting.chatMessages.map(({ authorId }) => authorId),
        ]),
        hasTyped: new Set([
          ...sitting.transcriptions.map(({ typedById }) => typedById),
          ...sitting.scans.map(({ uploadedById }) => uploadedById),
          ...(typists.get(sitting.id) ?? []),
          ...(readers.get(sitting.id) ?? []),
        ]),
        wasAsked: new Set(sitting.markingTasks.map(({ raterId }) => raterId)),
      },
    ]),
  );
}

/** The same, for one sitting that exists. */
export async function constraintsOfOne(db: Db | Tx, sittingId: string, units?: readonly UnitId[]): Promise<AllotmentConstraints> {
  const constraints = (await constraintsOf(db, [sittingId], units)).get(sittingId);
  if (!constraints) throw new Error(`Sitting ${sittingId} does not exist.`);
  return constraints;
}
