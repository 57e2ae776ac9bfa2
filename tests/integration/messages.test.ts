import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { translate } from "#shared/i18n/translate.ts";
import { enterByLink, requestLink } from "#shared/protocol/accounts.ts";
import { markAbsent, sessionBoard } from "#shared/protocol/conduct.ts";
import {
  answerHelpCall,
  broadcast,
  callForHelp,
  developmentMailbox,
  myBroadcasts,
  myConversation,
  myHelpCalls,
  outstandingHelpCalls,
  readBroadcast,
  sittingConversation,
  writeToCandidate,
} from "#shared/protocol/messages.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

/** A real mail server on a port of the system's choice; `isBroken` refuses every message. */
async function startMailServer(): Promise<{
  url: string;
  received: string[];
  stop(): Promise<void>;
  setBroken(value: boolean): void;
}> {
  const received: string[] = [];
  let isBroken = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (isBroken) return done(new Error("mailbox unavailable"));
        received.push(Buffer.concat(chunks).toString("utf8"));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    setBroken: (value) => void (isBroken = value),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

test("[MSG-1, ACC-18] without a mail server, the development mailbox shows the message and its link works once", async () => {
  await app.account({ roles: ["CANDIDATE"], email: "shown@example.test" });
  await app.visitor().must(requestLink, { body: { email: "shown@example.test" } });
  await app.drain();
  const { messages } = await app.visitor().must(developmentMailbox, {});
  const message = messages.find(({ toEmail }) => toEmail === "shown@example.test");
  const [, token = ""] = /\/lien#([\w-]{43})/.exec(message?.body ?? "") ?? [];
  expect(message?.body).not.toContain("Given");
  expect(await app.visitor().call(enterByLink, { body: { token } })).toMatchObject({ ok: true });
  expect(await app.visitor().call(enterByLink, { body: { token } })).toMatchObject({ code: "LINK_USED" });
});

test("[MSG-1] in production nobody reads the messages of others, whether or not there is a mail server", async () => {
  const production = await startTestApp({ env: "production" });
  expect(await production.visitor().call(developmentMailbox, {})).toMatchObject({ code: "NOT_FOUND" });
  await production.stop();
});

test("[MSG-11] the link of a message leads to the public address, not to the host that was asked", async () => {
  const demonstration = await startTestApp({ isDemonstration: true });
  try {
    await demonstration.account({ roles: ["CANDIDATE"], email: "elsewhere@example.test" });
    const given = { email: "elsewhere@example.test" };
    const status = await new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", host: "catherine-bouchard.localhost:5000" };
      const asked = request(`${demonstration.url}/api/links`, { method: "POST", headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on("error", reject);
      asked.end(JSON.stringify(given));
    });
    expect(status).toBe(200);
    await demonstration.drain();
    const { messages } = await demonstration.visitor().must(developmentMailbox, {});
    const message = messages.find(({ toEmail }) => toEmail === given.email);
    expect(message?.body).toContain(` ${demonstration.deps.config.publicUrl}/lien#`);
    expect(message?.body).toContain(translate("fr", "messages.linkOnce"));
  } finally {
    await demonstration.stop();
  }
});

test("[MSG-2] with a mail server the message really leaves, its body is emptied here, and the mailbox is absent", async () => {
  const mail = await startMailServer();
  const sending = await startTestApp({ smtpUrl: mail.url });
  try {
    await sending.account({ roles: ["CANDIDATE"], email: "sent@example.test" });
    await sending.visitor().must(requestLink, { body: { email: "sent@example.test" } });
    await sending.drain();
    expect(mail.received).toHaveLength(1);
    expect(mail.received[0]).toContain("sent@example.test");
    const [row] = await sending.deps.db.message.findMany({ select: { state: true, body: true } });
    expect(row).toEqual({ state: "SENT", body: "" });
    expect(await sending.visitor().call(developmentMailbox, {})).toMatchObject({ code: "NOT_FOUND" });
  } finally {
    await sending.stop();
    await mail.stop();
  }
});

test("[MSG-3] a mail server that refuses is asked again later, and the reason is kept", async () => {
  const mail = await startMailServer();
  const sending = await startTestApp({ smtpUrl: mail.url, logLevel: "silent" });
  try {
    mail.setBroken(true);
    await sending.account({ roles: ["CANDIDATE"], email: "later@example.test" });
    await sending.visitor().must(requestLink, { body: { email: "later@example.test" } });
    await sending.drain();
    const [waiting] = await sending.deps.db.message.findMany({
      select: { state: true, attempts: true, lastError: true },
    });
    expect(waiting).toMatchObject({ state: "QUEUED", attempts: 1 });
    expect(waiting?.lastError).toContain("mailbox unavailable");
    mail.setBroken(false);
    sending.clock.advance(600);
    await sending.drain();
    expect(mail.received).toHaveLength(1);
    expect(await sending.deps.db.message.count({ where: { state: "SENT" } })).toBe(1);
  } finally {
    await sending.stop();
    await mail.stop();
  }
});

test("[MSG-4] a call for help is answered once, by somebody with a name", async () => {
  const candidate = await app.as(await app.account({ roles: ["CANDIDATE"] }));
  const support = await app.as(await app.account({ roles: ["SUPPORT"], givenName: "Ana", familyName: "Morales" }));
  const call = await candidate.must(callForHelp, { body: { text: "Je n’entends rien." } });
  expect((await support.must(outstandingHelpCalls, {})).calls.map(({ text }) => text)).toContain("Je n’entends rien.");
  const params = { helpCallId: call.helpCallId };
  const both = await Promise.all(
    ["Montez le volume.", "J’arrive."].map((text) => support.call(answerHelpCall, { params, body: { text } })),
  );
  expect(both.map((answer) => (answer.ok ? "answered" : answer.code)).toSorted()).toEqual([
    "STATE_CHANGED",
    "answered",
  ]);
  const { calls } = await candidate.must(myHelpCalls, {});
  expect(calls[0]).toMatchObject({ answeredBy: "Ana Morales" });
});

test("[MSG-5] an adviser sees and answers only the calls of their own sessions", async () => {
  const candidate = await app.as(await app.account({ roles: ["CANDIDATE"] }));
  const stranger = await app.as(await app.account({ roles: ["ADVISER"] }));
  const call = await candidate.must(callForHelp, { body: { text: "Quelqu’un?" } });
  expect((await stranger.must(outstandingHelpCalls, {})).calls).toEqual([]);
  const answer = await stranger.call(answerHelpCall, {
    params: { helpCallId: call.helpCallId },
    body: { text: "Oui." },
  });
  expect(answer).toMatchObject({ code: "NOT_FOUND" });
});

describe("a conversation", () => {
  const ask = (person: { caller: Caller; sittingId: string }, text: string) =>
    person.caller.must(callForHelp, { body: { sittingId: person.sittingId, text } });

  test("[MSG-6, MSG-7] goes both ways under names; two words are one call, and an answer says how long it was waited for", async () => {
    const world = await sessionWorld(app);
    const [person, other] = [nth(world.candidates, 0), nth(world.candidates, 1)];
    const adviser = nth(world.advisers, 0).caller;
    const params = { sittingId: person.sittingId };
    const first = await ask(person, "Bonjour?");
    app.clock.advance(20);
    expect((await ask(person, "Je n’entends rien.")).helpCallId).toBe(first.helpCallId);
    app.clock.advance(25);
    const board = await adviser.must(sessionBoard, { params: { sessionId: world.sessionId } });
    expect(board.sittings.find(({ sittingId }) => sittingId === person.sittingId)?.helpCalls).toHaveLength(1);
    await adviser.must(writeToCandidate, { params, body: { text: "Montez le volume." } });
    await adviser.must(writeToCandidate, { params, body: { text: "Est-ce mieux?" } });
    const mine = await person.caller.must(myConversation, { query: {} });
    expect(mine.waitingSince).toBeNull();
    expect(
      mine.messages.map(({ text, authorName, isFromCandidate, waitedSeconds }) => [
        text,
        authorName.split(" ")[0],
        isFromCandidate,
        waitedSeconds,
      ]),
    ).toEqual([
      ["Bonjour?", "Amina", true, null],
      ["Je n’entends rien.", "Amina", true, null],
      ["Montez le volume.", "Marc", false, 45],
      ["Est-ce mieux?", "Marc", false, null],
    ]);
    expect(await adviser.must(sittingConversation, { params })).toEqual(mine);
    expect((await person.caller.must(myHelpCalls, {})).calls).toMatchObject([{ answer: "Montez le volume." }]);
    expect((await other.caller.must(myConversation, { query: {} })).messages).toEqual([]);
    const stranger = nth((await sessionWorld(app)).advisers, 0).caller;
    expect(await stranger.call(sittingConversation, { params })).toMatchObject({ code: "NOT_FOUND" });
    expect(await stranger.call(writeToCandidate, { params, body: { text: "Bonjour" } })).toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("[MSG-14] in a sitting is a call of that sitting, whatever waits elsewhere, and is answered there", async () => {
    const world = await sessionWorld(app);
    const person = nth(world.candidates, 0);
    const adviser = nth(world.advisers, 0).caller;
    const own = { query: { sittingId: person.sittingId } };
    const practised = await person.caller.must(callForHelp, { body: { text: "Une question d’entraînement." } });
    app.clock.advance(300);
    // What waits elsewhere is not what the button of the exam goes by.
    expect(await person.caller.must(myConversation, own)).toEqual({ messages: [], waitingSince: null });
    const pressedAt = app.clock.now().toISOString();
    const call = await ask(person, "Je demande à parler à une personne.");
    expect(call.helpCallId).not.toBe(practised.helpCallId);
    const board = await adviser.must(sessionBoard, { params: { sessionId: world.sessionId } });
    const row = board.sittings.find(({ sittingId }) => sittingId === person.sittingId);
    expect(row?.helpCalls).toMatchObject([{ helpCallId: call.helpCallId, createdAt: pressedAt }]);
    const params = { sittingId: person.sittingId };
    await adviser.must(writeToCandidate, { params, body: { text: "J’arrive." } });
    const mine = await person.caller.must(myConversation, own);
    expect(mine.waitingSince).toBeNull();
    expect(mine).toEqual(await adviser.must(sittingConversation, { params }));
    // The other call still waits for the support staff, and a new press is a new call.
    const support = await app.as(await app.account({ roles: ["SUPPORT"] }));
    const again = await ask(person, "Encore une question.");
    expect(again.helpCallId).not.toBe(call.helpCallId);
    const { calls } = await support.must(outstandingHelpCalls, {});
    expect(calls.find(({ helpCallId }) => helpCallId === practised.helpCallId)).toMatchObject({ isOnBoard: false });
    expect(calls.find(({ helpCallId }) => helpCallId === again.helpCallId)).toMatchObject({ isOnBoard: true });
  });

  test("[MSG-8] a message to several people is read by each, once; whoever was not named or is done receives nothing", async () => {
    const world = await sessionWorld(app, { candidates: 3 });
    const [one, two, absent] = [nth(world.candidates, 0), nth(world.candidates, 1), nth(world.candidates, 2)];
    const adviser = nth(world.advisers, 0).caller;
    const params = { sessionId: world.sessionId };
    await adviser.must(markAbsent, { params: { sittingId: absent.sittingId } });
    const send = (sittingIds: string[] | null, text: string) =>
      adviser.call(broadcast, { params, body: { sittingIds, text } });
    const sent = await send(null, "La pause dure cinq minutes.");
    expect(sent).toMatchObject({ ok: true });
    expect(await send([absent.sittingId], "Où êtes-vous?")).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    app.clock.advance(1);
    expect(await send([one.sittingId], "Fermez la fenêtre.")).toMatchObject({ ok: true });
    const received = ({ caller, sittingId }: typeof one) => caller.must(myBroadcasts, { params: { sittingId } });
    expect((await received(one)).broadcasts.map(({ text }) => text)).toEqual([
      "Fermez la fenêtre.",
      "La pause dure cinq minutes.",
    ]);
    expect((await received(two)).broadcasts).toMatchObject([
      { authorName: expect.stringMatching(/^Marc/), readAt: null },
    ]);
    const broadcastId = nth((await received(two)).broadcasts, 0).broadcastId;
    const read = (who: typeof one, sittingId = who.sittingId) =>
      who.caller.call(readBroadcast, { params: { sittingId, broadcastId } });
    expect(await read(one, two.sittingId)).toMatchObject({ code: "NOT_FOUND" });
    await read(two);
    const first = nth((await received(two)).broadcasts, 0).readAt;
    app.clock.advance(30);
    await read(two);
    expect(nth((await received(two)).broadcasts, 0).readAt).toBe(first);
    const board = await adviser.must(sessionBoard, { params });
    expect(board.broadcasts.find((message) => message.broadcastId === broadcastId)?.receipts).toHaveLength(2);
    expect(
      board.broadcasts
        .find((message) => message.broadcastId === broadcastId)
        ?.receipts.filter(({ readAt }) => readAt !== null),
    ).toEqual([{ sittingId: two.sittingId, readAt: first }]);
    const stranger = nth((await sessionWorld(app)).advisers, 0).caller;
    expect(await stranger.call(broadcast, { params, body: { sittingIds: null, text: "x" } })).toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
