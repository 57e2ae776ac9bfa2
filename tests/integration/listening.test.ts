import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { correctMark, ownMark, ownMarks } from "#shared/protocol/corrections.ts";
import { dueAt, markDueDays } from "#shared/domain/marking/deadlines.ts";
import { markLimits } from "#shared/domain/marking/mark-limits.ts";
import * as listening from "#shared/protocol/listening.ts";
import { oralTasks } from "#shared/protocol/marking.ts";
import { writeToCandidate } from "#shared/protocol/messages.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import { constraintsOfOne } from "#server/features/marking/constraints.ts";
import { lockSitting } from "#server/features/marking/store.ts";
import { retryAllotment } from "#server/features/marking/open-marking.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, noMoreMarkers, passingBands, sitExam, type OralBands } from "#tests/support/exam-fixture.ts";
import { recordOral } from "#tests/support/recorded-oral.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";
import { begunUnderLock } from "#tests/support/waits.ts";

/** An oral activity that somebody who was not there marks from its sound. */

const lines: string[] = [];
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ logLevel: "debug" }, undefined, { write: (line) => void lines.push(line) });
  await ensurePolicy(app);
});
afterAll(() => app.stop());
beforeEach(async () => {
  await app.deps.db.result.updateMany({ data: { state: "RESULT_SENT" } });
  await noMoreMarkers(app);
});

const low: readonly Band[] = [1, 1, 1, 1];
const disagree = { first: passingBands, second: { ...passingBands, "interview.EO": low } };

async function worldWithDisagreement(
  isRecorded: boolean,
  options: Parameters<typeof sessionWorld>[1] = { candidates: 1 },
  second: OralBands = disagree.second,
) {
  const world = await sessionWorld(app, options);
  // Markers of earlier worlds would be chosen too.
  await noMoreMarkers(app);
  const raters = await makeRaters(app, 4);
  await sitExam(app, world, nth(world.candidates, 0), { bands: { ...disagree, second } });
  // Both had locked before anything was recorded, as of an interview before its second mark was a listener's.
  if (isRecorded) await recordOral(app, world, "INTERVIEW");
  await app.drain();
  await retryAllotment.run(app.deps);
  const queues = await Promise.all(raters.map(async ({ caller }) => ({ caller, ...(await caller.must(listening.listeningTasks, {})) })));
  return { world, raters, queues };
}

test("[REC-11, MRK-45] a third mark of an interview goes with its recording to somebody who was not there; without one it waits", async () => {
  const { queues } = await worldWithDisagreement(false);
  expect(queues.flatMap(({ tasks }) => tasks)).toEqual([]);
  const recorded = await worldWithDisagreement(true);
  const asked = recorded.queues.filter(({ tasks }) => tasks.length > 0);
  // Due as a second mark of today's session would be: nothing tells that two others have marked.
  const dueToday = dueAt(app.clock.now(), markDueDays.first).toISOString();
  expect(asked.map(({ tasks }) => tasks.map((task) => [task.activity, task.dueAt]))).toEqual([[["INTERVIEW", dueToday]]]);
  await retryAllotment.run(app.deps);
  const again = await Promise.all(recorded.raters.map(({ caller }) => caller.must(listening.listeningTasks, {})));
  expect(again.flatMap(({ tasks }) => tasks)).toHaveLength(1);
});

test("[REC-9, REC-10, LISTEN-1] only its marker opens a recording, hears roles without names, and hands in once", async () => {
  const { world, queues } = await worldWithDisagreement(true);
  const [mine] = queues.filter(({ tasks }) => tasks.length > 0);
  const task = mine?.tasks[0];
  if (!mine || !task) throw new Error("Nobody was asked.");
  const params = { taskId: task.taskId };
  const unopened = await mine.caller.raw("GET", `/api/marking/recordings/${task.taskId}/voices/0`);
  expect([unopened.status, await unopened.text()]).toEqual([409, expect.stringContaining("RECORDING_NOT_OPENED")]);
  // Whoever changed their booking has a former sitting in the same session, and is the one who is evaluated all the same.
  const own = nth(world.candidates, 0);
  const { bookingId, id: _id, ...sitting } = await app.deps.db.sitting.findUniqueOrThrow({ where: { id: own.sittingId } });
  const { id: _booking, ...booking } = await app.deps.db.booking.findUniqueOrThrow({ where: { id: bookingId } });
  const former = await app.deps.db.booking.create({ data: { ...booking, isActive: false, cancelledAt: booking.createdAt } });
  await app.deps.db.sitting.create({ data: { ...sitting, id: "00000000-0000-7000-8000-000000000001", bookingId: former.id, state: "SCHEDULED" } });
  // Whoever led the session is an adviser in its recording, whatever they became since.
  await app.deps.db.account.updateMany({ where: { id: { in: world.advisers.map(({ accountId }) => accountId) } }, data: { roles: ["SUPPORT"] } });
  const view = await mine.caller.must(listening.openListening, { params });
  expect(view).toMatchObject({ activity: "INTERVIEW", units: [{ unit: "interview.EO", bands: [null, null, null, null] }] });
  expect(view.voices.map(({ speaker, number, isDamaged }) => [speaker, number, isDamaged])).toEqual([
    ["EVALUATED", 1, false],
    ["ADVISER", 1, false],
  ]);
  // No more of a voice than the page shows: where nothing of it arrived would tell of a line, and so of a mode.
  for (const voice of view.voices) expect(Object.keys(voice).toSorted()).toEqual(["isDamaged", "number", "speaker", "speech"]);
  const person = await app.deps.db.account.findUniqueOrThrow({ where: { id: nth(world.candidates, 0).accountId } });
  for (const secret of [person.familyName, person.email, nth(world.candidates, 0).sittingId, "ONLINE"])
    expect(JSON.stringify(view)).not.toContain(secret);

  const sound = await mine.caller.raw("GET", `/api/marking/recordings/${task.taskId}/voices/0`);
  expect([sound.status, sound.headers.get("content-type")]).toEqual([200, "audio/ogg"]);
  expect(Buffer.from(await sound.arrayBuffer()).subarray(0, 4).toString()).toBe("OggS");
  expect((await mine.caller.raw("GET", `/api/marking/recordings/${task.taskId}/voices/9`)).status).toBe(404);

  const others = queues.filter((queue) => queue !== mine).map(({ caller }) => caller);
  for (const caller of others)
    expect(await caller.call(listening.openListening, { params })).toMatchObject({ ok: false, code: "NOT_FOUND" });
  for (const { caller } of [...world.advisers, ...world.candidates])
    expect(await caller.call(listening.openListening, { params })).toMatchObject({ ok: false, code: "FORBIDDEN" });

  const bands: Band[] = [3, 3, 3, 3];
  const moments = [
    { atMs: 42_000, criterion: "O2" as const, note: " se reprend " },
    { atMs: 7_000, criterion: null, note: "hésite" },
    { atMs: 9_000, criterion: null, note: "" },
  ];
  const incomplete = [{ unit: "interview.EO" as const, bands: [3, null, 3, 3] as (Band | null)[], comments: "", moments }];
  // What goes to somebody else, or is handed in, at this moment is waited for.
  const { done } = await begunUnderLock(
    app,
    (tx) => lockSitting(tx, nth(world.candidates, 0).sittingId),
    () => mine.caller.must(listening.saveListening, { params, body: { units: incomplete } }),
  );
  const { asked } = await done;
  expect(asked).toEqual([{ unit: "interview.EO", revision: 1 }]);
  expect(await mine.caller.call(listening.recordListening, { params, body: { units: incomplete } })).toMatchObject({ code: "BANDS_INCOMPLETE" });
  // What is being written comes back as it was left; a comment on a criterion that nobody asked about is refused.
  expect((await mine.caller.must(listening.openListening, { params })).units[0]?.moments).toEqual(moments);
  const astray = [{ ...nth(incomplete, 0), moments: [{ atMs: 1, criterion: "E1" as const, note: "orthographe" }] }];
  expect(await mine.caller.call(listening.saveListening, { params, body: { units: astray } })).toMatchObject({ code: "BAD_INPUT" });
  const units = [{ unit: "interview.EO" as const, bands, comments: "claire", moments, revision: 1 }];
  await mine.caller.must(listening.recordListening, { params, body: { units } });
  expect(await mine.caller.call(listening.openListening, { params })).toMatchObject({ code: "ALREADY_LOCKED" });
  const marks = await app.deps.db.mark.findMany({ where: { sittingId: nth(world.candidates, 0).sittingId, unit: "interview.EO" }, orderBy: { ordinal: "asc" } });
  expect(marks.map(({ ordinal, bands: given }) => [ordinal, given])).toEqual([[1, passingBands["interview.EO"]], [2, low], [3, bands]]);
  expect(marks.map((mark) => mark.moments)).toEqual([
    [],
    [],
    [
      { atMs: 7_000, criterion: null, note: "hésite" },
      { atMs: 42_000, criterion: "O2", note: "se reprend" },
    ],
  ]);
});

test("[MRK-37, MRK-34] whoever may correct what they marked on a recording hears it again, noted each time, until the result is told or nothing is kept", async () => {
  const { world, queues } = await worldWithDisagreement(true);
  const mine = queues.find(({ tasks }) => tasks.length > 0);
  const { taskId } = nth(mine?.tasks ?? [], 0);
  const caller = mine?.caller;
  if (!caller) throw new Error("Nobody was asked.");
  const { sittingId } = nth(world.candidates, 0);
  const params = { taskId };
  // Nothing is corrected before it is given.
  expect(await caller.call(listening.listenAgain, { params })).toMatchObject({ code: "NOT_FOUND" });
  const moments = [{ atMs: 7_000, criterion: "O2" as const, note: "hésite" }];
  await caller.must(listening.recordListening, { params, body: { units: [{ unit: "interview.EO", bands: [3, 3, 3, 3], comments: "", moments }] } });
  await app.drain();
  const markId = nth((await caller.must(ownMarks, {})).marks, 0).markId;
  expect(await caller.must(ownMark, { params: { markId } })).toMatchObject({ script: null, moments, recording: { taskId, isKept: true } });

  const voice = async (): Promise<number> => (await caller.raw("GET", `/api/marking/recordings/${taskId}/voices/0`)).status;
  const openings = () => app.deps.db.auditEvent.count({ where: { type: "recording.opened", subjectId: sittingId } });
  // Nothing is played by its address alone.
  expect([await voice(), await openings()]).toEqual([409, 0]);
  const again = await caller.must(listening.listenAgain, { params });
  expect(Object.keys(again).toSorted()).toEqual(["durationMs", "voices"]);
  expect(again.voices.map(({ speaker, number }) => [speaker, number])).toEqual([["EVALUATED", 1], ["ADVISER", 1]]);
  expect([await voice(), await openings()]).toEqual([200, 1]);
  const { observations } = await nth(world.candidates, 0).caller.must(sittingRecord, { params: { sittingId } });
  expect(observations.filter(({ kind }) => kind === "RECORDING_OPENED")).toHaveLength(1);
  for (const queue of queues.filter((one) => one !== mine))
    expect(await queue.caller.call(listening.listenAgain, { params })).toMatchObject({ code: "NOT_FOUND" });
  for (const one of [...world.advisers, ...world.candidates])
    expect(await one.caller.call(listening.listenAgain, { params })).toMatchObject({ code: "FORBIDDEN" });

  // Erased by its rule: that is said, and nothing is noted that did not happen.
  await app.deps.db.recordingKey.updateMany({ where: { sittingId }, data: { wrapped: null, destroyedAt: app.clock.now() } });
  expect((await caller.must(ownMark, { params: { markId } })).recording).toEqual({ taskId, isKept: false });
  expect(await caller.must(listening.listenAgain, { params })).toEqual({ durationMs: 0, voices: [] });
  expect([await voice(), await openings()]).toEqual([404, 1]);

  await app.deps.db.result.update({ where: { sittingId }, data: { state: "RESULT_SENT" } });
  expect(await caller.call(listening.listenAgain, { params })).toMatchObject({ code: "CORRECTION_CLOSED" });
  expect(await voice()).toBe(409);
});

test("[MRK-7, REC-9, BLIND-3, BLIND-4] who listens receives the same, and leaves the same lines in the log, of a person who typed at home and of one who wrote by hand on the premises", async () => {
  const seen = [];
  for (const options of [
    { writingTools: ["KEYBOARD"], deliveryMode: "ONLINE" },
    { writingTools: ["HANDWRITTEN"], deliveryMode: "IN_PERSON" },
  ] as const) {
    const { queues, raters } = await worldWithDisagreement(true, options);
    const mine = queues.find(({ tasks }) => tasks.length > 0);
    const task = nth(mine?.tasks ?? [], 0);
    const actor = raters.find(({ caller }) => caller === mine?.caller)?.accountId;
    lines.length = 0;
    const view = await mine?.caller.must(listening.openListening, { params: { taskId: task.taskId } });
    // When each voice began is of this very recording: the second one begins when the first one is kept.
    const voices = view?.voices.map((voice) => ({ ...voice, speech: voice.speech.map(([from, to]) => to - from) }));
    const sound = await mine?.caller.raw("GET", `/api/marking/recordings/${task.taskId}/voices/0`);
    const bytes = Buffer.from((await sound?.arrayBuffer()) ?? new ArrayBuffer(0));
    const headers = [...(sound?.headers ?? [])].filter(([name]) => name !== "date" && name !== "content-length");
    expect(sound?.headers.get("content-disposition")).toBe(`attachment; filename*=UTF-8''${task.blindCode}-1.ogg`);
    expect(headers.filter(([name]) => /^(?:etag|last-modified|accept-ranges)$/u.test(name))).toEqual([]);
    // The two pages in which a file says what it is: no maker but ours, no title, no date, no serial number of its own.
    const about = bytes.subarray(0, bytes.indexOf("OggS", bytes.indexOf("OpusTags")));
    expect(about.toString("latin1")).toContain("OpusTags");
    const body = { units: [{ unit: "interview.EO" as const, bands: [3, 3, 3, 3] as Band[], comments: "", revision: 7 }] };
    const params = { taskId: task.taskId };
    expect(await mine?.caller.call(listening.saveListening, { params, body })).toMatchObject({ code: "DRAFT_CONFLICT" });
    const kept = await mine?.caller.must(listening.listeningDraft, { params });
    await mine?.caller.must(listening.recordListening, { params, body });
    expect(await mine?.caller.call(listening.recordListening, { params, body })).toMatchObject({ code: "ALREADY_LOCKED" });
    const written = lines.map((line) => JSON.parse(line) as { actor?: string }).filter((line) => line.actor === actor);
    expect(written.map((line) => Object.keys(line).toSorted())).toEqual(Array.from({ length: 6 }, () => ["actor", "level", "ms", "name", "outcome", "time"]));
    seen.push({
      entry: { ...task, taskId: "", blindCode: "" },
      kept,
      written: written.map((line) => ({ ...line, actor: "", time: 0, ms: 0 })),
      view: { ...view, blindCode: "", durationMs: 0, voices },
      headers: headers.map(([name, value]) => [name, value.replaceAll(task.blindCode, "")]),
      about: about.toString("hex"),
    });
  }
  expect(seen[1]).toEqual(seen[0]);
});

test("[MRK-36] of a recording of which a part is taken back the rest goes on, with its comments; all of it says that it was taken back", async () => {
  const second = { ...passingBands, "interview.EO": low, "interview.CO": [1, 1] as const };
  const { world, raters, queues } = await worldWithDisagreement(true, { candidates: 1 }, second);
  const mine = queues.find(({ tasks }) => tasks.length > 0);
  const { sittingId } = nth(world.candidates, 0);
  const { taskId } = nth(mine?.tasks ?? [], 0);
  const params = { taskId };
  const caller = mine?.caller;
  if (!caller) throw new Error("Nobody was asked.");
  const view = await caller.must(listening.openListening, { params });
  expect(view.units.map(({ unit }) => unit)).toEqual(["interview.CO", "interview.EO"]);
  // The very task by which the page is known goes.
  const { unit: gone } = await app.deps.db.markingTask.findUniqueOrThrow({ where: { id: taskId }, select: { unit: true } });
  const left = gone === "interview.CO" ? "interview.EO" : "interview.CO";
  const settle = async (unit: string) => {
    const adviser = nth(world.advisers, 1);
    const { id: markId } = await app.deps.db.mark.findFirstOrThrow({ where: { sittingId, unit, raterId: adviser.accountId }, select: { id: true } });
    const bands = [...(unit === "interview.CO" ? passingBands["interview.CO"] : passingBands["interview.EO"])];
    await adviser.caller.must(correctMark, { params: { markId }, body: { bands, comments: "", reason: "Touche voisine." } });
    await app.drain();
  };
  await settle(gone);
  const units = view.units.map(({ unit, bands }) => ({
    unit,
    bands: bands.map((): Band => 3),
    comments: "",
    moments: [{ atMs: unit === gone ? 1_000 : 2_000, criterion: null, note: unit === gone ? "hésite" : "claire" }],
  }));
  expect(await caller.must(listening.saveListening, { params, body: { units } })).toMatchObject({ asked: [{ unit: left, revision: 1 }] });
  const all = [
    { atMs: 1_000, criterion: null, note: "hésite" },
    { atMs: 2_000, criterion: null, note: "claire" },
  ];
  const again = await caller.must(listening.openListening, { params });
  expect(again.units.map(({ unit, moments }) => [unit, moments.toSorted((a, b) => a.atMs - b.atMs)])).toEqual([[left, all]]);
  expect(await caller.call(listening.saveListening, { params, body: { units: [{ ...nth(units, 0), unit: "discussion.CO" }] } })).toMatchObject({ code: "BAD_INPUT" });
  await caller.must(listening.recordListening, { params, body: { units: units.map((one) => ({ ...one, revision: 1 })) } });
  const marks = await app.deps.db.mark.findMany({ where: { sittingId, ordinal: 3 }, select: { unit: true, moments: true } });
  expect(marks).toEqual([{ unit: left, moments: all }]);

  const whole = await worldWithDisagreement(true);
  const other = whole.queues.find(({ tasks }) => tasks.length > 0);
  const task = nth(other?.tasks ?? [], 0);
  const adviser = nth(whole.world.advisers, 1);
  const { id: markId } = await app.deps.db.mark.findFirstOrThrow({
    where: { sittingId: nth(whole.world.candidates, 0).sittingId, unit: "interview.EO", raterId: adviser.accountId },
    select: { id: true },
  });
  const corrected = { bands: [...passingBands["interview.EO"]], comments: "", reason: "Touche voisine." };
  await adviser.caller.must(correctMark, { params: { markId }, body: corrected });
  await app.drain();
  const place = { params: { taskId: task.taskId } };
  const body = { units: [{ unit: "interview.EO" as const, bands: [3, 3, 3, 3] as Band[], comments: "", moments: [] }] };
  expect(await other?.caller.call(listening.openListening, place)).toMatchObject({ code: "TASK_WITHDRAWN" });
  expect(await other?.caller.call(listening.saveListening, { ...place, body })).toMatchObject({ code: "TASK_WITHDRAWN" });
  expect(await other?.caller.call(listening.recordListening, { ...place, body })).toMatchObject({ code: "TASK_WITHDRAWN" });
  const stranger = nth(raters, 0).caller;
  expect(await stranger.call(listening.saveListening, { ...place, body })).toMatchObject({ code: expect.stringMatching(/NOT_FOUND|FORBIDDEN/u) });
});

test("[MRK-18] of two pages on one recording the older neither writes over the newer nor hands in past it, and reads what it kept", async () => {
  const { world, queues } = await worldWithDisagreement(true);
  const mine = queues.find(({ tasks }) => tasks.length > 0);
  if (!mine) throw new Error("Nobody was asked.");
  const { caller } = mine;
  const params = { taskId: nth(mine.tasks, 0).taskId };
  const given = (bands: (Band | null)[], revision: number, note = "hésite") => ({
    units: [{ unit: "interview.EO" as const, bands, comments: "", moments: [{ atMs: 1_000, criterion: null, note }], revision }],
  });
  const first = given([4, null, null, null], 0);
  const save = (body: typeof first) => caller.call(listening.saveListening, { params, body });
  const saved = { ok: true, value: { asked: [{ unit: "interview.EO", revision: 1 }] } };
  expect(await save(first)).toMatchObject(saved);
  // The answer was lost on its way: the page says it again.
  expect(await save(first)).toMatchObject(saved);
  expect(await save(given([2, 2, null, null], 0))).toMatchObject({ code: "DRAFT_CONFLICT" });
  expect(await save(given([4, null, null, null], 0, "autre"))).toMatchObject({ code: "DRAFT_CONFLICT" });
  const full: Band[] = [3, 3, 3, 3];
  expect(await caller.call(listening.recordListening, { params, body: given(full, 0) })).toMatchObject({ code: "DRAFT_CONFLICT" });
  expect(await caller.must(listening.listeningDraft, { params })).toEqual({ units: [{ ...first.units[0], revision: 1 }] });
  const two = await Promise.all(["un", "deux"].map((note) => save(given([4, 4, null, null], 1, note))));
  expect(two.map((one) => (one.ok ? "ok" : one.code)).toSorted()).toEqual(["DRAFT_CONFLICT", "ok"]);
  await caller.must(listening.recordListening, { params, body: given(full, 2) });
  // Reading the draft opens nothing.
  const { observations } = await nth(world.candidates, 0).caller.must(sittingRecord, { params: { sittingId: nth(world.candidates, 0).sittingId } });
  expect(observations.filter(({ kind }) => kind === "RECORDING_OPENED")).toEqual([]);
});

test("[REC-10] each opening is in the record of the person, and names nobody", async () => {
  const { world, queues } = await worldWithDisagreement(true);
  const [mine] = queues.filter(({ tasks }) => tasks.length > 0);
  const task = mine?.tasks[0];
  if (!mine || !task) throw new Error("Nobody was asked.");
  await mine.caller.must(listening.openListening, { params: { taskId: task.taskId } });
  await mine.caller.must(listening.openListening, { params: { taskId: task.taskId } });
  const { sittingId, caller } = nth(world.candidates, 0);
  const { observations } = await caller.must(sittingRecord, { params: { sittingId } });
  const opened = observations.filter(({ kind }) => kind === "RECORDING_OPENED");
  expect(opened.map(({ observer, authorName, activity }) => [observer, authorName, activity])).toEqual([
    ["SERVER", null, "INTERVIEW"],
    ["SERVER", null, "INTERVIEW"],
  ]);
  expect(await app.deps.db.auditEvent.count({ where: { type: "recording.opened", subjectId: sittingId } })).toBe(2);
  // Nothing of it is an advisers' task, where names are shown.
  for (const adviser of world.advisers) expect((await adviser.caller.must(oralTasks, {})).tasks).toEqual([]);
});

test("[MRK-47] whoever meets the person while they have the recording loses it, begun or not, and somebody else hears it", async () => {
  const { world, raters, queues } = await worldWithDisagreement(true);
  const mine = queues.find(({ tasks }) => tasks.length > 0);
  const lost = raters.find(({ caller }) => caller === mine?.caller);
  if (!mine || !lost) throw new Error("Nobody was asked.");
  const { sittingId } = nth(world.candidates, 0);
  const params = { taskId: nth(mine.tasks, 0).taskId };
  const units = [{ unit: "interview.EO" as const, bands: [3, null, null, null] as (Band | null)[], comments: "", moments: [] }];
  await mine.caller.must(listening.saveListening, { params, body: { units } });
  await app.deps.db.account.update({ where: { id: lost.accountId }, data: { roles: ["SUPPORT", "RATER"] } });
  const both = await app.as(lost.accountId);
  await both.must(writeToCandidate, { params: { sittingId }, body: { text: "Votre attestation suivra." } });
  await retryAllotment.run(app.deps);
  await app.drain();
  expect(await both.call(listening.openListening, { params })).toMatchObject({ code: "TASK_WITHDRAWN" });
  const open = { sittingId, unit: "interview.EO", state: "ALLOTTED" } as const;
  const after = await app.deps.db.markingTask.findMany({ where: open, select: { raterId: true } });
  expect(after).toEqual([{ raterId: expect.any(String) }]);
  expect(after).not.toEqual([{ raterId: lost.accountId }]);
  expect(await app.deps.db.markDraft.count({ where: { sittingId, raterId: lost.accountId } })).toBe(0);
});

test("[MRK-10] whoever knows a voice gives the recording back with all that was asked of it: somebody else hears it, and nothing else of the person comes to them", async () => {
  const second = { ...passingBands, "interview.EO": low, "interview.CO": [1, 1] as const };
  const { world, raters, queues } = await worldWithDisagreement(true, { candidates: 1 }, second);
  const { sittingId } = nth(world.candidates, 0);
  const mine = queues.find(({ tasks }) => tasks.length > 0);
  const knowing = raters.find(({ caller }) => caller === mine?.caller);
  const stranger = raters.find(({ caller }) => caller !== mine?.caller);
  if (!mine || !knowing || !stranger) throw new Error("Nobody was asked.");
  const params = { taskId: nth(mine.tasks, 0).taskId };
  const { units } = await mine.caller.must(listening.openListening, { params });
  expect(units.map(({ unit }) => unit)).toEqual(["interview.CO", "interview.EO"]);
  await mine.caller.must(listening.saveListening, { params, body: { units } });
  expect(await stranger.caller.call(listening.giveListeningBack, { params })).toMatchObject({ code: "NOT_FOUND" });

  await mine.caller.must(listening.giveListeningBack, { params });
  expect(await mine.caller.must(listening.listeningTasks, {})).toEqual({ tasks: [], referredCount: 0 });
  expect(await mine.caller.call(listening.openListening, { params })).toMatchObject({ code: "TASK_WITHDRAWN" });
  expect(await mine.caller.call(listening.giveListeningBack, { params })).toMatchObject({ code: "TASK_WITHDRAWN" });
  const tasks = await app.deps.db.markingTask.findMany({
    where: { sittingId, unit: { startsWith: "interview" } },
    orderBy: [{ unit: "asc" }, { state: "asc" }],
    select: { unit: true, ordinal: true, raterId: true, state: true, withdrawnReason: true },
  });
  const next = tasks.find(({ state }) => state === "ALLOTTED")?.raterId;
  expect(next).not.toBe(knowing.accountId);
  expect(tasks).toEqual(
    ["interview.CO", "interview.EO"].flatMap((unit) => [
      { unit, ordinal: 3, raterId: next, state: "ALLOTTED", withdrawnReason: null },
      { unit, ordinal: 3, raterId: knowing.accountId, state: "WITHDRAWN", withdrawnReason: "KNOWS_PERSON" },
    ]),
  );
  expect(await app.deps.db.markDraft.count({ where: { sittingId, raterId: knowing.accountId } })).toBe(0);
  const { hasMet } = await constraintsOfOne(app.deps.db, sittingId, { units: ["discussion.EO"], round: "ORIGINAL" });
  expect([hasMet.has(knowing.accountId), hasMet.has(next ?? "")]).toEqual([true, false]);
});

test("[MRK-46] what two pages wrote on one recording, joined, is saved whole and taken once it is short enough", async () => {
  const { queues } = await worldWithDisagreement(true);
  const mine = queues.find(({ tasks }) => tasks.length > 0);
  if (!mine) throw new Error("Nobody was asked.");
  const { caller } = mine;
  const params = { taskId: nth(mine.tasks, 0).taskId };
  const given = (comments: string, note: string, count: number, revision: number) => ({
    units: [
      {
        unit: "interview.EO" as const,
        bands: [3, 3, 3, 3] as Band[],
        comments,
        moments: Array.from({ length: count }, (_none, place) => ({ atMs: place, criterion: null, note: place === 0 ? note : "a" })),
        revision,
      },
    ],
  });
  const { comments, note, moments } = markLimits;
  const joined = given("a".repeat(2 * comments + 1), "a".repeat(2 * note + 3), 2 * moments, 0);
  expect(await caller.call(listening.saveListening, { params, body: joined })).toMatchObject({ ok: true });
  expect(await caller.must(listening.listeningDraft, { params })).toEqual({ units: [{ ...joined.units[0], revision: 1 }] });
  for (const body of [given("a".repeat(2 * comments + 1), "", 0, 1), given("", "a".repeat(2 * note + 3), 1, 1), given("", "a", 2 * moments, 1)])
    expect(await caller.call(listening.recordListening, { params, body })).toMatchObject({ code: "BAD_INPUT" });
  await caller.must(listening.recordListening, { params, body: given("a".repeat(comments), "a".repeat(note), moments, 1) });
});
