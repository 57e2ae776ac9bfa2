import { afterAll, beforeAll, expect, test } from "vitest";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { requestLink } from "#shared/protocol/accounts.ts";
import { answerHelpCall, callForHelp, developmentMailbox, myHelpCalls, outstandingHelpCalls } from "#shared/protocol/messages.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

/** A real mail server on a port of the system's choice; `isBroken` refuses every message. */
async function startMailServer(): Promise<{ url: string; received: string[]; stop(): Promise<void>; setBroken(value: boolean): void }> {
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

test("[MSG-1] without a mail server, the development mailbox shows the message and its link works once", async () => {
  await app.account({ roles: ["CANDIDATE"], email: "shown@example.test" });
  await app.visitor().must(requestLink, { body: { email: "shown@example.test" } });
  await app.drain();
  const { messages } = await app.visitor().must(developmentMailbox, {});
  const message = messages.find(({ toEmail }) => toEmail === "shown@example.test");
  expect(message?.body).toMatch(/\/lien\/[\w-]{43}/);
  expect(message?.body).not.toContain("Given");
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
    const [waiting] = await sending.deps.db.message.findMany({ select: { state: true, attempts: true, lastError: true } });
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
  expect(both.map((answer) => (answer.ok ? "answered" : answer.code)).toSorted()).toEqual(["STATE_CHANGED", "answered"]);
  const { calls } = await candidate.must(myHelpCalls, {});
  expect(calls[0]).toMatchObject({ answeredBy: "Ana Morales" });
});

test("[MSG-5] an adviser sees and answers only the calls of their own sessions", async () => {
  const candidate = await app.as(await app.account({ roles: ["CANDIDATE"] }));
  const stranger = await app.as(await app.account({ roles: ["ADVISER"] }));
  const call = await candidate.must(callForHelp, { body: { text: "Quelqu’un?" } });
  expect((await stranger.must(outstandingHelpCalls, {})).calls).toEqual([]);
  const answer = await stranger.call(answerHelpCall, { params: { helpCallId: call.helpCallId }, body: { text: "Oui." } });
  expect(answer).toMatchObject({ code: "NOT_FOUND" });
});
