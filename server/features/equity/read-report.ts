import { err, ok, type Result } from "#shared/kernel/result.ts";
import { daysOfVersion, lastTwelveMonths, periodOf, type Days, type Period } from "#shared/domain/equity/period.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { formContent } from "#shared/domain/forms/form-content.ts";
import { equityOf } from "#shared/domain/policies/stored-rules.ts";
import { policyInForce } from "#shared/domain/results/policy-on.ts";
import { fullName } from "#shared/domain/rooms/entry.ts";
import { modeReport, type ModeReport } from "#shared/equity/mode-report.ts";
import { shownReport } from "#shared/equity/shown-report.ts";
import type { equityReport as contract } from "#shared/protocol/equity.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { policyVersions } from "../policies/queries.ts";
import { modeFacts } from "./facts.ts";

export interface Asked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly version?: number | undefined;
}

const yearBefore = (day: string): string => lastTwelveMonths(new Date(`${day}T17:00:00.000Z`)).from;

/** The days that were asked for; a version stands for the days on which it judged. */
export async function askedPeriod(db: Db | Tx, asked: Asked, now: Date): Promise<Result<Period, "NOT_FOUND">> {
  if (asked.version !== undefined) {
    const days = daysOfVersion(await policyVersions(db), asked.version, now);
    return days ? ok(periodOf(days)) : err("NOT_FOUND");
  }
  const to = asked.to ?? lastTwelveMonths(now).to;
  const from = asked.from ?? yearBefore(to);
  // Only the first day was given, and it is still to come.
  return ok(periodOf(from > to ? { from, to: from } : { from, to }));
}

/** Of the rules that are in force when the period ends: they are what the comparison is held against. */
export async function marginOf(db: Db | Tx, { until }: Period): Promise<number> {
  const inForce = policyInForce(await policyVersions(db), new Date(until.getTime() - 1));
  return equityOf(inForce?.policy ?? {}).margin;
}

export const reportOf = async (db: Db | Tx, period: Period): Promise<ModeReport> =>
  modeReport(await modeFacts(db, period), await marginOf(db, period));

/** Forms and questions by name, for people who read. */
export async function formNames(db: Db | Tx, formIds: readonly string[]) {
  const forms = await db.form.findMany({
    where: { id: { in: [...new Set(formIds)] } },
    select: { id: true, code: true, version: true, content: true },
  });
  const named = new Map(
    forms.map(({ id, code, version, content }) => {
      const parsed = formContent.parse(content);
      const prompts = new Map(parsed.items.map((item) => [item.id, item.prompt]));
      return [id, { code, version, language: languageOf(parsed), promptOf: (itemId: string) => prompts.get(itemId) ?? itemId }];
    }),
  );
  return (formId: string) => {
    const form = named.get(formId);
    if (!form) throw new Error(`The form ${formId} has sittings and does not exist.`);
    return form;
  };
}

/** What was decided about the statistics of a period, or of one that has days in common with it; the newest first. */
export async function answersAbout(db: Db | Tx, { from, to }: Days) {
  const rows = await db.equityAnswer.findMany({
    where: { periodFrom: { lte: new Date(to) }, periodTo: { gte: new Date(from) } },
    orderBy: [{ answeredAt: "desc" }, { id: "desc" }],
    select: {
      id: true,
      statisticId: true,
      periodFrom: true,
      periodTo: true,
      remedy: true,
      words: true,
      answeredAt: true,
      author: { select: { givenName: true, familyName: true } },
    },
  });
  return rows.map(({ id, periodFrom, periodTo, author, answeredAt, ...row }) => ({
    answerId: id,
    ...row,
    from: periodFrom.toISOString().slice(0, 10),
    to: periodTo.toISOString().slice(0, 10),
    by: fullName(author),
    at: answeredAt.toISOString(),
  }));
}

export const equityReport: RouteHandler<typeof contract> = async ({ db, clock }, _actor, { query }) => {
  const now = clock.now();
  const asked = await askedPeriod(db, query, now);
  if (!asked.ok) return asked;
  const period = asked.value;
  const report = shownReport(await reportOf(db, period));
  const versions = await policyVersions(db);
  const formOf = await formNames(
    db,
    [...report.items, ...report.forms].map(({ formId }) => formId),
  );
  return ok({
    ...report,
    margin: await marginOf(db, period),
    period: { from: period.from, to: period.to, version: query.version ?? null },
    versions: versions
      .filter(({ effectiveFrom }) => effectiveFrom <= now)
      .toSorted((a, b) => b.version - a.version)
      .flatMap(({ version }) => {
        const days = daysOfVersion(versions, version, now);
        return days ? [{ version, ...days }] : [];
      }),
    liveAudio: [...report.liveAudio],
    agreement: [...report.agreement],
    thirdMarks: [...report.thirdMarks],
    items: report.items.map((item) => {
      const { code, version, language, promptOf } = formOf(item.formId);
      return { ...item, code, version, language, prompt: promptOf(item.itemId) };
    }),
    forms: report.forms.map((form) => {
      const { code, version } = formOf(form.formId);
      return { ...form, code, version };
    }),
    answers: await answersAbout(db, period),
  });
};
