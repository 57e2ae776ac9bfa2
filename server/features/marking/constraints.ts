import type { AllotmentConstraints } from "#shared/domain/marking/allot.ts";
import { textUnit, type UnitId } from "#shared/domain/marking/units.ts";
import type { Db, Prisma, Tx } from "../../platform/db.ts";
import { typistsOf } from "../answers/queries.ts";
import { languagesOfForms } from "../forms/queries.ts";
import { handwritingReaders, scannersOf } from "../paper/queries.ts";
import { peopleMet } from "./people-met.ts";
import { wasAsked } from "./queries.ts";
import type { MarkRound } from "./store.ts";

/** What somebody is to judge. */
interface Judged {
  readonly units: readonly UnitId[];
  readonly round: MarkRound;
}

const firstText: Judged = { units: [textUnit], round: "ORIGINAL" };

/**
 * Everybody who may not judge it, by sitting: the person, whoever met or helped them, whoever saw the handwriting, whoever
 * judged it or was asked to; and its language. Of a review, whoever gave any mark of the person or was asked to hear them
 * again; of what is heard again, whoever gave any or was asked for any.
 */
export async function constraintsOf(
  db: Db | Tx,
  sittingIds: readonly string[],
  { units, round }: Judged = firstText,
): Promise<Map<string, AllotmentConstraints>> {
  const sittings = await db.sitting.findMany({
    where: { id: { in: [...sittingIds] } },
    select: {
      id: true,
      accountId: true,
      formId: true,
      transcriptions: { select: { typedById: true }, distinct: ["sittingId", "typedById"] },
      markingTasks: { where: askedBefore({ units, round }), select: { raterId: true } },
      marks: { where: judgedBefore({ units, round }), select: { raterId: true } },
      referenceText: { select: { agreedById: true, calibrationMarks: { select: { attempt: { select: { raterId: true } } } } } },
    },
  });
  const met = await peopleMet(db, sittings.map(({ accountId }) => accountId));
  const typists = await typistsOf(db, sittingIds);
  const scanners = await scannersOf(db, sittingIds);
  const readers = await handwritingReaders(db, sittingIds);
  const languageOf = await languagesOfForms(db, sittings.map(({ formId }) => formId));
  return new Map(
    sittings.map((sitting) => [
      sitting.id,
      {
        language: languageOf(sitting.formId),
        hasMet: new Set([sitting.accountId, ...(met.get(sitting.accountId) ?? [])]),
        hasTyped: new Set([
          ...sitting.transcriptions.map(({ typedById }) => typedById),
          ...(scanners.get(sitting.id) ?? []),
          ...(typists.get(sitting.id) ?? []),
          ...(readers.get(sitting.id) ?? []),
        ]),
        wasAsked: new Set([
          ...[...sitting.markingTasks, ...sitting.marks].map(({ raterId }) => raterId),
          ...(units.includes(textUnit) ? knowingBands(sitting.referenceText) : []),
        ]),
      },
    ]),
  );
}

function askedBefore({ units, round }: Judged): Prisma.MarkingTaskWhereInput {
  if (round === "SOUND") return wasAsked;
  const ofThese = { unit: { in: [...units] } };
  return { AND: [wasAsked, round === "REVIEW" ? { OR: [ofThese, { round: "SOUND" }] } : ofThese] };
}

function judgedBefore({ units, round }: Judged): Prisma.MarkWhereInput {
  if (round === "SOUND") return {};
  return round === "REVIEW" ? { round: { in: ["ORIGINAL", "SOUND"] } } : { round: "ORIGINAL", unit: { in: [...units] } };
}

/** Whoever agreed on the bands of this text, or was shown them once they had calibrated on it, judges nothing of it by themselves. */
const knowingBands = (reference: KnownBands | null): string[] =>
  reference ? [reference.agreedById, ...reference.calibrationMarks.map(({ attempt }) => attempt.raterId)] : [];

interface KnownBands {
  readonly agreedById: string;
  readonly calibrationMarks: readonly { readonly attempt: { readonly raterId: string } }[];
}

/** The same, for one sitting that exists. */
export async function constraintsOfOne(db: Db | Tx, sittingId: string, judged?: Judged): Promise<AllotmentConstraints> {
  const constraints = (await constraintsOf(db, [sittingId], judged)).get(sittingId);
  if (!constraints) throw new Error(`Sitting ${sittingId} does not exist.`);
  return constraints;
}

interface RoundOfText {
  readonly sittingId: string;
  readonly round: MarkRound;
}

/** The same, for texts that are to be judged in different rounds. */
export async function textConstraints(
  db: Db | Tx,
  places: readonly RoundOfText[],
): Promise<(place: RoundOfText) => AllotmentConstraints | undefined> {
  const found = new Map<MarkRound, ReadonlyMap<string, AllotmentConstraints>>();
  for (const [round, some] of Map.groupBy(places, (place) => place.round)) {
    const sittingIds = [...new Set(some.map(({ sittingId }) => sittingId))];
    found.set(round, await constraintsOf(db, sittingIds, { units: [textUnit], round }));
  }
  return ({ sittingId, round }) => found.get(round)?.get(sittingId);
}
