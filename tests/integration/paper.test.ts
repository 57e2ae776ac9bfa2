import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as conduct from "#shared/protocol/conduct.ts";
import * as identity from "#shared/protocol/identity.ts";
import * as paper from "#shared/protocol/paper.ts";
import * as accounts from "#shared/protocol/accounts.ts";
import { formContent } from "#shared/domain/forms/form-content.ts";
import { stationAlphabet, stationCodeFrom } from "#shared/domain/paper/station-code.ts";
import { contentHash } from "#shared/domain/answers/answer-value.ts";
import { answersOfRun } from "#server/features/answers/queries.ts";
import { keyAnswersStep } from "#server/features/answers/steps.ts";
import { moveRunStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { createCaller, startTestApp, type Caller, type TestApp } from "../support/app.ts";
import { nth, runOf, sessionWorld, type SessionWorld } from "../support/session-world.ts";

let app: TestApp;
let support: Caller;
let supportId: string;
let second: Caller;
let secondId: string;
beforeAll(async () => {
  app = await startTestApp();
  supportId = await app.account({ roles: ["SUPPORT"], givenName: "Claire", familyName: "Soutien" });
  support = await app.as(supportId);
  secondId = await app.account({ roles: ["SUPPORT"], givenName: "Lise", familyName: "Relecture" });
  second = await app.as(secondId);
});
afterAll(() => app.stop());

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 9, 9]);

/** One at a keyboard, one by hand. */
const office = () => sessionWorld(app, { deliveryMode: "IN_PERSON", writingTools: ["KEYBOARD", "HANDWRITTEN"] });

async function receive(sittingId: string): Promise<void> {
  await support.must(paper.recordArrival, { params: { sittingId } });
  await support.must(identity.recordIdentityCheck, {
    params: { sittingId },
    body: { documentType: "PASSPORT", outcome: "CONFIRMED" },
  });
}

async function open(world: SessionWorld, activity: "READING" | "WRITING"): Promise<void> {
  const given = { params: { sessionId: world.sessionId, activity }, body: { sittingIds: null } };
  await nth(world.advisers, 0).caller.must(conduct.openActivity, given);
}

/** Both have handed in their reading; the discussion is behind them; writing is open. */
async function untilWriting(world: SessionWorld): Promise<{ keyboard: string; byHand: string }> {
  const [keyboard, byHand] = [nth(world.candidates, 0).sittingId, nth(world.candidates, 1).sittingId];
  for (const sittingId of [keyboard, byHand]) await receive(sittingId);
  await open(world, "READING");
  await support.must(paper.collectPaper, { params: { sittingId: byHand, activity: "READING" } });
  await commit(app.deps, (uow) => moveRunStep(uow, keyboard, "READING", "submit", null));
  for (const sittingId of [keyboard, byHand]) {
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "DISCUSSION", "open", null));
    await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "DISCUSSION", "submit", null));
    for (const { accountId } of world.advisers) {
      const data = { sittingId, adviserId: accountId, hasParticipated: true, reasons: "", createdAt: app.clock.now() };
      await app.deps.db.gateOpinion.create({ data });
    }
  }
  await open(world, "WRITING");
  return { keyboard, byHand };
}

async function withCopyHandedIn(): Promise<{ world: SessionWorld; byHand: string; keyboard: string }> {
  const world = await office();
  const people = await untilWriting(world);
  await support.must(paper.collectPaper, { params: { sittingId: people.byHand, activity: "WRITING" } });
  return { world, ...people };
}

const scan = (
  sittingId: string,
  bytes: Uint8Array,
  mime: "image/png" | "image/jpeg" | "application/pdf",
  page = 1,
) => ({
  params: { sittingId, page },
  body: { bytes: new Uint8Array(bytes).buffer, mime },
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("arrival", () => {
  test("[PAP-1] staff receive people of an in-person session; an online one does not exist for them", async () => {
    const world = await office();
    const online = await sessionWorld(app);
    const { sittingId } = nth(world.candidates, 0);
    await support.must(paper.recordArrival, { params: { sittingId } });
    expect(await support.call(paper.recordArrival, { params: { sittingId } })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
    const atHome = { params: { sittingId: nth(online.candidates, 0).sittingId } };
    expect(await support.call(paper.recordArrival, atHome)).toMatchObject({ status: 404, code: "NOT_FOUND" });
    expect(await nth(online.advisers, 0).caller.call(paper.recordArrival, atHome)).toMatchObject({ code: "NOT_FOUND" });
    const listed = await support.must(paper.paperSessions, {});
    const ids = listed.sessions.map(({ sessionId }) => sessionId);
    expect([ids.includes(world.sessionId), ids.includes(online.sessionId)]).toEqual([true, false]);
  });

  test("[PAP-1] an adviser sees the in-person sessions of their own, no others", async () => {
    const world = await office();
    const other = await office();
    const listed = await nth(world.advisers, 0).caller.must(paper.paperSessions, {});
    expect(listed.sessions.map(({ sessionId }) => sessionId)).toEqual([world.sessionId]);
    const stranger = nth(other.advisers, 0).caller;
    const { sittingId } = nth(world.candidates, 1);
    const params = { sittingId };
    const refused = await Promise.all([
      stranger.call(paper.recordArrival, { params }),
      stranger.call(paper.giveStationCode, { params }),
      stranger.call(paper.paperKit, { params: { sittingId, activity: "READING" } }),
      stranger.call(paper.collectPaper, { params: { sittingId, activity: "READING" } }),
      stranger.call(paper.readingSheet, { params }),
      stranger.call(paper.keyReading, { params, body: { answers: [{ key: "i1", value: null }] } }),
      stranger.call(paper.sealReading, { params, body: { blank: 99 } }),
      stranger.call(paper.uploadScan, scan(sittingId, png, "image/png")),
      stranger.call(paper.scanFile, { params: { sittingId, page: 1 } }),
    ]);
    expect(refused.map((result) => (result.ok ? "ok" : result.code))).toEqual(refused.map(() => "NOT_FOUND"));
  });
});

describe("exam station", () => {
  test("[PAP-2] a code has eight characters that nobody confuses, and is refused before the identity is confirmed", async () => {
    const world = await office();
    const { sittingId } = nth(world.candidates, 0);
    await support.must(paper.recordArrival, { params: { sittingId } });
    expect(await support.call(paper.giveStationCode, { params: { sittingId } })).toMatchObject({
      code: "IDENTITY_NOT_CONFIRMED",
    });
    expect(stationAlphabet).not.toMatch(/[01258BILOSUVZ]/);
    expect(stationCodeFrom([255, 254, 0, 1, 2, 3, 4, 5, 6, 7])).toBe("34679ACD");
    expect(stationCodeFrom([255, 255])).toBeUndefined();
  });

  test("[PAP-3] a code opens the session of that one person, once, however it is typed", async () => {
    const world = await office();
    const { sittingId, accountId } = nth(world.candidates, 0);
    await receive(sittingId);
    const { code } = await support.must(paper.giveStationCode, { params: { sittingId } });
    expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTWXY]{8}$/);
    const typed = `${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `;
    const tries = await Promise.all(
      [1, 2].map(() => app.visitor().call(paper.enterStation, { body: { code: typed } })),
    );
    const [entered, ...others] = tries.filter(({ ok }) => ok);
    expect(others).toEqual([]);
    if (!entered?.ok) throw new Error("nobody entered");
    expect(entered.value).toMatchObject({ account: { accountId }, sittingId });
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    const { account } = await createCaller(app.url, cookie).must(accounts.me, {});
    expect(account?.accountId).toBe(accountId);
    expect(await app.visitor().call(paper.enterStation, { body: { code } })).toMatchObject({
      status: 410,
      code: "STATION_CODE_USED",
    });
  });

  test("[PAP-3] a code dies after fifteen minutes; an unknown one says so; its clear text is stored nowhere", async () => {
    const world = await office();
    const { sittingId } = nth(world.candidates, 0);
    await receive(sittingId);
    const { code, expiresAt } = await support.must(paper.giveStationCode, { params: { sittingId } });
    expect(Date.parse(expiresAt) - app.clock.now().getTime()).toBe(15 * 60_000);
    const links = await app.deps.db.signInLink.findMany();
    expect(JSON.stringify(links)).not.toContain(code);
    app.clock.advance(15 * 60);
    expect(await app.visitor().call(paper.enterStation, { body: { code } })).toMatchObject({
      code: "STATION_CODE_EXPIRED",
    });
    expect(await app.visitor().call(paper.enterStation, { body: { code: "AAAA-AAAA" } })).toMatchObject({
      code: "STATION_CODE_UNKNOWN",
    });
  });

  test("[PAP-3] somebody who writes by hand needs no station", async () => {
    const world = await office();
    const { sittingId } = nth(world.candidates, 1);
    await receive(sittingId);
    expect(await support.call(paper.giveStationCode, { params: { sittingId } })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
  });
});

describe("what is printed", () => {
  test("[PAP-4] the kit comes with the open activity and the person’s own document, without keys", async () => {
    const world = await office();
    const { sittingId } = nth(world.candidates, 1);
    const given = { params: { sittingId, activity: "READING" as const } };
    expect(await support.call(paper.paperKit, given)).toMatchObject({ code: "IDENTITY_NOT_CONFIRMED" });
    await receive(sittingId);
    expect(await support.call(paper.paperKit, given)).toMatchObject({ code: "RUN_NOT_OPEN" });
    await open(world, "READING");
    const kit = await support.must(paper.paperKit, given);
    expect(kit.items.length).toBeGreaterThan(3);
    expect(kit).toMatchObject({ language: "fr", writing: null });
    const printed = JSON.stringify(kit);
    expect(printed).not.toMatch(/"(keys|accepted|facts|pairs|fills)"/);
    const { documentId, session } = await app.deps.db.sitting.findUniqueOrThrow({
      where: { id: sittingId },
      select: { documentId: true, session: { select: { form: { select: { content: true } } } } },
    });
    const { documents } = formContent.parse(session.form.content);
    expect(documents.length).toBeGreaterThan(1);
    for (const { id, paragraphs } of documents)
      // Not its first words, which may greet somebody whom everybody reads about.
      expect([id, paragraphs.slice(1).map((one) => printed.includes(JSON.stringify(one)))]).toEqual([id, paragraphs.slice(1).map(() => id === documentId)]);
    const atKeyboard = { params: { sittingId: nth(world.candidates, 0).sittingId, activity: "READING" as const } };
    expect(await support.call(paper.paperKit, atKeyboard)).toMatchObject({ code: "NOT_HANDWRITTEN" });
  });
});

describe("reading on paper", () => {
  test("[PAP-5] is keyed in after it was handed in, corrected, then sealed once", async () => {
    const world = await office();
    const { sittingId } = nth(world.candidates, 1);
    const params = { sittingId };
    await receive(sittingId);
    await open(world, "READING");
    expect(await support.call(paper.readingSheet, { params })).toMatchObject({ code: "RUN_NOT_ENDED" });
    await support.must(paper.collectPaper, { params: { sittingId, activity: "READING" } });
    expect(await runOf(app, sittingId, "READING")).toMatchObject({ state: "COMPLETED", seal: null });
    const sheet = await support.must(paper.readingSheet, { params });
    const item = sheet.items.find((candidate) => candidate.type === "TRUE_FALSE");
    if (!item) throw new Error("the form has a true-or-false item");
    await support.must(paper.keyReading, { params, body: { answers: [{ key: item.id, value: true }] } });
    await support.must(paper.keyReading, { params, body: { answers: [{ key: item.id, value: false }] } });
    const run = await runOf(app, sittingId, "READING");
    expect(await answersOfRun(app.deps.db, run.id)).toEqual([{ key: item.id, value: false }]);
    expect(
      await support.call(paper.keyReading, { params, body: { answers: [{ key: item.id, value: "peut-être" }] } }),
    ).toMatchObject({ code: "BAD_INPUT" });
    const blank = (await support.must(paper.readingSheet, { params })).items.length - 1;
    expect(await support.call(paper.sealReading, { params, body: { blank: blank - 1 } })).toMatchObject({
      code: "MORE_BLANKS",
    });
    await support.must(paper.sealReading, { params, body: { blank } });
    expect(await support.call(paper.sealReading, { params, body: { blank: 99 } })).toMatchObject({ code: "ALREADY_LOCKED" });
    expect(
      await support.call(paper.keyReading, { params, body: { answers: [{ key: item.id, value: true }] } }),
    ).toMatchObject({ code: "ALREADY_LOCKED" });
    expect((await support.must(paper.readingSheet, { params })).isSealed).toBe(true);
  });

  test("[PAP-5] a seal waits for what is being keyed in at the same time, and covers it", async () => {
    const world = await office();
    const { sittingId } = nth(world.candidates, 1);
    const params = { sittingId };
    await receive(sittingId);
    await open(world, "READING");
    await support.must(paper.collectPaper, { params: { sittingId, activity: "READING" } });
    const { items } = await support.must(paper.readingSheet, { params });
    const item = items.find((candidate) => candidate.type === "TRUE_FALSE");
    if (!item) throw new Error("the form has a true-or-false item");
    const run = await runOf(app, sittingId, "READING");
    const keying = commit(app.deps, async (uow) => {
      const keyed = await keyAnswersStep(uow, run.id, supportId, [{ key: item.id, value: true }]);
      await pause(400);
      return keyed;
    });
    await pause(150);
    await Promise.all([keying, support.must(paper.sealReading, { params, body: { blank: 99 } })]);
    const sealed = await runOf(app, sittingId, "READING");
    expect(sealed.seal?.contentHash).toBe(contentHash(await answersOfRun(app.deps.db, run.id)));
  });

  test("[SIT-15] a copy handed in ends the sitting, when nothing else is left", async () => {
    const world = await office();
    const { byHand } = await untilWriting(world);
    await commit(app.deps, (uow) => moveRunStep(uow, byHand, "INTERVIEW", "loseTechnically", null));
    await support.must(paper.collectPaper, { params: { sittingId: byHand, activity: "WRITING" } });
    const { state } = await app.deps.db.sitting.findUniqueOrThrow({ where: { id: byHand }, select: { state: true } });
    expect(state).toBe("COMPLETED");
  });
});

describe("scans", () => {
  test("[PAP-6] a page is kept with its hash and can be looked at again", async () => {
    const { byHand } = await withCopyHandedIn();
    const stored = await support.must(paper.uploadScan, scan(byHand, png, "image/png"));
    expect(stored.sha256).toMatch(/^[0-9a-f]{64}$/);
    const response = await support.raw("GET", `/api/sittings/${byHand}/scans/1`);
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(png);
    await support.must(paper.uploadScan, scan(byHand, jpeg, "image/jpeg"));
    const { scans } = await support.must(paper.transcription, { params: { sittingId: byHand } });
    expect(scans).toMatchObject([{ page: 1, mime: "image/jpeg" }]);
    expect(await support.call(paper.scanFile, { params: { sittingId: byHand, page: 2 } })).toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("[PAP-7] an empty, mislabelled, oversized or unknown file is refused with its own code", async () => {
    const { byHand, keyboard } = await withCopyHandedIn();
    expect(await support.call(paper.uploadScan, scan(byHand, png, "application/pdf"))).toMatchObject({
      status: 415,
      code: "UPLOAD_MISLABELLED",
    });
    expect(await support.call(paper.uploadScan, scan(byHand, new Uint8Array(), "image/png"))).toMatchObject({
      status: 422,
      code: "UPLOAD_EMPTY",
    });
    const huge = new Uint8Array(10 * 1024 * 1024 + 1);
    huge.set(png);
    expect(await support.call(paper.uploadScan, scan(byHand, huge, "image/png"))).toMatchObject({
      status: 413,
      code: "TOO_LARGE",
    });
    const body = new Uint8Array([0x47, 0x49, 0x46]);
    const gif = await support.raw("PUT", `/api/sittings/${byHand}/scans/1`, {
      body,
      headers: { "content-type": "image/gif" },
    });
    expect([gif.status, await gif.json()]).toMatchObject([422, { error: { code: "BAD_INPUT", faults: [{ path: "content-type" }] } }]);
    expect(await support.call(paper.uploadScan, scan(byHand, png, "image/png", 21))).toMatchObject({
      code: "BAD_INPUT",
    });
    expect(await support.call(paper.uploadScan, scan(keyboard, png, "image/png"))).toMatchObject({
      code: "NOT_HANDWRITTEN",
    });
    expect(await app.deps.db.scan.count({ where: { sittingId: byHand } })).toBe(0);
  });

  test("[PAP-8] a page comes after the copy was handed in, not while somebody still writes", async () => {
    const world = await office();
    const { byHand } = await untilWriting(world);
    expect(await support.call(paper.uploadScan, scan(byHand, png, "image/png"))).toMatchObject({
      code: "RUN_NOT_ENDED",
    });
  });
});

describe("transcription", () => {
  test("[PAP-9] what is typed becomes the answer, is sealed, and says who typed it", async () => {
    const { byHand } = await withCopyHandedIn();
    const params = { sittingId: byHand };
    expect(await support.call(paper.saveTranscription, { params, body: { text: "Madame" } })).toMatchObject({
      code: "NO_SCAN",
    });
    await support.must(paper.uploadScan, scan(byHand, png, "image/png"));
    await support.must(paper.saveTranscription, { params, body: { text: "Madame, Monsieu" } });
    await support.must(paper.saveTranscription, { params, body: { text: "Madame, Monsieu" } });
    expect(await app.deps.db.transcription.count({ where: { sittingId: byHand } })).toBe(1);
    const text = "Madame, Monsieu,\nje vous écrit [illisible].";
    await support.must(paper.sealTranscription, { params, body: { text } });
    await second.must(paper.finishTextCheck, { params, body: { text } });
    const run = await runOf(app, byHand, "WRITING");
    expect(run.seal).not.toBeNull();
    expect(await answersOfRun(app.deps.db, run.id)).toEqual([{ key: "text", value: text }]);
    const typists = await app.deps.db.transcription.findMany({
      where: { sittingId: byHand, isCheck: false },
      select: { typedById: true },
    });
    expect(new Set(typists.map(({ typedById }) => typedById))).toEqual(new Set([supportId]));
    for (const contract of [paper.saveTranscription, paper.sealTranscription])
      expect(await support.call(contract, { params, body: { text: "autre" } })).toMatchObject({
        code: "ALREADY_LOCKED",
      });
    expect(await support.call(paper.uploadScan, scan(byHand, png, "image/png", 2))).toMatchObject({
      code: "ALREADY_LOCKED",
    });
  });

  test("[PAP-9] advisers, who mark, do not transcribe; what is typed at a keyboard is not transcribed", async () => {
    const { world, byHand, keyboard } = await withCopyHandedIn();
    const adviser = nth(world.advisers, 0).caller;
    expect(await adviser.call(paper.transcription, { params: { sittingId: byHand } })).toMatchObject({
      status: 403,
      code: "FORBIDDEN",
    });
    expect(await support.call(paper.transcription, { params: { sittingId: keyboard } })).toMatchObject({
      code: "NOT_HANDWRITTEN",
    });
  });

  test("[PAP-10] a session that is over stays on the list until its papers are sealed", async () => {
    const { world, byHand } = await withCopyHandedIn();
    await app.deps.db.session.update({ where: { id: world.sessionId }, data: { state: "HELD" } });
    const isListed = async () =>
      (await support.must(paper.paperSessions, {})).sessions.some(({ sessionId }) => sessionId === world.sessionId);
    expect(await isListed()).toBe(true);
    await support.must(paper.sealReading, { params: { sittingId: byHand }, body: { blank: 99 } });
    await support.must(paper.uploadScan, scan(byHand, jpeg, "image/jpeg"));
    await support.must(paper.sealTranscription, { params: { sittingId: byHand }, body: { text: "Bonjour" } });
    expect(await isListed()).toBe(true);
    await second.must(paper.finishTextCheck, { params: { sittingId: byHand }, body: { text: "Bonjour" } });
    expect(await isListed()).toBe(false);
  });
});
