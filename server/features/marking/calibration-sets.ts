import { firstLanguage, type FormLanguage } from "#shared/domain/forms/language.ts";
import { untilLead } from "#shared/equity/marker-consistency.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { languagesOfForms } from "../forms/queries.ts";
import { calibrationPolicy, standings } from "./calibration-gate.ts";
import { markerLanguages } from "./workload.ts";

/** Sets of calibration texts, and which of them is for whom. */

/** The languages of the texts of each set that has any: one, but for sets that were made before that was asked for. */
export async function languagesOfSets(db: Db | Tx): Promise<ReadonlyMap<string, readonly FormLanguage[]>> {
  const texts = await db.referenceText.findMany({
    where: { setId: { not: null }, retiredAt: null },
    select: { setId: true, sitting: { select: { formId: true } } },
  });
  const languageOfForm = await languagesOfForms(db, texts.map(({ sitting }) => sitting.formId));
  const languages = new Map<string, FormLanguage[]>();
  for (const { setId, sitting } of texts) {
    if (setId === null) continue;
    const known = languages.get(setId) ?? [];
    const language = languageOfForm(sitting.formId);
    if (!known.includes(language)) languages.set(setId, [...known, language].toSorted());
  }
  return languages;
}

/** In an order that never changes. */
export const textsOfSet = { where: { retiredAt: null }, orderBy: { id: "asc" }, select: { id: true } } as const;

export interface OpenSet {
  readonly id: string;
  readonly name: string;
  readonly texts: number;
}

/**
 * By marker, the newest open set of which they are habilitated in every language and know no text: whoever was shown the
 * agreed bands, or agreed on them, would calibrate on what they remember. Who has none is not in it.
 */
export async function openSetsFor(db: Db | Tx, raterIds: readonly string[]): Promise<ReadonlyMap<string, OpenSet>> {
  const sets = await db.calibrationSet.findMany({
    where: { openedAt: { not: null } },
    orderBy: [{ openedAt: "desc" }, { id: "desc" }],
    select: { id: true, name: true, texts: { where: { retiredAt: null }, select: { agreedById: true } } },
  });
  const shown = await db.calibrationMark.findMany({
    where: { attempt: { raterId: { in: [...raterIds] } } },
    select: { attempt: { select: { raterId: true } }, reference: { select: { setId: true } } },
  });
  const known = new Set(shown.map(({ attempt, reference }) => `${attempt.raterId} ${reference.setId}`));
  const habilitated = await markerLanguages(db, raterIds);
  const languages = await languagesOfSets(db);
  return new Map(
    raterIds.flatMap((raterId) => {
      const own = habilitated(raterId);
      const set = sets.find(
        ({ id, texts }) =>
          (languages.get(id) ?? [firstLanguage]).every((one) => own.includes(one)) &&
          !known.has(`${raterId} ${id}`) &&
          texts.every(({ agreedById }) => agreedById !== raterId),
      );
      return set ? [[raterId, { ...set, texts: set.texts.length }] as const] : [];
    }),
  );
}

/**
 * How many markers are to calibrate and find no open set that is new to them; nobody while the rules do not ask for it. A drift
 * is told to the marker first, as all else that a text tells of them.
 */
export async function awaitingSet(db: Db | Tx, now: Date): Promise<number> {
  if (!(await calibrationPolicy(db)).isRequired) return 0;
  const idle = await db.account.findMany({
    where: { roles: { has: "RATER" }, calibrations: { none: { finishedAt: null } } },
    select: { id: true },
  });
  const raterIds = idle.map(({ id }) => id);
  const sets = await openSetsFor(db, raterIds);
  const standing = await standings(db, raterIds, now, untilLead(now));
  return raterIds.filter((raterId) => standing.get(raterId)?.need !== undefined && !sets.has(raterId)).length;
}
