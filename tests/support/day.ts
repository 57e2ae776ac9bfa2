import { contentHash, operationHash, textKey, type KeyedAnswer } from "#shared/domain/answers/answer-value.ts";
import type { FormKeys } from "#shared/domain/forms/form-content.ts";
import { unitsOf, type Band, type OralActivity, type UnitId } from "#shared/domain/marking/units.ts";
import { rightAnswer } from "#shared/domain/reading/right-answer.ts";
import type { Activity } from "#shared/domain/sitting/run-machine.ts";
import { saveAnswers, takeLease } from "#shared/protocol/answers.ts";
import { openActivity, startSession } from "#shared/protocol/conduct.ts";
import { closeDiscussion, discussionDesk, giveGateOpinion, openDiscussion } from "#shared/protocol/discussion.ts";
import { readingContent } from "#shared/protocol/exam-content.ts";
import { recordIdentityCheck } from "#shared/protocol/identity.ts";
import { closeInterview, openInterview } from "#shared/protocol/interview.ts";
import { listeningTasks, openListening, recordListening } from "#shared/protocol/listening.ts";
import { lockOralMarks, markingScript, markingTasks, oralMarks, recordMark, saveOralMarks } from "#shared/protocol/marking.ts";
import { confirmResult, resultList } from "#shared/protocol/results.ts";
import { arrive, mySitting, submitRun } from "#shared/protocol/sitting.ts";
import type { Caller } from "./caller.ts";
import { joinOnceReady, meetInCall } from "./check-in.ts";

/** An exam day over HTTP alone: every act as the pages send it, in the order of the day, as far as a test needs it. */

export interface Sitter {
  readonly caller: Caller;
  readonly sittingId: string;
}

export interface Day {
  readonly sessionId: string;
  readonly advisers: readonly [Caller, Caller];
  readonly sitters: readonly Sitter[];
  /** Where they are given, everybody reads as well as can be; otherwise as people who guess. */
  readonly keys?: FormKeys;
  /** What happens while an interview is under way, which nothing else of the day waits for. */
  readonly duringInterview?: () => Promise<void>;
}

export const moments = ["STARTED", "ARRIVED", "IDENTITY", "READING", "READ", "DISCUSSION", "GATE", "WRITING", "WRITTEN", "INTERVIEWED"] as const;
export type Moment = (typeof moments)[number];

export const dayText =
  "Madame,\n\nÀ la suite de notre discussion, je recommande d’ajouter une ronde à 19 h. L’équipe du soir est d’accord : c’est la mesure la plus utile et la plus simple à mettre en place dès lundi.\n\nVeuillez agréer mes salutations.";

const bandOf = (unit: UnitId): Band[] => (unit.endsWith("CO") ? [4, 4] : [4, 3, 4, 3]);

/** Plays the day from wherever it stands to the moment that is asked for. */
const acts: { readonly [moment in Moment]: (day: Day) => Promise<void> } = {
  STARTED: async ({ sessionId, advisers: [first] }) => void (await first.must(startSession, { params: { sessionId } })),
  ARRIVED: ({ sitters }) =>
    each(sitters, async ({ caller, sittingId }) => void (await caller.must(arrive, { params: { sittingId } }))),
  IDENTITY: ({ sitters, advisers: [first] }) =>
    each(sitters, async ({ caller, sittingId }) => {
      await meetInCall(first, caller, sittingId);
      const body = { documentType: "PASSPORT", outcome: "CONFIRMED" } as const;
      await first.must(recordIdentityCheck, { params: { sittingId }, body });
    }),
  READING: (day) => openForAll(day, "READING"),
  READ: ({ sitters, keys }) => each(sitters, (sitter) => readAndSubmit(sitter, keys)),
  DISCUSSION: async ({ sessionId, advisers: both }) => {
    const [first] = both;
    const { advisers } = await first.must(discussionDesk, { params: { sessionId } });
    const second = advisers.find(({ isMe }) => !isMe);
    if (!second) throw new Error("The session has one adviser only.");
    const body = { secondAdviserId: second.accountId };
    const { roomId } = await first.must(openDiscussion, { params: { sessionId }, body });
    for (const adviser of both) await joinOnceReady(adviser, roomId);
  },
  GATE: async ({ sessionId, sitters, advisers }) => {
    for (const adviser of advisers) await each(sitters, ({ sittingId }) => lockMarks(adviser, sittingId, "DISCUSSION"));
    const { roomId } = await advisers[0].must(discussionDesk, { params: { sessionId } });
    if (roomId) await advisers[0].must(closeDiscussion, { params: { roomId } });
    for (const adviser of advisers)
      await each(sitters, async ({ sittingId }) => {
        const body = { hasParticipated: true, reasons: "" };
        await adviser.must(giveGateOpinion, { params: { sittingId }, body });
      });
  },
  WRITING: (day) => openForAll(day, "WRITING"),
  WRITTEN: ({ sitters }) => each(sitters, (sitter) => typeAndSubmit(sitter, "WRITING", [{ key: textKey, value: dayText }])),
  INTERVIEWED: async ({ sitters, advisers, duringInterview }) => {
    for (const { sittingId } of sitters) {
      const { roomId } = await advisers[0].must(openInterview, { params: { sittingId } });
      for (const adviser of advisers) await joinOnceReady(adviser, roomId);
      for (const adviser of advisers) await lockIfAsked(adviser, sittingId);
      await duringInterview?.();
      await advisers[0].must(closeInterview, { params: { roomId } });
    }
  },
};

export async function play(day: Day, until: Moment, after?: Moment): Promise<void> {
  const from = after === undefined ? 0 : moments.indexOf(after) + 1;
  for (const moment of moments.slice(from, moments.indexOf(until) + 1)) {
    await acts[moment](day);
  }
}

async function openForAll({ sessionId, advisers: [first] }: Day, activity: "READING" | "WRITING"): Promise<void> {
  const { notOpened } = await first.must(openActivity, { params: { sessionId, activity }, body: { sittingIds: null } });
  const [left] = notOpened;
  if (left) throw new Error(`${activity} did not open for ${left.sittingId}: ${left.reason}`);
}

async function readAndSubmit(sitter: Sitter, keys: FormKeys = {}): Promise<void> {
  const { items } = await sitter.caller.must(readingContent, { params: { sittingId: sitter.sittingId } });
  const answers = items.flatMap((item): KeyedAnswer[] => {
    const key = keys[item.id];
    if (key) return [{ key: item.id, value: rightAnswer(key) }];
    if (item.type === "SINGLE_CHOICE") return [{ key: item.id, value: item.options[0]?.id ?? "" }];
    return item.type === "TRUE_FALSE" ? [{ key: item.id, value: true }] : [];
  });
  await typeAndSubmit(sitter, "READING", answers);
}

export async function runIdOf({ caller, sittingId }: Sitter, activity: Activity): Promise<string> {
  const { runs } = await caller.must(mySitting, { params: { sittingId } });
  const run = runs.find((one) => one.activity === activity);
  if (!run) throw new Error(`The sitting has no ${activity}.`);
  return run.runId;
}

export async function typeAndSubmit(sitter: Sitter, activity: "READING" | "WRITING", answers: readonly KeyedAnswer[]): Promise<void> {
  const runId = await runIdOf(sitter, activity);
  const clientId = "a-page-of-the-test";
  const lease = await sitter.caller.must(takeLease, { params: { runId }, body: { clientId } });
  const ops = answers.map((answer, index) => ({ ...answer, seq: index + 1, hash: operationHash(answer) }));
  const { leaseEpoch } = lease;
  await sitter.caller.must(saveAnswers, { params: { runId }, body: { leaseEpoch, clientId, from: 1, ops } });
  // What another page saved before, such as notes, is shown by this one too.
  const mine = new Set(answers.map(({ key }) => key));
  const shown = [...lease.answers.filter(({ key }) => !mine.has(key)), ...answers];
  const body = { clientId, lastSeq: ops.length, contentHash: contentHash(shown) };
  await sitter.caller.must(submitRun, { params: { runId }, body });
}

export async function lockMarks(adviser: Caller, sittingId: string, activity: OralActivity): Promise<void> {
  const params = { sittingId, activity };
  const units = unitsOf[activity].map((unit) => ({ unit, bands: bandOf(unit), comments: "" }));
  const { units: known } = await adviser.must(saveOralMarks, { params, body: { units } });
  await adviser.must(lockOralMarks, { params, body: { known } });
}

/** Whoever opened an interview marks it alone, unless less than half of it was recorded: then others who were there do too. */
export async function lockIfAsked(adviser: Caller, sittingId: string): Promise<void> {
  const { isEvaluator } = await adviser.must(oralMarks, { params: { sittingId, activity: "INTERVIEW" } });
  if (isEvaluator) await lockMarks(adviser, sittingId, "INTERVIEW");
}

/** Every text and every recording that waits in these queues is marked alike; answers how many. */
export async function markEverything(markers: readonly Caller[]): Promise<number> {
  let count = 0;
  for (const marker of markers) {
    const { tasks } = await marker.must(markingTasks, {});
    for (const { taskId } of tasks) {
      const { draft } = await marker.must(markingScript, { params: { taskId } });
      await marker.must(recordMark, { params: { taskId }, body: { bands: draft.bands.map(() => 4 as const), comments: "" } });
    }
    const recordings = (await marker.must(listeningTasks, {})).tasks;
    for (const { taskId } of recordings) {
      const { units } = await marker.must(openListening, { params: { taskId } });
      const given = units.map(({ unit }) => ({ unit, bands: bandOf(unit), comments: "", moments: [] }));
      await marker.must(recordListening, { params: { taskId }, body: { units: given } });
    }
    count += tasks.length + recordings.length;
  }
  return count;
}

/** Confirms every result that waits for a person; answers whose. */
export async function confirmEveryResult(director: Caller): Promise<string[]> {
  const { results } = await director.must(resultList, {});
  const waiting = results.filter(({ state }) => state === "PENDING_APPROVAL");
  for (const { sittingId, reportId } of waiting)
    await director.must(confirmResult, { params: { sittingId }, body: { reportId, reason: "" } });
  return waiting.map(({ sittingId }) => sittingId);
}

async function each<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (const one of list) await work(one);
}
