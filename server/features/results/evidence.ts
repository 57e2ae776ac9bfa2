import { err, ok } from "#shared/kernel/result.ts";
import { textKey } from "#shared/domain/answers/answer-value.ts";
import { clockText } from "#shared/domain/marking/moments.ts";
import { criteriaOf, unitIds, type UnitId } from "#shared/domain/marking/units.ts";
import { scoreReading } from "#shared/domain/reading/score-answer.ts";
import { storedCombination } from "#shared/domain/results/stored-combination.ts";
import { combinedText, exportedText } from "#shared/domain/results/evidence-readme.ts";
import { canonicalJson } from "#shared/kernel/canonical-json.ts";
import { combinationInput, combineInputs } from "#shared/scoring/combination.ts";
import { scoringInput } from "#shared/scoring/input.ts";
import { computeReport } from "#shared/scoring/report.ts";
import type { evidenceFile as contract } from "#shared/protocol/results.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { zip, type ZipEntry } from "../../platform/zip.ts";
import { gateWithoutNames } from "../discussion/queries.ts";
import { itemsInUse } from "../forms/queries.ts";
import { incidentsWithoutNames, recordedCalls } from "../incidents/queries.ts";
import { noteSelect, noteViews, observationSelect, observationViews } from "../integrity/queries.ts";
import { answerJudgements, formerMarks, owesOralMark, standingMarks, type StandingMark } from "../marking/queries.ts";
import { formerText } from "./queries.ts";
import { sealedReading } from "./sealed-readings.ts";

/**
 * The reasons of a result: everything that it rests on, without the name of anybody who judged. The keys of the reading
 * stay out, because other people still sit the form; and an answer that earned all the points is a key.
 */
export const evidenceFile: RouteHandler<typeof contract> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const { sittingId } = params;
    const sitting = await uow.tx.sitting.findUnique({
      where: { id: sittingId },
      select: {
        accountId: true,
        result: {
          select: {
            sentReport: { select: reportSelect },
            currentReport: { select: reportSelect },
            sentCombination: { select: combinationSelect },
            currentCombination: { select: combinationSelect },
            state: true,
          },
        },
      },
    });
    const isOwn = sitting?.accountId === actor.accountId;
    if (!sitting?.result || (!isOwn && !actor.roles.includes("DIRECTOR"))) return err("NOT_FOUND");
    // The person is given what they were told; before that there is nothing, and nothing says so.
    const report = isOwn ? sitting.result.sentReport : sitting.result.currentReport;
    if (!report || (isOwn && sitting.result.state === "ANNULLED")) return err("NOT_FOUND");
    if (!isOwn && (await owesOralMark(uow.tx, { sittingId, adviserId: actor.accountId }))) return err("OWN_MARK_DUE");
    uow.audit({
      actorId: actor.accountId,
      type: "evidence.exported",
      subjectType: "sitting",
      subjectId: sittingId,
      data: { inputHash: report.inputHash },
    });
    const combination = isOwn ? sitting.result.sentCombination : sitting.result.currentCombination;
    const readme = exportedText(deps.config.officeContact);
    const former = await formerText(uow.tx, sittingId);
    const entries: readonly ZipEntry[] = [
      { name: "LISEZMOI.txt", bytes: bytesOf(combination ? readme + combinedText : readme) },
      json("evaluation.json", report.input),
      json("rapport.json", asPrinted(report)),
      ...(combination ? combinationFiles(combination) : []),
      { name: "texte.txt", bytes: bytesOf(await textOf(uow.tx, sittingId)) },
      ...(former === null ? [] : [{ name: "texte-avant.txt", bytes: bytesOf(former) }]),
      json("lecture.json", await readingOf(uow.tx, sittingId, isOwn ? await itemsInUse(uow.tx) : new Set())),
      json("discussion.json", await gateWithoutNames(uow.tx, sittingId)),
      json("evaluations.json", await marksOf(uow.tx, sittingId, scoringInput.parse(report.input).review !== undefined)),
      json("journal.json", await recordOf(uow.tx, sittingId)),
      json("incidents.json", await incidentsWithoutNames(uow.tx, sittingId)),
      ...(await recordedCalls(uow.tx, sittingId)),
      json("regles.json", {
        inputHash: report.inputHash,
        policy: report.policy,
        ...(await rulesOf(uow.tx, sittingId)),
      }),
    ];
    return ok({
      bytes: zip(entries),
      mime: "application/zip",
      fileName: `dossier-${report.inputHash.slice(0, 12)}.zip`,
    });
  });

const reportSelect = {
  input: true,
  inputHash: true,
  report: true,
  policy: { select: { version: true, policy: true, approvedBy: true, approvedAt: true, effectiveFrom: true } },
} as const;

const combinationSelect = { input: true, inputHash: true, combined: true } as const;

/** Where earlier exams count: what they were combined from, and what they give with this one. */
const combinationFiles = (stored: {
  readonly input: unknown;
  readonly inputHash: string;
  readonly combined: unknown;
}): readonly ZipEntry[] => {
  const again = combineInputs(combinationInput.parse(stored.input));
  const isSame = canonicalJson(again) === canonicalJson(storedCombination.parse(stored.combined));
  return [json("examens.json", stored.input), json("ensemble.json", isSame ? again : stored.combined)];
};

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (name: string, value: unknown): ZipEntry => ({
  name,
  bytes: bytesOf(`${JSON.stringify(value, null, 2)}\n`),
});

/**
 * As the command prints it, so that the two can be laid side by side by any tool: the database keeps the fields in an order
 * of its own. What was told is written whatever happens.
 */
function asPrinted({ input, report }: { readonly input: unknown; readonly report: unknown }): unknown {
  const again = computeReport(scoringInput.parse(input));
  return canonicalJson(again) === canonicalJson(report) ? again : report;
}

async function textOf(db: Db | Tx, sittingId: string): Promise<string> {
  const answer = await db.answer.findFirst({
    where: { key: textKey, run: { sittingId, activity: "WRITING" } },
    select: { value: true },
  });
  return typeof answer?.value === "string" ? answer.value : "";
}

/** Of a question that somebody may be asked again, `withheld`, the points only. */
async function readingOf(db: Db | Tx, sittingId: string, withheld: ReadonlySet<string>) {
  const reading = await sealedReading(db, sittingId);
  if (!reading) return [];
  const scored = scoreReading(reading.items, reading.keys, reading.answers);
  const judged = await answerJudgements(db, sittingId);
  return reading.items.map((item, place) => ({
    id: item.id,
    ...(withheld.has(item.id)
      ? {}
      : { prompt: item.prompt, given: reading.answers.find(({ key }) => key === item.id)?.value ?? null }),
    pointsByKey: scored[place]?.points ?? 0,
    // Where a person judged: from the first to what counts. A reason may tell the answer, so it is withheld with it.
    ...(judged.has(item.id)
      ? {
          judged: judged.get(item.id)?.map(({ points, markedAt, reason }) => ({
            points,
            markedAt: markedAt.toISOString(),
            ...(withheld.has(item.id) ? {} : { reason }),
          })),
        }
      : {}),
    max: item.max,
  }));
}

/** Markers under the pseudonyms of the scoring input, which only keep them apart. A review counts once it is whole. */
async function marksOf(db: Db | Tx, sittingId: string, isReviewed: boolean) {
  const inOrder = (marks: readonly StandingMark[]) =>
    marks.toSorted((a, b) => unitIds.indexOf(a.unit) - unitIds.indexOf(b.unit) || a.ordinal - b.ordinal);
  const first = inOrder(await standingMarks(db, sittingId)).map((mark) => ({ ...mark, round: "ORIGINAL" }));
  const again = inOrder(isReviewed ? await standingMarks(db, sittingId, "REVIEW") : []);
  const marks = [...first, ...again.map((mark) => ({ ...mark, round: "REVIEW" }))];
  const raters = [...new Set(marks.map(({ raterId }) => raterId))];
  const former = await formerMarks(db, [sittingId]);
  return marks.map(({ id, unit, round, raterId, ordinal, ...given }) => ({
    unit,
    round,
    rater: `r${raters.indexOf(raterId) + 1}`,
    ordinal,
    ...givenIn(unit, given),
    // What the same person gave before, the newest first, and why it was replaced.
    corrected: (former.get(id) ?? []).map(({ reason, ...before }) => ({ reason, ...givenIn(unit, before) })),
  }));
}

type Given = Pick<StandingMark, "bands" | "comments" | "criterionComments" | "annotations" | "moments" | "lockedAt">;

const givenIn = (unit: UnitId, { bands, comments, criterionComments, annotations, moments, lockedAt }: Given) => ({
  criteria: criteriaOf[unit].map((criterion, place) => ({
    criterion,
    band: bands[place] ?? null,
    comment: criterionComments[place] ?? "",
  })),
  comments,
  annotations,
  moments: moments.map((one) => ({ ...one, at: clockText(one.atMs) })),
  lockedAt: lockedAt.toISOString(),
});

/** The record, time and identity as it has them, without the names of those who wrote in it; the person’s own words are in it. */
async function recordOf(db: Db | Tx, sittingId: string) {
  const observations = await observationViews(
    db,
    await db.observation.findMany({ where: { sittingId }, orderBy: { createdAt: "asc" }, select: observationSelect }),
  );
  const runs = await db.activityRun.findMany({
    where: { sittingId },
    select: {
      activity: true,
      state: true,
      baseSeconds: true,
      startedAt: true,
      closedAt: true,
      timeEntries: {
        orderBy: { createdAt: "asc" },
        select: { cause: true, seconds: true, reason: true, createdAt: true, notes: noteSelect },
      },
      seal: { select: { contentHash: true, sealedAt: true } },
    },
  });
  const checks = await db.identityCheck.findMany({
    where: { sittingId },
    orderBy: { checkedAt: "asc" },
    select: { documentType: true, outcome: true, note: true, checkedAt: true, notes: noteSelect },
  });
  return {
    observations: observations.map(({ kind, observer, activity, seconds, text, noticedAt, at, notes }) => ({
      kind,
      observer,
      activity,
      seconds,
      text,
      at,
      ...(noticedAt === null ? {} : { noticedAt }),
      notes,
    })),
    activities: runs.map(({ timeEntries, ...run }) => ({
      ...run,
      timeEntries: timeEntries.map(({ notes, ...entry }) => ({ ...entry, notes: noteViews(notes) })),
    })),
    identityChecks: checks.map(({ notes, ...check }) => ({ ...check, notes: noteViews(notes) })),
  };
}

async function rulesOf(db: Db | Tx, sittingId: string) {
  const { form } = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      form: {
        select: {
          code: true,
          version: true,
          voidedItems: { select: { itemId: true, reason: true, voidedAt: true } },
        },
      },
    },
  });
  return { form };
}
