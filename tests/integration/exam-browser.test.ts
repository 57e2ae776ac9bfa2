import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operationHash } from "#shared/domain/answers/answer-value.ts";
import type { RouteAnswer, RouteArguments, RouteDefinition } from "#shared/protocol/define.ts";
import { argumentParts } from "#shared/protocol/define.ts";
import { takeLease, saveAnswers } from "#shared/protocol/answers.ts";
import { readingContent } from "#shared/protocol/exam-content.ts";
import * as seb from "#shared/protocol/exam-browser.ts";
import { sittingRecord } from "#shared/protocol/integrity.ts";
import { arrive, heartbeat, mySitting } from "#shared/protocol/sitting.ts";
import { configKeyOf, requestHash } from "#server/platform/seb/config-key.ts";
import { readSebFile } from "#server/platform/seb/container.ts";
import { startTestApp, type Caller, type TestApp } from "../support/app.ts";
import { openRun } from "../support/exam-room.ts";
import { nth, runOf, sessionWorld, type SessionWorld } from "../support/session-world.ts";

let app: TestApp;
let support: Caller;
beforeAll(async () => {
  app = await startTestApp();
  support = await app.as(await app.account({ roles: ["SUPPORT"] }));
});
afterAll(() => app.stop());

const browserKeys = ["a", "b", "c"].map((letter) => letter.repeat(64));
const password = "mot-de-passe-de-la-campagne";

interface Campaign {
  readonly campaignId: string;
  readonly configKey: string;
}

async function campaign(keys: readonly string[] = browserKeys): Promise<Campaign> {
  const { campaignId } = await support.must(seb.createExamBrowserCampaign, { body: { name: "Automne", password } });
  for (const key of keys)
    await support.must(seb.addExamBrowserKey, { params: { campaignId }, body: { key, label: "Windows 3.10" } });
  const { campaigns } = await support.must(seb.examBrowserCampaigns, {});
  const configKey = campaigns.find((one) => one.campaignId === campaignId)?.configKey ?? "";
  return { campaignId, configKey };
}

type Person = SessionWorld["candidates"][number];

/** What the client on Windows does: the hashes of the very address go with every request. */
function windowsClient(cookie: string, { configKey }: Campaign, browserKey = browserKeys[1] ?? "") {
  const headersFor = (path: string): Record<string, string> => {
    const url = `${app.deps.config.publicUrl}${path}`;
    return {
      "x-safeexambrowser-configkeyhash": requestHash(url, configKey),
      "x-safeexambrowser-requesthash": requestHash(url, browserKey),
      "user-agent": "Mozilla/5.0 SEB/3.10.2",
    };
  };
  const send = async <const R extends RouteDefinition>(route: R, given: RouteArguments<R>, headers?: (path: string) => Record<string, string>) => {
    const { params, body } = argumentParts(given);
    const path = route.path.replaceAll(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(String(params?.[name])));
    const response = await fetch(`${app.url}${path}`, {
      method: route.method,
      headers: { cookie, ...(headers ?? headersFor)(path), ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { error?: { code: string } };
    return { code: answer.error?.code ?? "ok", value: answer as RouteAnswer<R> };
  };
  return { send, headersFor };
}

async function examInClient(keys?: readonly string[]) {
  const made = await campaign(keys);
  const world = await sessionWorld(app, { sessionState: "OPEN" });
  const adviser = nth(world.advisers, 0).caller;
  const params = { sessionId: world.sessionId };
  await adviser.must(seb.chooseExamBrowser, { params, body: { campaignId: made.campaignId } });
  await app.deps.db.session.update({ where: { id: world.sessionId }, data: { state: "IN_PROGRESS" } });
  const person = nth(world.candidates, 0);
  const client = windowsClient(person.caller.cookie, made);
  return { made, world, adviser, person, client, params: { sittingId: person.sittingId } };
}

/** The person has come in the client, was recognised, and reads. */
async function readingInClient(keys?: readonly string[]) {
  const exam = await examInClient(keys);
  expect((await exam.client.send(arrive, { params: exam.params })).code).toBe("ok");
  const runId = await openRunAfterArrival(exam.person);
  return { ...exam, runId };
}

async function openRunAfterArrival({ sittingId }: Person): Promise<string> {
  await app.deps.db.sitting.update({ where: { id: sittingId }, data: { state: "IN_PROGRESS" } });
  return openRun(app, sittingId, "READING");
}

const checksOf = async (sittingId: string) =>
  (await app.deps.db.sebCheck.findMany({ where: { sittingId }, select: { outcome: true, way: true }, orderBy: { at: "asc" } })).map(({ outcome, way }) => `${way} ${outcome}`);
const kindsOf = async (sittingId: string) =>
  (await app.deps.db.observation.findMany({ where: { sittingId }, select: { kind: true }, orderBy: { createdAt: "asc" } })).map(({ kind }) => kind);

describe("the campaign", () => {
  test("[SEB-3] is one file for everybody, sealed with its password, whose key is the one that is asked for", async () => {
    const { campaignId, configKey } = await campaign();
    const response = await app.visitor().raw("GET", `/api/exam-browser/${campaignId}/campagne.seb`);
    expect([response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual(["application/seb", "no-store"]);
    const file = new Uint8Array(await response.arrayBuffer());
    const plist = readSebFile(file, password) ?? "";
    expect(readSebFile(file, null)).toBeUndefined();
    expect(plist).toContain(`<key>startURL</key><string>${app.deps.config.publicUrl}/navigateur/${campaignId}</string>`);
    for (const key of ["browserMediaCaptureCamera", "browserMediaCaptureMicrophone", "sendBrowserExamKey", "allowWlan", "showInputLanguage", "examSessionClearCookiesOnEnd"])
      expect(plist).toContain(`<key>${key}</key><true/>`);
    expect(plist).toMatch(/<key>quitURL<\/key><string>[^<]*\/fin\/[0-9a-f]{32}<\/string>/);
    expect(plist).not.toMatch(/<real>|<date>|allowWLAN|originatorVersion/);
    expect(configKey).toMatch(/^[0-9a-f]{64}$/);
    expect(configKey).not.toBe(configKeyOf({}));
    expect((await app.visitor().raw("GET", `/api/exam-browser/${crypto.randomUUID()}/campagne.seb`)).status).toBe(404);
  });

  test("[SEB-3] without a password the file is plain; a session takes it or leaves it before it starts only", async () => {
    const { campaignId } = await support.must(seb.createExamBrowserCampaign, { body: { name: "Sans mot de passe", password: null } });
    const file = await (await app.visitor().raw("GET", `/api/exam-browser/${campaignId}/campagne.seb`)).arrayBuffer();
    expect(readSebFile(new Uint8Array(file), null)?.startsWith("<?xm")).toBe(true);
    const world = await sessionWorld(app);
    const given = { params: { sessionId: world.sessionId }, body: { campaignId } };
    expect(await nth(world.advisers, 0).caller.call(seb.chooseExamBrowser, given)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    const bad = await support.call(seb.createExamBrowserCampaign, { body: { name: "Accents", password: "été-2026-éé" } });
    expect(bad).toMatchObject({ code: "BAD_INPUT" });
  });
});

describe("the keys of releases", () => {
  const other = "d".repeat(64);
  const keysOf = async (campaignId: string) => {
    const { campaigns } = await support.must(seb.examBrowserCampaigns, {});
    const found = campaigns.find((one) => one.campaignId === campaignId);
    return { isRunning: found?.isRunning, keys: found?.browserKeys ?? [] };
  };
  const audited = (campaignId: string) =>
    app.deps.db.auditEvent.findMany({
      where: { subjectId: campaignId, type: { in: ["examBrowser.keyAdded", "examBrowser.keyEnded"] } },
      select: { type: true, data: true },
      orderBy: { seq: "asc" },
    });
  const add = (caller: Caller, campaignId: string, key: string) =>
    caller.call(seb.addExamBrowserKey, { params: { campaignId }, body: { key, label: "3.7 pour Windows" } });
  const end = (caller: Caller, campaignId: string, keyId: string) => caller.call(seb.endExamBrowserKey, { params: { campaignId, keyId } });

  test("[SEB-11] none comes while a session runs in them: nobody is stopped in the middle of an exam", async () => {
    const { made, client, params, person } = await readingInClient([]);
    expect(await add(support, made.campaignId, other)).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await keysOf(made.campaignId)).toEqual({ isRunning: true, keys: [] });
    expect((await client.send(readingContent, { params })).code).toBe("ok");
    expect(await app.deps.db.sebLock.count({ where: { sittingId: person.sittingId } })).toBe(0);
  });

  test("[SEB-11] none of several ends while a session runs; the only one does, and whoever it had stopped is recognised", async () => {
    const several = await readingInClient();
    const [first] = (await keysOf(several.made.campaignId)).keys;
    expect(await end(support, several.made.campaignId, first?.keyId ?? "")).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    const { made, person, params } = await examInClient([other]);
    const client = windowsClient(person.caller.cookie, made);
    expect((await client.send(arrive, { params })).code).toBe("EXAM_BROWSER_NEEDED");
    const [only] = (await keysOf(made.campaignId)).keys;
    expect(await end(support, made.campaignId, only?.keyId ?? "")).toMatchObject({ status: 200 });
    expect((await client.send(arrive, { params })).code).toBe("ok");
  });

  test("[SEB-11] before and after, one is added, ends once, and may be added again; each leaves a line", async () => {
    const { campaignId, configKey } = await campaign([]);
    expect(await add(support, campaignId, other.toUpperCase())).toMatchObject({ status: 200 });
    expect(await add(support, campaignId, other)).toMatchObject({ code: "STATE_CHANGED" });
    const { isRunning, keys: [key] } = await keysOf(campaignId);
    const keyId = key?.keyId ?? "";
    expect([isRunning, key]).toEqual([false, expect.objectContaining({ key: other, validUntil: null })]);
    expect(await end(support, campaignId, keyId)).toMatchObject({ status: 200 });
    expect(await end(support, campaignId, keyId)).toMatchObject({ code: "STATE_CHANGED" });
    expect((await keysOf(campaignId)).keys).toEqual([expect.objectContaining({ keyId, validUntil: app.clock.now().toISOString() })]);
    app.clock.advance(1);
    expect(await add(support, campaignId, other)).toMatchObject({ status: 200 });
    expect((await keysOf(campaignId)).keys).toEqual([expect.objectContaining({ keyId, validUntil: null })]);
    const data = { key: other, label: "3.7 pour Windows" };
    expect(await audited(campaignId)).toEqual([
      { type: "examBrowser.keyAdded", data },
      { type: "examBrowser.keyEnded", data },
      { type: "examBrowser.keyAdded", data },
    ]);
    // The other key that the program shows is sixty-four digits and letters as well.
    expect(await add(support, campaignId, configKey)).toMatchObject({ code: "BAD_INPUT" });
    expect(await add(support, (await campaign([])).campaignId, configKey.toUpperCase())).toMatchObject({ code: "BAD_INPUT" });
  });

  test("[SEB-11] are the support staff's and the directorate's to write, for a configuration and a key that there are", async () => {
    const { campaignId } = await campaign([other]);
    const keyId = (await keysOf(campaignId)).keys[0]?.keyId ?? "";
    const adviser = await app.as(await app.account({ roles: ["ADVISER"] }));
    const director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
    for (const [caller, code] of [[app.visitor(), "NOT_SIGNED_IN"], [adviser, "FORBIDDEN"]] as const) {
      expect(await add(caller, campaignId, "e".repeat(64))).toMatchObject({ code });
      expect(await end(caller, campaignId, keyId)).toMatchObject({ code });
    }
    expect(await add(support, campaignId, "e".repeat(63))).toMatchObject({ code: "BAD_INPUT" });
    expect(await add(support, crypto.randomUUID(), "e".repeat(64))).toMatchObject({ code: "NOT_FOUND" });
    expect(await end(support, campaignId, "clé")).toMatchObject({ code: "BAD_INPUT" });
    expect(await end(support, campaignId, crypto.randomUUID())).toMatchObject({ code: "NOT_FOUND" });
    expect(await end(support, (await campaign([])).campaignId, keyId)).toMatchObject({ code: "NOT_FOUND" });
    expect(await end(director, campaignId, keyId)).toMatchObject({ status: 200 });
  });
});

describe("the client's own headers", () => {
  test("[SEB-4] an ordinary browser gets no content, no lease, no room; its page still says where the exam is", async () => {
    const { person, params } = await examInClient();
    const outside = person.caller;
    expect(await outside.must(seb.examBrowserState, { params })).toEqual({ isRequired: true, state: "NOT_PROVEN" });
    await outside.must(mySitting, { params });
    expect(await outside.call(arrive, { params })).toMatchObject({ status: 403, code: "EXAM_BROWSER_NEEDED" });
    const runId = await openRunAfterArrival(person);
    expect(await outside.call(readingContent, { params })).toMatchObject({ code: "EXAM_BROWSER_NEEDED" });
    expect(await outside.call(takeLease, { params: { runId }, body: { clientId: "une-page-ordinaire" } })).toMatchObject({ code: "EXAM_BROWSER_NEEDED" });
    const { link } = await outside.must(seb.openExamBrowser, { params });
    expect(link).toMatch(/^seb:\/\/localhost:\d+\/api\/exam-browser\/[0-9a-f-]{36}\/campagne\.seb\?jeton=[\w-]{43}&seance=/);
    expect(await kindsOf(person.sittingId)).toEqual(["EXAM_BROWSER_MISSING"]);
  });

  test("[SEB-5] are verified on every request, for the very address of that request", async () => {
    const { client, params, person, runId } = await readingInClient();
    expect((await client.send(readingContent, { params })).code).toBe("ok");
    expect((await client.send(takeLease, { params: { runId }, body: { clientId: "page-du-client" } })).code).toBe("ok");
    expect(await checksOf(person.sittingId)).toEqual(["HEADER OK"]);
  });

  test.each([
    ["the right keys for another address", (path: string, own: (path: string) => Record<string, string>) => own(`${path}?autre`)],
    ["the right keys for another host", (path: string, own: (path: string) => Record<string, string>) => ({
      ...own(path),
      host: "examen.ailleurs.example",
      "x-forwarded-host": "examen.ailleurs.example",
      "x-safeexambrowser-configkeyhash": "0".repeat(64),
    })],
    ["no keys at all", () => ({})],
    ["the configuration's key alone", (path: string, own: (path: string) => Record<string, string>) => ({
      "x-safeexambrowser-configkeyhash": own(path)["x-safeexambrowser-configkeyhash"] ?? "",
    })],
  ] as const)("[SEB-5, SEB-10] %s: the clock stops, a person is called, nothing more is shown, and what is written is saved", async (_name, forged) => {
    const { client, params, person, runId, adviser, world } = await readingInClient();
    const clientId = "page-du-client";
    const { value } = await client.send(takeLease, { params: { runId }, body: { clientId } });
    expect((await client.send(readingContent, { params }, (path) => forged(path, client.headersFor))).code).toBe("EXAM_BROWSER_LOCKED");
    expect(await runOf(app, person.sittingId, "READING")).toMatchObject({ state: "INTERRUPTED", interruptionCause: "PAUSE" });
    expect(await app.deps.db.helpCall.count({ where: { sittingId: person.sittingId } })).toBe(1);
    // Even the right keys show nothing until somebody has come.
    expect((await client.send(readingContent, { params })).code).toBe("EXAM_BROWSER_LOCKED");
    const answer = { key: "notes", value: "ce que j’avais écrit" };
    const body = { leaseEpoch: value.leaseEpoch, clientId, from: 1, ops: [{ seq: 1, ...answer, hash: operationHash(answer) }] };
    expect((await client.send(saveAnswers, { params: { runId }, body })).code).toBe("ok");

    app.clock.advance(30);
    const seen = await adviser.must(seb.sessionExamBrowsers, { params: { sessionId: world.sessionId } });
    const [tile] = seen.sittings.filter(({ sittingId }) => sittingId === person.sittingId);
    expect(tile?.lockedAt).not.toBeNull();
    const wrong = tile?.checks.find(({ outcome }) => outcome !== "OK");
    // The pair that decided: the configuration's key, or each key of a release that is allowed.
    const expectedKeys = wrong?.expected.split(" ") ?? [];
    expect(expectedKeys).toHaveLength(wrong?.outcome === "WRONG_BROWSER" ? browserKeys.length : 1);
    for (const key of expectedKeys) expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(expectedKeys).not.toContain(wrong?.received);
    const refused = nth(world.advisers, 0).caller;
    await refused.must(seb.releaseExamBrowser, { params, body: { reason: "La personne est restée dans le navigateur." } });
    expect((await client.send(readingContent, { params })).code).toBe("ok");
    const run = await runOf(app, person.sittingId, "READING");
    expect([run.state, run.timeEntries.map(({ cause, seconds }) => `${cause} ${seconds}`)]).toEqual(["OPEN", ["PAUSE 30"]]);
    const record = await client.send(sittingRecord, { params });
    expect(record.value.observations.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["EXAM_BROWSER_MISSING", "EXAM_BROWSER_RELEASED"]));
  });

  test("[SEB-10] whoever tries again with another key is seen to: what came last is read, not one row for each request", async () => {
    const { client, params, person, adviser, world } = await examInClient();
    const wrong = (letter: string) => () => ({ "x-safeexambrowser-configkeyhash": letter.repeat(64) });
    const tryWith = (letter: string) => client.send(arrive, { params }, wrong(letter));
    const received = async () => {
      const { sittings } = await adviser.must(seb.sessionExamBrowsers, { params: { sessionId: world.sessionId } });
      return sittings.find(({ sittingId }) => sittingId === person.sittingId)?.checks.map((check) => check.received.slice(0, 1));
    };
    for (const letter of ["1", "1", "2", "3"]) await tryWith(letter);
    expect(await received()).toEqual(["1"]);
    app.clock.advance(60);
    for (const letter of ["1", "4", "5"]) await tryWith(letter);
    expect(await received()).toEqual(["4", "1"]);
    // Other addresses have other keys: they tell no change.
    app.clock.advance(60);
    await client.send(readingContent, { params }, wrong("6"));
    expect(await received()).toEqual(["4", "1"]);
    // In the person's record it stands once.
    expect(await kindsOf(person.sittingId)).toEqual(["EXAM_BROWSER_MISSING"]);
  });

  test("[SEB-5] whoever ends the client and comes back in it is somebody new, who reads nothing until an adviser readmits them", async () => {
    const { made, client, params, person } = await readingInClient();
    expect((await client.send(readingContent, { params })).code).toBe("ok");
    // The client forgets its cookies with its end: the same account, the same keys, another entry.
    const back = windowsClient((await app.as(person.accountId)).cookie, made);
    expect((await back.send(readingContent, { params })).code).toBe("SEAT_ELSEWHERE");
    expect((await back.send(mySitting, { params })).value).toMatchObject({ seat: "ELSEWHERE" });
    expect((await client.send(readingContent, { params })).code).toBe("ok");
  });

  test("[SEB-5] any one of the keys of the releases that are allowed will do, and one that is no longer valid will not", async () => {
    const { made, person, params } = await examInClient();
    for (const key of browserKeys)
      expect((await windowsClient(person.caller.cookie, made, key).send(seb.examBrowserState, { params })).value.state).toBe("PROVEN");
    const old = await windowsClient(person.caller.cookie, made, "d".repeat(64)).send(arrive, { params });
    expect(old.code).toBe("EXAM_BROWSER_NEEDED");
    await app.deps.db.sebBrowserKey.updateMany({ where: { campaignId: made.campaignId, key: browserKeys[0] ?? "" }, data: { validUntil: app.clock.now() } });
    expect((await windowsClient(person.caller.cookie, made, browserKeys[0]).send(arrive, { params })).code).toBe("EXAM_BROWSER_NEEDED");
    expect((await windowsClient(person.caller.cookie, made, browserKeys[2]).send(arrive, { params })).code).toBe("ok");
  });

  test("[SEB-5] an address with a query, an accent or two slashes is judged as it was sent", async () => {
    const { person, client, params } = await examInClient([]);
    const path = `/api/sittings/${params.sittingId}/exam-browser`;
    for (const tail of ["?a=1&b=2", "?mot=%C3%A9t%C3%A9", "?u=//x"]) {
      const response = await fetch(`${app.url}${path}${tail}`, { headers: { cookie: person.caller.cookie, ...client.headersFor(`${path}${tail}`) } });
      expect([tail, await response.json()]).toEqual([tail, { isRequired: true, state: "PROVEN" }]);
    }
  });

  test("[SEB-6] somebody of the staff lets a person sit without the client, with a reason that both read", async () => {
    const { person, params, adviser } = await examInClient();
    const stranger = nth((await sessionWorld(app)).advisers, 0).caller;
    const body = { reason: "Le portable de la personne refuse l’installation." };
    expect(await stranger.call(seb.overrideExamBrowser, { params, body })).toMatchObject({ code: "NOT_FOUND" });
    await adviser.must(seb.overrideExamBrowser, { params, body });
    expect(await adviser.call(seb.overrideExamBrowser, { params, body })).toMatchObject({ code: "STATE_CHANGED" });
    await person.caller.must(arrive, { params });
    expect(await person.caller.must(seb.examBrowserState, { params })).toEqual({ isRequired: true, state: "OVERRIDDEN" });
    const { observations } = await person.caller.must(sittingRecord, { params });
    expect(observations).toContainEqual(expect.objectContaining({ kind: "EXAM_BROWSER_OVERRIDDEN", text: body.reason, observer: "STAFF" }));
    await expect(app.deps.db.sebOverride.deleteMany({ where: params })).rejects.toThrow();
  });
});

describe("a client that sends no headers", () => {
  /** What our page does there: it hears the hashes of its own address from the client, and sends them along. */
  function macPage(cookie: string, { configKey }: Campaign, page: string) {
    const url = `${app.deps.config.publicUrl}${page}`;
    const keys = { configKey: requestHash(url, configKey), browserExamKey: requestHash(url, browserKeys[0] ?? "") };
    const headers = { "x-exam-browser-page": page, "x-exam-browser-config-key": keys.configKey, "x-exam-browser-exam-key": keys.browserExamKey };
    return { keys, ...windowsClient(cookie, { campaignId: "", configKey }), headers: () => headers };
  }

  async function provenPage() {
    const exam = await examInClient();
    const { path } = await exam.person.caller.must(seb.askExamBrowserNonce, { params: exam.params });
    const page = macPage(exam.person.caller.cookie, exam.made, path);
    const proof = { params: exam.params, body: { page: path, ...page.keys } };
    await exam.person.caller.must(seb.proveExamBrowser, proof);
    return { ...exam, page, path, proof };
  }

  test("[SEB-7] proves an address that was given out once, then every request of that page", async () => {
    const { page, params, person, proof } = await provenPage();
    expect((await page.send(arrive, { params }, page.headers)).code).toBe("ok");
    expect(await person.caller.call(seb.proveExamBrowser, proof)).toMatchObject({ code: "EXAM_BROWSER_PROOF" });
    expect(await person.caller.call(readingContent, { params })).toMatchObject({ code: "EXAM_BROWSER_NEEDED" });
    expect(await checksOf(person.sittingId)).toEqual(["PAGE OK", "HEADER NO_KEYS"]);
  });

  test("[SEB-7] is refused elsewhere: by another signed-in browser, for an address that nobody gave out, or too late", async () => {
    const { page, params, person, made } = await provenPage();
    const other = await app.as(person.accountId);
    expect((await macPage(other.cookie, made, "").send(arrive, { params }, page.headers)).code).toBe("EXAM_BROWSER_PROOF");
    const invented = `/seance/${params.sittingId}?n=${"x".repeat(43)}`;
    expect(await person.caller.call(seb.proveExamBrowser, { params, body: { page: invented, ...macPage("", made, invented).keys } })).toMatchObject({ code: "EXAM_BROWSER_PROOF" });
    const { path } = await person.caller.must(seb.askExamBrowserNonce, { params });
    const wrong = { ...macPage("", made, path).keys, configKey: "0".repeat(64) };
    expect(await person.caller.call(seb.proveExamBrowser, { params, body: { page: path, ...wrong } })).toMatchObject({ code: "EXAM_BROWSER_NEEDED" });
    app.clock.advance(121);
    expect(await person.caller.call(seb.proveExamBrowser, { params, body: { page: path, ...macPage("", made, path).keys } })).toMatchObject({ code: "EXAM_BROWSER_PROOF" });
  });

  test("[SEB-7] proves itself again when a part begins, and after it was away for a minute", async () => {
    const { page, params, person, made } = await provenPage();
    expect((await page.send(arrive, { params }, page.headers)).code).toBe("ok");
    app.clock.advance(1);
    await openRunAfterArrival(person);
    expect((await page.send(readingContent, { params }, page.headers)).code).toBe("EXAM_BROWSER_PROOF");
    const again = async () => {
      const { path } = await person.caller.must(seb.askExamBrowserNonce, { params });
      const next = macPage(person.caller.cookie, made, path);
      await person.caller.must(seb.proveExamBrowser, { params, body: { page: path, ...next.keys } });
      return next;
    };
    const beat = { params, body: { page: "READING", battery: null, unsent: 0 } };
    const second = await again();
    app.clock.advance(1);
    expect((await second.send(heartbeat, beat, second.headers)).code).toBe("ok");
    app.clock.advance(61);
    expect((await second.send(heartbeat, beat, second.headers)).code).toBe("EXAM_BROWSER_PROOF");
    const third = await again();
    // The address that was proven a second after the first is left out: one a minute is read.
    expect(await checksOf(person.sittingId)).toEqual(["PAGE OK", "PAGE OK"]);
    expect((await third.send(heartbeat, beat, third.headers)).code).toBe("ok");
    expect(await kindsOf(person.sittingId)).not.toContain("EXAM_BROWSER_MISSING");
  });
});

test("[SEB-8] the client is told how to end only once the server holds everything, and the record says so", async () => {
  const { client, params, person, made } = await readingInClient();
  expect((await client.send(seb.leaveExamBrowser, { params })).code).toBe("NOT_ALLOWED_NOW");
  await app.deps.db.activityRun.updateMany({ where: { sittingId: person.sittingId }, data: { state: "COMPLETED" } });
  await app.deps.db.sitting.update({ where: { id: person.sittingId }, data: { state: "COMPLETED" } });
  const { value } = await client.send(seb.leaveExamBrowser, { params });
  const { quitToken } = await app.deps.db.sebCampaign.findUniqueOrThrow({ where: { id: made.campaignId }, select: { quitToken: true } });
  expect(value.quitUrl).toBe(`${app.deps.config.publicUrl}/fin/${quitToken}`);
  expect(await kindsOf(person.sittingId)).toContain("EXAM_BROWSER_END");
  // The exam is over: one's own record is read in any browser.
  await person.caller.must(sittingRecord, { params });
});

test("[SEB-10] the configuration of a session is told with the session, however many are newer", async () => {
  const { made, world, adviser } = await examInClient();
  app.clock.advance(1);
  for (let newer = 0; newer < 20; newer += 1)
    await support.must(seb.createExamBrowserCampaign, { body: { name: `Plus récente ${newer}`, password: null } });
  const { campaigns } = await adviser.must(seb.examBrowserCampaigns, {});
  expect(campaigns.map(({ campaignId }) => campaignId)).not.toContain(made.campaignId);
  const { campaign: chosen } = await adviser.must(seb.sessionExamBrowsers, { params: { sessionId: world.sessionId } });
  expect(chosen).toMatchObject({ campaignId: made.campaignId, name: "Automne", password, configKey: made.configKey });
  expect(chosen?.browserKeys.map(({ key }) => key)).toEqual(browserKeys);
  const plain = await sessionWorld(app);
  const told = await nth(plain.advisers, 0).caller.must(seb.sessionExamBrowsers, { params: { sessionId: plain.sessionId } });
  expect(told.campaign).toBeNull();
});
