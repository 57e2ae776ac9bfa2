import { isJudgedKey, type LateChange } from "#shared/domain/answers/late-effect.ts";
import { textKey } from "#shared/domain/answers/answer-value.ts";
import { wordDiff } from "#shared/domain/answers/word-diff.ts";
import { itemsFor, type ReadingItem } from "#shared/domain/forms/form-content.ts";
import { languageOf, type FormLanguage } from "#shared/domain/forms/language.ts";
import { answerInWords } from "#shared/domain/reading/answer-words.ts";
import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { formatDate } from "#shared/i18n/dates.ts";
import { ok } from "#shared/kernel/result.ts";
import type { LateArrival, lateArrivals as contract } from "#shared/protocol/late-answers.ts";
import type { Db } from "../../platform/db.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { markedTexts } from "../marking/queries.ts";
import { contentOfForm } from "../reading/queries.ts";
import { lateTextWayOf, resultStates } from "../results/queries.ts";
import { runsToDecide, waitingLate } from "./queries.ts";

const nameOf = ({ givenName, familyName }: { givenName: string; familyName: string }): string => `${givenName} ${familyName}`;

export const lateArrivals: RouteHandler<typeof contract> = async ({ db }) => ok({ waiting: await waiting(db), decided: await decided(db) });

async function waiting(db: Db): Promise<LateArrival[]> {
  const runs = await runsToDecide(db);
  const sittingIds = [...new Set(runs.map(({ sittingId }) => sittingId))];
  const states = await resultStates(db, sittingIds);
  const marked = await markedTexts(db, sittingIds);
  const arrivals: LateArrival[] = [];
  for (const run of runs) {
    const late = states.get(run.sittingId) === "ANNULLED" ? null : await waitingLate(db, run);
    if (!late) continue;
    const { registration, session, formId, documentId } = await db.sitting.findUniqueOrThrow({
      where: { id: run.sittingId },
      select: {
        formId: true,
        documentId: true,
        registration: { select: { givenName: true, familyName: true } },
        session: { select: { startsAt: true, timeZone: true } },
      },
    });
    const content = await contentOfForm(db, formId);
    const form = { language: languageOf(content), items: run.activity === "READING" ? itemsFor(content, documentId) : [] };
    const times = late.ops.map(({ receivedAt }) => receivedAt.toISOString()).toSorted();
    const isSent = states.get(run.sittingId) === "RESULT_SENT";
    const way = !late.isDecisive
      ? "COUNTS"
      : run.activity === "WRITING"
        ? await lateTextWayOf(db, run.sittingId, marked.has(run.sittingId))
        : isSent
          ? "RESULT_SENT"
          : "COUNTS";
    arrivals.push({
      runId: run.id,
      sittingId: run.sittingId,
      candidateName: nameOf(registration),
      sessionDay: formatDate("fr", session.startsAt, session.timeZone, "short"),
      timeZone: session.timeZone,
      activity: run.activity,
      language: form.language,
      runState: run.state,
      endedAt: run.closedAt?.toISOString() ?? null,
      firstAt: times[0] ?? "",
      lastAt: times.at(-1) ?? "",
      operations: late.ops.length,
      isDecisive: late.isDecisive,
      obstacle: way === "TEXT_MARKED" || way === "RESULT_SENT" ? way : null,
      opensReview: way === "REVIEW",
      version: late.version,
      changes: late.changes.map((change) => changeView(run.activity, form, change)),
    });
  }
  // What holds a result up comes first, then the oldest.
  return arrivals.toSorted((a, b) => Number(b.isDecisive) - Number(a.isDecisive) || (a.firstAt < b.firstAt ? -1 : 1));
}

interface LateForm {
  readonly language: FormLanguage;
  /** Of the reading alone. */
  readonly items: readonly ReadingItem[];
}

function changeView(activity: Activity, { language, items }: LateForm, { key, before, after }: LateChange): LateArrival["changes"][number] {
  const item = items.find(({ id }) => id === key);
  const inWords = (value: LateChange["before"]): string => {
    if (item) return answerInWords(item, value, language);
    if (value === null) return "";
    return typeof value === "string" ? value : JSON.stringify(value);
  };
  return {
    key: item ? item.id : key === textKey ? textKey : key,
    prompt: item?.prompt ?? null,
    isJudged: isJudgedKey(activity, key),
    diff: wordDiff(inWords(before), inWords(after)),
  };
}

async function decided(db: Db) {
  const rows = await db.lateDecision.findMany({
    orderBy: [{ decidedAt: "desc" }, { id: "desc" }],
    take: 50,
    select: {
      id: true,
      isCounted: true,
      reason: true,
      decidedAt: true,
      decider: { select: { givenName: true, familyName: true } },
      run: { select: { activity: true, sitting: { select: { registration: { select: { givenName: true, familyName: true } } } } } },
    },
  });
  return rows.map(({ id, isCounted, reason, decidedAt, decider, run }) => ({
    decisionId: id,
    candidateName: nameOf(run.sitting.registration),
    activity: run.activity,
    isCounted,
    reason,
    deciderName: nameOf(decider),
    decidedAt: decidedAt.toISOString(),
  }));
}
