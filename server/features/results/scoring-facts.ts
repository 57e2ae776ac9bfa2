import { policyOn } from "#shared/domain/results/policy-on.ts";
import { isReviewed, type ScoringFacts } from "#shared/domain/results/scoring-facts.ts";
import { scoringPolicyOf } from "#shared/domain/policies/stored-rules.ts";
import type { Db, Tx } from "../../platform/db.ts";
import { countedMarks } from "../marking/queries.ts";
import { policyVersions } from "../policies/queries.ts";
import { unusableRecordings } from "../rooms/queries.ts";
import { allReviews } from "./queries.ts";
import { judgedReadings, sealedReadings, type JudgedReading } from "./sealed-readings.ts";

export interface ReportFacts {
  readonly facts: ScoringFacts;
  readonly policyVersion: number;
  /** A review lacks a mark, so nothing is decided yet. */
  readonly isReviewOpen: boolean;
  /** Undefined while the reading is not complete. */
  readonly reading: JudgedReading | undefined;
}

/**
 * Everything that reports are computed from, by sitting, read in one place and in as many statements for one as for many.
 * The writing tool and the mode are not even selected.
 */
export async function scoringFacts(
  db: Db | Tx,
  sittingIds: readonly string[],
  isReadingChecked: (sittingId: string) => boolean,
): Promise<Map<string, ReportFacts>> {
  const sittings = await db.sitting.findMany({
    where: { id: { in: [...sittingIds] } },
    select: {
      id: true,
      state: true,
      session: { select: { startsAt: true } },
      runs: { select: { activity: true, state: true } },
    },
  });
  const policies = (await policyVersions(db)).map(({ policy, ...row }) => ({ ...row, policy: scoringPolicyOf(policy) }));
  const readings = await judgedReadings(db, await sealedReadings(db, sittingIds));
  const marks = await countedMarks(db, sittingIds);
  const reviews = await allReviews(db, sittingIds);
  const unusable = await unusableRecordings(db, [...reviews.keys()]);
  return new Map(
    sittings.map(({ id, state, session, runs }) => {
      const { version, policy } = policyOn(policies, session.startsAt);
      const own = marks.get(id) ?? [];
      const again = own.filter(({ round }) => round === "REVIEW");
      const asked = (reviews.get(id) ?? []).map(({ competencies }) => ({ competencies, marks: again, unusable: unusable.get(id) ?? [] }));
      const judged = asked.filter(isReviewed).flatMap(({ competencies }) => competencies);
      const reading = readings.get(id);
      const facts: ScoringFacts = {
        sittingState: state,
        runs,
        policy,
        reading: { items: reading?.items ?? [], isHumanChecked: isReadingChecked(id) },
        marks: own.filter(({ round }) => round === "ORIGINAL"),
        review: judged.length === 0 ? undefined : { competencies: judged, marks: again, unusable: unusable.get(id) ?? [] },
      };
      return [id, { facts, policyVersion: version, isReviewOpen: !asked.every(isReviewed), reading }];
    }),
  );
}
