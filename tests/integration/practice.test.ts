import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedPractice } from "#prisma/seed/practice.ts";
import { content } from "#prisma/seed/content/practice/index.ts";
import { notesKey, textKey } from "#shared/domain/answers/answer-value.ts";
import { noMeasures, type Measures } from "#shared/domain/accommodations/measures.ts";
import { decideAccommodation } from "#shared/protocol/accommodations.ts";
import type { RouteArguments, RouteDefinition } from "#shared/protocol/define.ts";
import { readingContent, writingContent } from "#shared/protocol/exam-content.ts";
import { reportObservation } from "#shared/protocol/integrity.ts";
import { journey } from "#shared/protocol/journey.ts";
import { continuePractice, currentPractice, startPractice } from "#shared/protocol/practice.ts";
import * as forms from "#shared/protocol/forms.ts";
import { referralList } from "#shared/protocol/referrals.ts";
import { arrive, endBreak, mySitting, mySittings, startBreak } from "#shared/protocol/sitting.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { dayText, typeAndSubmit } from "#tests/support/day.ts";
import { newOrder } from "#tests/support/registration-world.ts";
import { sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await seedPractice(app.deps);
});
afterAll(() => app.stop());

async function refusalOf<const R extends RouteDefinition>(caller: Caller, route: R, given: RouteArguments<R>) {
  const answer = await caller.call(route, given);
  return answer.ok ? "OK" : answer.code;
}
const begin = async (caller: Caller): Promise<string> => (await caller.must(startPractice, {})).sittingId;

describe("the practice exam", () => {
  test("[PRA-1] It is begun as often as one likes, and the one before is put away.", async () => {
    const { caller } = await (await newOrder(app)).person();
    expect(await caller.must(currentPractice, {})).toEqual({ practice: null });
    const first = await begin(caller);
    const second = await begin(caller);
    expect(second).not.toBe(first);
    expect(await caller.must(currentPractice, {})).toEqual({ practice: { sittingId: second, state: "IN_PROGRESS" } });
    expect(await refusalOf(caller, mySitting, { params: { sittingId: first } })).toBe("NOT_FOUND");
  });

  test("[PRA-1] Two people practise at the same time, and neither sees the other.", async () => {
    const order = await newOrder(app);
    const [one, other] = [await order.person(), await order.person()];
    const [mine] = await Promise.all([begin(one.caller), begin(other.caller)]);
    expect(await refusalOf(other.caller, mySitting, { params: { sittingId: mine } })).toBe("NOT_FOUND");
    expect(await refusalOf(other.caller, continuePractice, { params: { sittingId: mine } })).toBe("NOT_FOUND");
  });

  test("[PRA-2] It is read, saved and handed in like the exam, with the practice case and its own clock.", async () => {
    const { caller } = await (await newOrder(app)).person();
    const sittingId = await begin(caller);
    const params = { sittingId };
    expect((await caller.must(readingContent, { params })).title).toBe(content.title);
    expect(await refusalOf(caller, writingContent, { params })).toBe("RUN_NOT_OPEN");
    expect(await refusalOf(caller, continuePractice, { params })).toBe("NOT_ALLOWED_NOW");
    const view = await caller.must(mySitting, { params });
    expect(view.isPractice).toBe(true);
    expect(view.runs.map(({ activity, state }) => [activity, state])).toEqual([
      ["READING", "OPEN"],
      ["WRITING", "PENDING"],
    ]);
    await typeAndSubmit({ caller, sittingId }, "READING", [{ key: notesKey, value: "À revoir." }]);
    await caller.must(continuePractice, { params });
    await caller.must(continuePractice, { params });
    await typeAndSubmit({ caller, sittingId }, "WRITING", [{ key: textKey, value: dayText }]);
    expect((await caller.must(mySitting, { params })).state).toBe("COMPLETED");
    expect(await refusalOf(caller, continuePractice, { params })).toBe("NOT_ALLOWED_NOW");
  });

  test("[PRA-6] Once a newer case is in effect it is what one practises with, and a practice that runs keeps its own.", async () => {
    const order = await newOrder(app);
    const [early, late] = [await order.person(), await order.person()];
    const old = await begin(early.caller);
    const author = await app.as(await app.account({ roles: ["DIRECTOR"] }));
    const approver = await app.as(await app.account({ roles: ["COMMITTEE"] }));
    const { forms: known } = await author.must(forms.formDesk, {});
    const { formId } = known.find(({ isPractice }) => isPractice) ?? { formId: "" };
    const { draftId } = await author.must(forms.startDraft, { body: { from: "FORM", formId } });
    const params = { draftId };
    const draft = await author.must(forms.formDraft, { params });
    const written = { content: { ...draft.content, title: "Le nouveau cas d’entraînement" }, keys: draft.keys };
    await author.must(forms.saveDraft, { params, body: { revision: 0, ...written } });
    await author.must(forms.submitDraft, { params, body: { revision: 1 } });
    const titleOf = async (caller: Caller, sittingId: string) =>
      (await caller.must(readingContent, { params: { sittingId } })).title;
    expect(await titleOf(late.caller, await begin(late.caller))).toBe(content.title);
    await approver.must(forms.approveDraft, { params, body: { effectiveOn: draft.today } });
    expect(await titleOf(late.caller, await begin(late.caller))).toBe("Le nouveau cas d’entraînement");
    expect(await titleOf(early.caller, old)).toBe(content.title);
    expect(await early.caller.must(currentPractice, {})).toEqual({ practice: { sittingId: old, state: "IN_PROGRESS" } });
    const cases = (await author.must(forms.formDesk, {})).forms.filter(({ isPractice }) => isPractice);
    expect(cases.map(({ version, state, replacedBy }) => ({ version, state, replacedBy }))).toEqual([
      { version: 2, state: "IN_EFFECT", replacedBy: null },
      { version: 1, state: "REPLACED", replacedBy: 2 },
    ]);
    expect(await approver.must(forms.formContents, { params: { formId } })).toMatchObject({
      state: "REPLACED",
      replacedBy: 2,
    });
  });

  test("[PRA-5] It gives what was granted for the exam: time, breaks and presentation; and nothing to anybody else.", async () => {
    const order = await newOrder(app);
    const [person, other] = [await order.person(), await order.person()];
    const support = await app.as(await app.account({ roles: ["SUPPORT"] }));
    const granted: Measures = {
      ...noMeasures,
      extraTime: { READING: { unit: "PERCENT", amount: 50 } },
      breaks: { count: 1, minutes: 5 },
      presentation: { textSize: 24, theme: "contrast", font: "SPACED", layout: "SCREEN_READER" },
    };
    const decide = (measures: Measures) =>
      support.must(decideAccommodation, {
        params: { registrationId: person.registrationId },
        body: { requestId: null, outcome: "GRANTED", measures, reason: "Selon la demande" },
      });
    await decide(granted);
    const viewOf = async (caller: Caller) => {
      const view = await caller.must(mySitting, { params: { sittingId: await begin(caller) } });
      const [reading] = view.runs;
      if (!reading) throw new Error("A practice begins with reading.");
      return { reading, granted: view.granted };
    };
    const mine = await viewOf(person.caller);
    expect(mine.granted).toMatchObject({ presentation: granted.presentation, breaks: { count: 1, minutes: 5, taken: 0 } });
    const lasts = ({ endsAt, startedAt }: typeof mine.reading): number => Date.parse(endsAt ?? "") - Date.parse(startedAt ?? "");
    const theirs = await viewOf(other.caller);
    expect(lasts(mine.reading)).toBe(1.5 * lasts(theirs.reading));
    expect(theirs.granted).toMatchObject({ presentation: noMeasures.presentation, breaks: null });
    const params = { runId: mine.reading.runId };
    const resting = await person.caller.must(startBreak, { params });
    expect(resting.run).toMatchObject({ state: "INTERRUPTED", stopCause: "BREAK" });
    app.clock.advance(60);
    const back = await person.caller.must(endBreak, { params });
    expect(lasts(back.run)).toBe(lasts(mine.reading) + 60_000);
    expect(await refusalOf(person.caller, startBreak, { params })).toBe("NO_BREAK_LEFT");
    await support.must(decideAccommodation, {
      params: { registrationId: person.registrationId },
      body: { requestId: null, outcome: "DECLINED", measures: noMeasures, reason: "La demande est retirée" },
    });
    expect((await viewOf(person.caller)).granted.breaks).toBeNull();
  });

  test("[PRA-3] Nothing of it is recorded, marked, counted or shown to anybody else.", async () => {
    const order = await newOrder(app);
    const { caller } = await order.person();
    const before = [await caller.must(journey, {}), await order.clerk.must(referralList, {})];
    const sittingId = await begin(caller);
    const body = { kind: "EXTERNAL_PASTE", details: { activity: "READING", characters: 12 } } as const;
    await caller.must(reportObservation, { params: { sittingId }, body });
    await typeAndSubmit({ caller, sittingId }, "READING", [{ key: notesKey, value: "À revoir." }]);
    await caller.must(continuePractice, { params: { sittingId } });
    await typeAndSubmit({ caller, sittingId }, "WRITING", [{ key: textKey, value: dayText }]);
    await app.drain();
    const { db } = app.deps;
    const where = { sittingId };
    expect([
      await db.observation.count({ where }),
      await db.markingTask.count({ where }),
      await db.result.count({ where }),
      await db.report.count({ where }),
    ]).toEqual([0, 0, 0, 0]);
    expect(await caller.must(mySittings, {})).toEqual({ sittings: [] });
    expect([await caller.must(journey, {}), await order.clerk.must(referralList, {})]).toEqual(before);
  });

  test("[PRA-3] The database itself refuses a result, a mark or an observation of a practice.", async () => {
    const { caller, accountId } = await (await newOrder(app)).person();
    const sittingId = await begin(caller);
    const { db } = app.deps;
    const createdAt = app.clock.now();
    await expect(db.result.create({ data: { sittingId, state: "MARKING" } })).rejects.toThrow(/practice/);
    await expect(
      db.observation.create({ data: { sittingId, kind: "DROP", details: {}, createdAt } }),
    ).rejects.toThrow(/practice/);
    const mark = { sittingId, unit: "WRITING:EE", round: "ORIGINAL", ordinal: 1, raterId: accountId } as const;
    await expect(
      db.mark.create({ data: { ...mark, bands: [3], comments: "", lockedAt: createdAt } }),
    ).rejects.toThrow(/practice/);
  });

  test("[PRA-4] From arrival to the end of the exam, no practice begins.", async () => {
    const world = await sessionWorld(app, { candidates: 1 });
    const [candidate] = world.candidates;
    if (!candidate) throw new Error("There is a candidate.");
    await begin(candidate.caller);
    await candidate.caller.must(arrive, { params: { sittingId: candidate.sittingId } });
    expect(await refusalOf(candidate.caller, startPractice, {})).toBe("NOT_ALLOWED_NOW");
  });

  test("[PRA-1] Seeding it again changes nothing, and only candidates practise.", async () => {
    await seedPractice(app.deps);
    expect(await app.deps.db.session.count({ where: { isPractice: true } })).toBe(1);
    const adviser = await app.as(await app.account({ roles: ["ADVISER"] }));
    expect(await refusalOf(adviser, startPractice, {})).toBe("FORBIDDEN");
  });
});
