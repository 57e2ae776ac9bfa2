import type { Socket } from "socket.io-client";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedForms } from "#prisma/seed/content/index.ts";
import { seedPractice } from "#prisma/seed/practice.ts";
import { inProject } from "#scripts/steps/project.ts";
import { textKey, type AnswerValue, type KeyedAnswer } from "#shared/domain/answers/answer-value.ts";
import type { ItemKey, ReadingItem } from "#shared/domain/forms/form-content.ts";
import { storedJustified } from "#shared/domain/reading/justified-answer.ts";
import { addCaption } from "#shared/protocol/captions.ts";
import type { RouteDefinition } from "#shared/protocol/define.ts";
import { createExamBrowserCampaign } from "#shared/protocol/exam-browser.ts";
import { readingContent } from "#shared/protocol/exam-content.ts";
import { routes } from "#shared/protocol/http.ts";
import { addStaffNote } from "#shared/protocol/integrity.ts";
import { mediaChanged, mediaJoin } from "#shared/protocol/media.ts";
import { continuePractice, startPractice } from "#shared/protocol/practice.ts";
import { joinRoom } from "#shared/protocol/rooms.ts";
import { openTypedHistory } from "#shared/protocol/typed-history.ts";
import { grantMeasures } from "../support/accommodations.ts";
import { startTestApp, type Caller, type TestApp } from "../support/app.ts";
import { confirmEveryResult, dayText, markEverything, moments, play, typeAndSubmit, type Day, type Sitter } from "../support/day.ts";
import { openDiscussionIn } from "../support/discussion-world.ts";
import { ensurePolicy, makeRaters, markTexts, sitExam } from "../support/exam-fixture.ts";
import { openRun } from "../support/exam-room.ts";
import { hear, type Heard } from "../support/heard-person.ts";
import { openOn } from "../support/incident-world.ts";
import { askNode, connectTo } from "../support/media-guest.ts";
import { startMediaNode } from "../support/media-node.ts";
import { nth, sessionWorld, type SessionWorld } from "../support/session-world.ts";
import { formsToldInCode, keysToldIn } from "../support/told-keys.ts";

/**
 * Everything that a candidate can ask for and hears, from the practice to the result, is searched for the keys of every
 * form that an installation comes with. Whoever answers wrongly all day is never told a right answer.
 */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await seedPractice(app.deps);
  await ensurePolicy(app);
});
afterAll(() => app.stop());

/** What a candidate may ask for. What is read by a route that is added later is read here too, or is named below. */
const readable = routes.filter(({ method, allow }) => method === "GET" && (typeof allow === "string" || allow.includes("CANDIDATE")));
/** What this day does not come to; a demonstration, which is not made from a form. */
const notToday = [
  "demonstration",
  // A session in Safe Exam Browser, and somebody who passed: below.
  "examBrowserFile",
  "attestationPdf",
  "verifyAttestation",
  // The sound of what somebody says in a call: nothing of a form is in it.
  "callRecording",
];

/** Somebody of a session, read along from now on. */
interface Person extends Heard {
  readonly reached: Set<string>;
}

async function listenTo({ caller: { cookie }, sittingId, accountId }: SessionWorld["candidates"][number], sessionId: string): Promise<Person> {
  const heard = await hear(app.url, cookie, seedForms);
  for (const topic of [`sitting:${sittingId}`, `session:${sessionId}`, `account:${accountId}`])
    expect(await heard.socket.timeout(5_000).emitWithAck("watch", { topic })).toMatchObject({ ok: true });
  return { ...heard, reached: new Set() };
}

type Ids = Readonly<Record<string, string | undefined>>;

/** Asks for all that there is, as somebody would who looks for answers; in the end for what may be had now and then only, too. */
async function readEverything({ caller, reached }: Person, ids: Ids, isEnd = false): Promise<void> {
  for (const route of readable) {
    const path = addressOf(route, ids);
    if (path === undefined || (route.perMinute !== undefined && !isEnd)) continue;
    const { ok, status } = await caller.raw("GET", path);
    if (ok) reached.add(route.name);
    // What was not answered was not searched.
    expect([route.name, status]).not.toEqual([route.name, 429]);
  }
}

function addressOf(route: RouteDefinition, ids: Ids): string | undefined {
  const names = Array.from(route.path.matchAll(/:(\w+)/g), ([, name = ""]) => name);
  return names.every((name) => ids[name] !== undefined) ? route.path.replaceAll(/:(\w+)/g, (_all, name: string) => ids[name] ?? "") : undefined;
}

/** An answer that nobody could take for the key. */
function wrongAnswer(item: ReadingItem, key: ItemKey | undefined): AnswerValue {
  switch (item.type) {
    case "SINGLE_CHOICE":
      return item.options.find(({ id }) => key?.type !== item.type || id !== key.option)?.id ?? "";
    case "MULTIPLE_CHOICE":
      return item.options.map(({ id }) => id);
    case "TRUE_FALSE":
      return key?.type === item.type && !key.value;
    case "TRUE_FALSE_JUSTIFIED":
      return storedJustified({ judgement: key?.type === item.type && !key.value, words: "rien" });
    case "MATCHING":
      return Object.fromEntries(item.left.map(({ id }) => [id, item.right[0]?.id ?? ""]));
    case "ORDERING":
      return item.entries.map(({ id }) => id);
    case "GAP_FILL":
      return item.segments.slice(1).map(() => item.bank[0]?.id ?? "");
    case "SHORT_ANSWER":
      // Words that no key accepts would wait for a person.
      return null;
  }
}

async function readWrongly(sitter: Sitter): Promise<void> {
  const keys = new Map(seedForms.flatMap((form) => Object.entries(form.keys)));
  const { items } = await sitter.caller.must(readingContent, { params: { sittingId: sitter.sittingId } });
  const answers = items.map((item): KeyedAnswer => ({ key: item.id, value: wrongAnswer(item, keys.get(item.id)) }));
  await typeAndSubmit(sitter, "READING", answers);
}

async function practise(heard: Person, ids: Ids): Promise<void> {
  const { sittingId } = await heard.caller.must(startPractice, {});
  const practising = { caller: heard.caller, sittingId };
  await readEverything(heard, { ...ids, sittingId });
  await readWrongly(practising);
  await heard.caller.must(continuePractice, { params: { sittingId } });
  await readEverything(heard, { ...ids, sittingId });
  await typeAndSubmit(practising, "WRITING", [{ key: textKey, value: dayText }]);
  await readEverything(heard, { ...ids, sittingId });
}

test("[HST-5] nothing that a candidate can ask for or hears tells a key, from the practice to the result", { timeout: 120_000 }, async () => {
  const raters = await makeRaters(app, 3);
  const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
  const world = await sessionWorld(app, { sessionState: "OPEN" });
  const [person, other] = [nth(world.candidates, 0), nth(world.candidates, 1)];
  const { sittingId, registrationId } = person;
  const heard = await listenTo(person, world.sessionId);
  const sitter = { caller: heard.caller, sittingId };
  const advisers = [nth(world.advisers, 0).caller, nth(world.advisers, 1).caller] as const;
  const readAll = async (isEnd = false): Promise<void> => readEverything(heard, await idsOf(sittingId, registrationId), isEnd);
  const day: Day = { sessionId: world.sessionId, advisers, sitters: [sitter, other], duringInterview: () => readAll() };
  await grantMeasures(app, { registrationId, decidedById: nth(world.advisers, 0).accountId }, { hasCaptions: true });
  await practise(heard, { registrationId });

  for (const [index, moment] of moments.entries()) {
    if (moment === "READ") for (const one of [sitter, other]) await readWrongly(one);
    else await play(day, moment, moments[index - 1]);
    if (moment === "DISCUSSION") {
      const { roomId = "" } = await idsOf(sittingId, registrationId);
      await advisers[0].must(addCaption, { params: { roomId }, body: { speaker: "", text: "Je propose une ronde à 19 h." } });
    }
    if (moment === "GATE") await openOn({ world, candidate: person, sittingId }, { code: "ENV-1", severity: 1 });
    await readAll();
  }
  await app.drain();
  await markEverything(raters.map(({ caller }) => caller));
  await app.drain();
  await confirmEveryResult(director);
  await app.drain();
  await readAll(true);
  await heard.caller.must(openTypedHistory, { params: { sittingId }, body: { reason: "" } });

  expect(heard.told).toEqual([]);
  expect(heard.unread).toEqual([]);
  // All of it was read at least once, and the hints of a whole day came.
  expect(readable.map(({ name }) => name).filter((name) => !heard.reached.has(name)).toSorted()).toEqual(notToday.toSorted());
  expect(new Set(heard.events)).toEqual(new Set(["changed"]));
  heard.socket.close();
});

async function idsOf(sittingId: string, registrationId: string): Promise<Ids> {
  const { db } = app.deps;
  const select = { incidents: { select: { id: true } }, session: { select: { rooms: { where: { kind: "DISCUSSION" }, select: { id: true } } } } } as const;
  const { incidents, session } = await db.sitting.findUniqueOrThrow({ where: { id: sittingId }, select });
  return { sittingId, registrationId, incidentId: incidents[0]?.id, roomId: session.rooms[0]?.id };
}

test("[HST-5] neither does the attestation of somebody who passed, what verifies it, nor the file of the exam's browser", async () => {
  const world = await sessionWorld(app, { candidates: 1 });
  const person = nth(world.candidates, 0);
  const heard = await listenTo(person, world.sessionId);
  await sitExam(app, world, person);
  await app.drain();
  const level = [3, 3, 3, 3, 3] as const;
  await makeRaters(app, 2);
  await markTexts(app, person.sittingId, [level, level]);
  await confirmEveryResult(await app.as(await app.account({ roles: ["DIRECTOR"] })));
  await app.drain();
  const { id: attestationId, code } = await app.deps.db.attestation.findFirstOrThrow({ where: { sittingId: person.sittingId } });
  const support = await app.as(await app.account({ roles: ["SUPPORT"] }));
  const { campaignId } = await support.must(createExamBrowserCampaign, { body: { name: "Automne", password: null } });
  await readEverything(heard, { attestationId, code, campaignId }, true);
  expect([...heard.reached]).toEqual(expect.arrayContaining(["attestationPdf", "verifyAttestation", "examBrowserFile"]));
  expect([heard.told, heard.unread]).toEqual([[], []]);
  // What was searched is what they hold.
  expect(heard.texts.get(`GET /api/attestations/${attestationId}/pdf`)).toEqual(expect.arrayContaining([expect.stringContaining("Attestation")]));
  expect(heard.texts.get(`GET /api/exam-browser/${campaignId}/campagne.seb`)).toContain("sendBrowserExamKey");
  heard.socket.close();
});

test("[HST-5] nor does a media node, in what it answers and what it says of a room", async () => {
  const { world, roomId, line } = await openDiscussionIn(app);
  const heard = await listenTo(nth(world.candidates, 0), world.sessionId);
  const node = await startMediaNode(app.deps);
  const enter = async (caller: Caller): Promise<Socket> => {
    const { ticket } = await caller.must(joinRoom, { params: { roomId } });
    const socket = await connectTo(node.url, ticket ?? "");
    if (caller === heard.caller) heard.listenTo(socket);
    const answer = await askNode(socket, mediaJoin, { room: roomId, wants: ["send", "receive"] });
    if (caller === heard.caller) heard.search("entry", answer);
    return socket;
  };
  const sockets = [await enter(heard.caller), await enter(line.caller)];
  await expect.poll(() => heard.events).toContain(mediaChanged.name);
  expect(heard.texts.get("entry")).toMatchObject({ members: [{ isConnected: true }] });
  expect([heard.told, heard.unread]).toEqual([[], []]);
  for (const socket of [...sockets, heard.socket]) socket.close();
  await node.stop();
});

test("[HST-5] a key that somebody plants, in an answer or in an event, is found where it stands", async () => {
  const world = await sessionWorld(app);
  const person = nth(world.candidates, 0);
  await openRun(app, person.sittingId, "READING");
  const heard = await listenTo(person, world.sessionId);
  const params = { sittingId: person.sittingId };
  await readEverything(heard, params);
  expect(heard.told).toEqual([]);
  await nth(world.advisers, 0).caller.must(addStaffNote, { params, body: { text: "À la question 5 : celle des Cèdres." } });
  await readEverything(heard, params);
  expect(heard.told).toEqual([`GET /api/sittings/${person.sittingId}/record $.observations.0.text says «des Cèdres»`]);
  const seen = new Promise((done) => heard.socket.once("planted", done));
  app.app.io.of("/").to(`sitting:${person.sittingId}`).emit("planted", { itemId: "inf-s01", said: "c" });
  await seen;
  expect(heard.told.slice(1)).toEqual(["event planted $.0 answers inf-s01 by «said»"]);
  heard.socket.close();
});

test.each([
  ["a key as it is kept", { item: { type: "SINGLE_CHOICE", option: "x" } }, "$.item has the shape of a key"],
  ["all of them under their name", { keys: {} }, "$ has a field «keys»"],
  ["a right answer beside its question", [{ id: "inf-s07", value: true }], "$.0 answers inf-s07 by «value»"],
  ["a right answer under its question", { "inf-s08": ["a", "c", "e"] }, "$ answers inf-s08"],
  ["a justification beside its question", { item: "inf-s02", words: "le lendemain" }, "$ answers inf-s02 by «words»"],
  ["entries in their right order", { entries: ["quart", "tournee", "souper", "toilettes", "lit"].map((id) => ({ id, text: id })) }, "$.entries has the order of inf-s06"],
  ["gaps filled", ["marcher", "idees", "decider", "recommandation"], "$ has the order of inf-s09"],
  ["pairs", { any: { n64: "chsld", n32: "unite", n21: "tnc", n18: "chutes" } }, "$.any has the pairs of inf-s03"],
  ["an accepted answer inside other words", "On écrit le 5\u00A0octobre 2026.", "$ says «5 octobre»"],
])("[HST-5] the search of answers finds %s", (_what, planted, found) => {
  expect(keysToldIn(planted, seedForms)).toContain(found);
});

test("[HST-5] the search of answers takes nothing of what a case prints for a key", () => {
  expect(keysToldIn(seedForms.map(({ content }) => content), seedForms)).toEqual([]);
});

test.each(["keys.ts", "documents.ts", "items.ts"])("[HST-5] the search of the program that a browser loads finds %s of a form, however it was built in", async (file) => {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: true, lib: { entry: inProject("prisma/seed/content/nursing", file), formats: ["es"] } },
  });
  const chunks = (Array.isArray(built) ? built : [built]).flatMap((result) => ("output" in result ? result.output : []));
  const code = chunks.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("\n");
  expect(formsToldInCode(code, seedForms).length).toBeGreaterThan(10);
  expect(formsToldInCode('const answers = { "inf\\x2ds01": "c" };', seedForms)).toEqual(["inf-s01"]);
  expect(formsToldInCode("const kind = 'TRUE_FALSE_JUSTIFIED';", seedForms)).toEqual([]);
});
