import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { formContent } from "#shared/domain/forms/form-content.ts";
import { isFileOutput } from "#shared/protocol/define.ts";
import { routes } from "#shared/protocol/http.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { addRules, keyPaper, makeRaters, sampleText, sitExam } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

/**
 * Everything that reaches a marker about two people who wrote the same words: A at home at a keyboard, B by hand at the
 * Office, typed hours later. What differs would tell one from the other: bodies, headers, sizes, refusals, log lines.
 */

const lines: string[] = [];
let app: TestApp;
let raters: { readonly accountId: string; readonly caller: Caller }[];
let secrets: string[];
let tasks: Map<string, readonly [string, string]>;
let item: { readonly formId: string; readonly itemId: string };
const openWords = "Des mots qu’aucun corrigé ne connaît";

beforeAll(async () => {
  app = await startTestApp({ logLevel: "debug" }, undefined, { write: (line) => void lines.push(line) });
  await addRules(app, (rules) => ({ ...rules, marking: { mayReplay: true } }));
  raters = await makeRaters(app, 2);
  const online = await sessionWorld(app, { writingTools: ["KEYBOARD"], deliveryMode: "ONLINE" });
  const onSite = await sessionWorld(app, { writingTools: ["HANDWRITTEN"], deliveryMode: "IN_PERSON" });
  const form = await app.deps.db.form.findUniqueOrThrow({ where: { id: online.formId } });
  const short = formContent.parse(form.content).items.find(({ type, about }) => type === "SHORT_ANSWER" && about === "SITUATION");
  item = { formId: online.formId, itemId: short?.id ?? "" };
  const [a, b] = [nth(online.candidates, 0), nth(onSite.candidates, 0)];
  await sitExam(app, online, a, { text: sampleText, answers: [{ key: item.itemId, value: openWords }] });
  await sitExam(app, onSite, b, { isKeyed: false });
  await app.drain();
  app.clock.advance(3 * 3_600);
  await keyPaper(app, b.sittingId, await app.account({ roles: ["SUPPORT"] }), [{ key: item.itemId, value: openWords }], sampleText);
  await app.drain();
  tasks = new Map();
  for (const { accountId } of raters) {
    const own = await app.deps.db.markingTask.findMany({ where: { raterId: accountId }, select: { id: true, sittingId: true } });
    const of = (sittingId: string): string => own.find((task) => task.sittingId === sittingId)?.id ?? "";
    tasks.set(accountId, [of(a.sittingId), of(b.sittingId)]);
  }
  const people = await app.deps.db.registration.findMany({ select: { givenName: true, familyName: true } });
  secrets = [
    ...people.flatMap(({ familyName }) => familyName),
    ...[online, onSite].flatMap(({ sessionId, bodyId }) => [sessionId, bodyId]),
    ...[a, b].flatMap(({ sittingId, accountId }) => [sittingId, accountId]),
    "ONLINE",
    "IN_PERSON",
    "KEYBOARD",
    "HANDWRITTEN",
    "onsite",
    "online",
  ];
}, 120_000);
afterAll(() => app.stop());

/** What leaves the server for one request, down to its headers; the moment is everybody's. */
async function answerOf(caller: Caller, method: string, path: string, body?: unknown) {
  const given = body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await caller.raw(method, path, given);
  const headers = [...response.headers].filter(([name]) => name !== "date").toSorted(([x], [y]) => (x < y ? -1 : 1));
  return { status: response.status, headers, body: await response.text() };
}

/** The same answer under no name: codes and ids of the task are what a marker has to have. */
const unnamed = <Answer extends { readonly body: string }>(answer: Answer, ...names: readonly string[]): Answer => ({
  ...answer,
  body: names.reduce((text, name) => text.replaceAll(name, "·".repeat(name.length)), answer.body),
});

const codeOf = async (taskId: string) =>
  (await app.deps.db.markingTask.findUniqueOrThrow({ where: { id: taskId }, select: { blindCode: true } })).blindCode;

const draft = { bands: [3, 3, 3, 3, null], comments: "", revision: 0 };
const whole = { bands: [3, 3, 3, 3, 3], comments: "", revision: 1 };
/** A marker's afternoon on one text, in the order in which its desk asks. */
const acts = (taskId: string) =>
  [
    ["GET", `/api/marking/tasks/${taskId}`],
    ["POST", `/api/marking/tasks/${taskId}/typed-history`, {}],
    ["PUT", `/api/marking/tasks/${taskId}/draft`, draft],
    ["PUT", `/api/marking/tasks/${taskId}/draft`, { ...draft, comments: "D’une autre page", revision: 9 }],
    ["GET", `/api/marking/tasks/${taskId}`],
    ["POST", `/api/marking/recordings/${taskId}/open`, {}],
    ["GET", `/api/marking/recordings/${taskId}/voices/0`],
    ["POST", `/api/marking/tasks/${taskId}/mark`, { ...whole, bands: draft.bands }],
    ["POST", `/api/marking/tasks/${taskId}/mark`, whole],
    ["POST", `/api/marking/tasks/${taskId}/mark`, whole],
    ["GET", `/api/marking/tasks/${taskId}`],
    ["POST", `/api/marking/tasks/${taskId}/give-back`, {}],
  ] as const;

test("[BLIND-1, BLIND-2, BLIND-4] queue, text, refusals, headers, sizes, ids and log lines are those of either, whichever it is", async () => {
  for (const { accountId, caller } of raters) {
    const own = tasks.get(accountId);
    if (!own?.every(Boolean)) throw new Error("Both markers have both texts.");
    const codes = await Promise.all(own.map(codeOf));
    const queue = await answerOf(caller, "GET", "/api/marking/tasks");
    const entries = (JSON.parse(queue.body) as { tasks: { taskId: string; blindCode: string }[] }).tasks;
    expect(entries.map(({ blindCode }) => blindCode)).toEqual(codes.toSorted());
    const [first, second] = own.map((taskId) => ({ ...entries.find((entry) => entry.taskId === taskId), taskId: "", blindCode: "" }));
    expect(first).toEqual(second);

    const seen = [];
    const written: object[][] = [];
    for (const [place, taskId] of own.entries()) {
      lines.length = 0;
      const answers = [];
      for (const [method, path, body] of acts(taskId)) answers.push(await answerOf(caller, method, path, body));
      seen.push(answers.map((answer) => unnamed(answer, taskId, nth(codes, place))));
      written.push(lines.map((line) => ({ ...(JSON.parse(line) as object), time: 0, ms: 0 })));
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[0]?.map(({ status }) => status)).toEqual([200, 409, 200, 409, 200, 404, 404, 422, 200, 409, 409, 409]);
    const said = JSON.stringify([queue, seen, written]);
    for (const secret of secrets) expect(said).not.toContain(secret);
    const telling = /^(?:etag|last-modified|age|server-timing|x-response-time|content-disposition)$/u;
    const names = [queue, ...(seen[0] ?? [])].flatMap((answer) => answer.headers.map(([name]) => name));
    expect(names.filter((name) => telling.test(name))).toEqual([]);

    // One line a request, about the request: neither its address, which holds an id, nor what it was about.
    expect(written[1]).toEqual(written[0]);
    for (const line of written[0] ?? [])
      expect(Object.keys(line).toSorted()).toEqual(["actor", "level", "ms", "name", "outcome", "time"]);
    for (const { id } of await app.deps.db.markingTask.findMany({ where: { raterId: accountId }, select: { id: true } }))
      expect(z.uuidv4().safeParse(id).success).toBe(true);
  }
});

test("[BLIND-1] the same words in an open answer are one, with the headers and the size of one", async () => {
  const { caller } = nth(raters, 0);
  const list = await answerOf(caller, "GET", "/api/marking/items");
  const open = await answerOf(caller, "GET", `/api/marking/items/${item.formId}/${item.itemId}`);
  expect((JSON.parse(open.body) as { answers: { sample: string }[] }).answers.map(({ sample }) => sample)).toEqual([openWords]);
  for (const secret of secrets) expect(JSON.stringify([list, open])).not.toContain(secret);
});

test("[BLIND-2] what names a reference or an attempt holds no moment either", async () => {
  const { db } = app.deps;
  const agreedById = await app.account({ roles: ["DIRECTOR"] });
  const { sittingId } = await db.markingTask.findFirstOrThrow({ select: { sittingId: true } });
  // A text becomes a reference once its result was told.
  await db.result.update({ where: { sittingId }, data: { state: "RESULT_SENT" } });
  const agreed = { agreedById, agreedAt: app.clock.now() };
  const reference = await db.referenceText.create({ data: { sittingId, bands: [3, 3, 3, 3, 3], reasons: ["a", "b", "c", "d", "e"], ...agreed } });
  expect(z.uuidv4().safeParse(reference.id).success).toBe(true);
  const codes = await db.markingTask.findMany({ orderBy: { createdAt: "asc" }, select: { blindCode: true } });
  expect(new Set(codes.map(({ blindCode }) => blindCode.length)).size).toBe(1);
});

test("[BLIND-3] the one file that a marker can reach is a voice: no page, no picture, no film, no export", () => {
  const reached = routes.filter(
    ({ allow, output }) => isFileOutput(output) && (allow === "SIGNED_IN" || (allow !== "PUBLIC" && allow.includes("RATER"))),
  );
  expect(reached.map(({ name }) => name)).toEqual(["listeningVoice"]);
  const forEverybody = routes.filter(({ allow, output }) => isFileOutput(output) && allow === "PUBLIC");
  expect(forEverybody.map(({ name }) => name)).toEqual(["examBrowserFile"]);
});
