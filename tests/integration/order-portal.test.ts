import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Band } from "#shared/domain/marking/units.ts";
import { enterByLink } from "#shared/protocol/accounts.ts";
import { attestationPdf } from "#shared/protocol/attestation.ts";
import { developmentMailbox } from "#shared/protocol/messages.ts";
import {
  importReferrals,
  inviteAgain,
  previewReferrals,
  referPerson,
  confirmData,
  referralList,
  withdrawReferral,
} from "#shared/protocol/referrals.ts";
import { bookSession } from "#shared/protocol/scheduling.ts";
import { arrive, mySittings } from "#shared/protocol/sitting.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { confirmEveryResult } from "#tests/support/day.ts";
import { ensurePolicy, makeRaters, markTexts, sitExam } from "#tests/support/exam-fixture.ts";
import { anybody, newOrder, type Order } from "#tests/support/registration-world.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const refer = (order: Order, given: Partial<Record<"email" | "fileNumber" | "birthDate" | "givenName", string>> = {}) =>
  order.clerk.call(referPerson, { body: { ...anybody, email: "one@example.test", fileNumber: "A-1", ...given } });
const statusesOf = async (order: Order) =>
  (await order.clerk.must(referralList, {})).people.map(({ status }) => status);

const bytesOf = (text: string): ArrayBuffer => Uint8Array.from(new TextEncoder().encode(text)).buffer;
const file = (bytes: ArrayBuffer) => ({ body: { bytes, mime: "text/csv" } });
const french = "Prénom;Nom;Courriel;Date de naissance;Numéro de dossier;Motif;Téléphone";
const english = "First name,Last name,Email,Date of birth,File number,Reason";
const people = (order: Order): Promise<number> => app.deps.db.registration.count({ where: { bodyId: order.bodyId } });

describe("referring one person", () => {
  test("[REF-1] a person is referred by form, and the invitation's link enters their own file", async () => {
    const order = await newOrder(app);
    expect(await refer(order, { email: " New.Person@Example.test ", fileNumber: "N-7" })).toMatchObject({ ok: true });
    await app.drain();
    const { messages } = await app.visitor().must(developmentMailbox, {});
    const invitation = messages.find(({ toEmail }) => toEmail === "new.person@example.test");
    // A notice says that something waits, and nothing about anybody.
    expect(`${invitation?.subject} ${invitation?.body}`).not.toMatch(/Amina|Benali|1991|N-7|Ordre \d/);
    const [, token = ""] = /\/lien#([\w-]{43})/.exec(invitation?.body ?? "") ?? [];
    const { account } = await app.visitor().must(enterByLink, { body: { token } });
    expect(account).toMatchObject({ email: "new.person@example.test", roles: ["CANDIDATE"] });
    expect(await order.clerk.must(referralList, {})).toMatchObject({
      people: [
        {
          givenName: "Amina",
          familyName: "Benali",
          fileNumber: "N-7",
          reason: "ART_35",
          status: "INVITED",
          attestationId: null,
        },
      ],
    });
  });

  test("[REF-12] whom the order referred stays as it was written, beside what the person says", async () => {
    const order = await newOrder(app);
    const { registrationId, caller } = await order.refer();
    const listed = async () => (await order.clerk.must(referralList, {})).people[0];
    expect(await listed()).toMatchObject({ correction: null });
    const said = { givenName: "Victor", familyName: "Remplaçant", birthDate: "1985-02-03" };
    await caller.must(confirmData, { params: { registrationId }, body: { ...said, phone: null, timeZone: "America/Toronto" } });
    const { givenName, familyName, birthDate } = anybody;
    const referred = { givenName, familyName, birthDate };
    expect(await listed()).toMatchObject({
      givenName: said.givenName,
      familyName: said.familyName,
      correction: { fields: ["givenName", "familyName", "birthDate"], referred, confirmed: said },
    });
    const { db } = app.deps;
    const rewritten = db.referral.updateMany({ where: { bodyId: order.bodyId }, data: { familyName: said.familyName } });
    await expect(rewritten).rejects.toThrow("constraint");
    await caller.must(confirmData, { params: { registrationId }, body: { ...referred, phone: null, timeZone: "America/Toronto" } });
    expect(await listed()).toMatchObject({ correction: null });
  });

  test("[REF-1] an order sees its own people only", async () => {
    const [order, another] = [await newOrder(app), await newOrder(app)];
    await order.refer();
    const foreign = await another.refer();
    expect(await statusesOf(order)).toHaveLength(1);
    for (const route of [inviteAgain, withdrawReferral])
      expect(await order.clerk.call(route, { params: { registrationId: foreign.registrationId } })).toMatchObject({
        ok: false,
        code: "NOT_FOUND",
      });
  });

  test("[REF-2] an address or a file number that the order already has is refused; of two clerks at once, one refers", async () => {
    const order = await newOrder(app);
    const colleague = await app.as(await app.account({ roles: ["CLERK"], bodyId: order.bodyId }));
    const body = { ...anybody, email: "twice@example.test", fileNumber: "T-1" };
    const outcomes = await Promise.all(
      [order.clerk, colleague, order.clerk].map((clerk) => clerk.call(referPerson, { body })),
    );
    expect(outcomes.map((outcome) => (outcome.ok ? "ok" : outcome.code)).toSorted()).toEqual([
      "EMAIL_ALREADY_REFERRED",
      "EMAIL_ALREADY_REFERRED",
      "ok",
    ]);
    expect(await refer(order, { email: "TWICE@example.test", fileNumber: "T-2" })).toMatchObject({
      ok: false,
      code: "EMAIL_ALREADY_REFERRED",
    });
    expect(await refer(order, { email: "other@example.test", fileNumber: "T-1" })).toMatchObject({
      ok: false,
      code: "FILE_NUMBER_TAKEN",
    });
    expect(await people(order)).toBe(1);
  });

  test("[REF-11] whoever’s referral has ended is referred again under its number, and the clerk is told; nobody else is", async () => {
    const order = await newOrder(app);
    const first = await refer(order);
    expect(first).toMatchObject({ ok: true, value: { isAgain: false } });
    expect(await refer(order, { email: "two@example.test" })).toMatchObject({ code: "FILE_NUMBER_TAKEN" });
    const params = { registrationId: first.ok ? first.value.registrationId : "" };
    await order.clerk.must(withdrawReferral, { params });
    expect(await refer(order, { email: "two@example.test" })).toMatchObject({ code: "FILE_NUMBER_TAKEN" });
    const rows = file(
      bytesOf([english, "Amina,Benali,ONE@example.test,1991-04-02,A-1,36", "Wei,Li,w@example.test,1991-04-02,A-1,36"].join("\n")),
    );
    const { good, bad } = await order.clerk.must(previewReferrals, rows);
    expect(good.map(({ line, isAgain }) => [line, isAgain])).toEqual([[2, true]]);
    expect(bad.map(({ line, faults }) => [line, faults])).toEqual([[3, [{ field: "fileNumber", fault: "TWICE_IN_FILE" }]]]);
    expect(await refer(order)).toMatchObject({ ok: true, value: { isAgain: true } });
    expect(await refer(order)).toMatchObject({ code: "EMAIL_ALREADY_REFERRED" });
    expect(await refer(order, { email: "two@example.test" })).toMatchObject({ code: "FILE_NUMBER_TAKEN" });
    expect((await statusesOf(order)).toSorted()).toEqual(["INVITED", "WITHDRAWN"]);
  });

  test("[REF-2] two orders may refer the same person at the same moment: one account, two files", async () => {
    const [one, two] = [await newOrder(app), await newOrder(app)];
    const outcomes = await Promise.all([one, two].map((order) => refer(order, { email: "shared@example.test" })));
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await app.deps.db.account.count({ where: { email: "shared@example.test" } })).toBe(1);
  });

  test("[REF-3] the address of somebody who works for the exam or an order never becomes a candidate's", async () => {
    const order = await newOrder(app);
    await app.account({ roles: ["DIRECTOR"], email: "director@example.test" });
    expect(await refer(order, { email: "director@example.test" })).toMatchObject({
      ok: false,
      status: 422,
      code: "EMAIL_NOT_USABLE",
    });
    expect(
      await app.deps.db.account.findUnique({ where: { email: "director@example.test" }, select: { roles: true } }),
    ).toEqual({ roles: ["DIRECTOR"] });
  });

  test.each([
    [{ birthDate: "1890-01-01" }, "BIRTH_DATE_UNLIKELY"],
    [{ birthDate: "2026-01-01" }, "BIRTH_DATE_UNLIKELY"],
    [{ birthDate: "1990-02-30" }, "BAD_INPUT"],
    [{ email: "no address" }, "BAD_INPUT"],
    [{ givenName: "<b>" }, "BAD_INPUT"],
    [{ fileNumber: " " }, "BAD_INPUT"],
  ])("[REF-4] %j is refused as %s, and nothing is written", async (given, code) => {
    const order = await newOrder(app);
    expect(await refer(order, given)).toMatchObject({ ok: false, code });
    expect(await people(order)).toBe(0);
  });
});

describe("referring many people", () => {
  test("[REF-5, OFP-2] the preview writes nothing; the import keeps the good rows and lists the others with line, column and reason", async () => {
    const order = await newOrder(app);
    await order.clerk.must(referPerson, { body: { ...anybody, email: "known@example.test", fileNumber: "K-1" } });
    await app.account({ roles: ["RATER"], email: "rater@example.test" });
    const csv = [
      french,
      "Léa;Œuvré-D’Amours;lea@example.test;1990-05-17;C-1;35;514 555-0199",
      "Jean;Roy;jean@example;17/05/1990;C-2;99;appelez-moi",
      "",
      "Zoé;Roy;LEA@example.test;1985-01-01;C-1;art. 37;",
      "Ana;Roy;known@example.test;1985-01-01;K-1;35.2;",
      "Ida;Roy;rater@example.test;1985-01-01;C-5;OACIQ;",
      ";Roy;ida@example.test;;C-6;36;",
      '"Ève\nMarie";Roy;eve@example.test;1985-12-31;C-7;38;',
      "Max;Roy;max@example.test;1985-12-31;C-8;36;",
      "Lou;Roy;lou@example.test;1985-12-31;C-\u00079;36;",
    ].join("\r\n");
    const faultsByLine = [
      [3, "email:BAD_EMAIL birthDate:BAD_DATE reason:BAD_REASON phone:BAD_PHONE"],
      [5, "email:TWICE_IN_FILE fileNumber:TWICE_IN_FILE"],
      [6, "email:ALREADY_REFERRED fileNumber:NUMBER_TAKEN"],
      [7, "email:EMAIL_NOT_USABLE"],
      [8, "givenName:MISSING birthDate:MISSING"],
      [12, "fileNumber:BAD_TEXT"],
    ];
    const summary = (rows: readonly { line: number; faults: readonly { field: string; fault: string }[] }[]) =>
      rows.map(({ line, faults }) => [line, faults.map(({ field, fault }) => `${field}:${fault}`).join(" ")]);

    const preview = await order.clerk.must(previewReferrals, file(bytesOf(csv)));
    expect(summary(preview.bad)).toEqual(faultsByLine);
    // A value in quotes may hold a line break: what follows stands lower in the file.
    expect(preview.good.map(({ line, cells }) => [line, cells.givenName])).toEqual([
      [2, "Léa"],
      [9, "Ève Marie"],
      [11, "Max"],
    ]);
    expect(await people(order)).toBe(1);

    const imported = await order.clerk.must(importReferrals, file(bytesOf(csv)));
    expect(imported.created).toBe(3);
    expect(summary(imported.bad)).toEqual(faultsByLine);
    expect(await people(order)).toBe(4);
    await app.drain();
    const { messages } = await app.visitor().must(developmentMailbox, {});
    expect(
      messages.filter(({ toEmail }) => ["lea@example.test", "eve@example.test", "max@example.test"].includes(toEmail)),
    ).toHaveLength(3);

    // The same file again: nobody twice.
    expect(await order.clerk.must(importReferrals, file(bytesOf(csv)))).toMatchObject({ created: 0 });
    expect(await people(order)).toBe(4);
  });

  test("[REF-5] two clerks who import the same file at once refer everybody once", async () => {
    const order = await newOrder(app);
    const colleague = await app.as(await app.account({ roles: ["CLERK"], bodyId: order.bodyId }));
    const rows = Array.from(
      { length: 120 },
      (_, index) => `Ana,Roy,import-${index}@example.test,1985-01-01,I-${index},35`,
    );
    const csv = file(bytesOf([english, ...rows].join("\n")));
    const outcomes = await Promise.all([order.clerk.must(importReferrals, csv), colleague.must(importReferrals, csv)]);
    expect(outcomes[0].created + outcomes[1].created).toBe(120);
    expect(await people(order)).toBe(120);
  });

  test.each([
    ["UTF-8 with its mark, French, semicolons", `\uFEFF${french}\nLéa;Roy;NAME@example.test;1990-05-17;E-1;35;`],
    [
      "UTF-8, English, commas, other order",
      "email,Surname,First Name,file number,birth date,reason\nNAME@example.test,Roy,Léa,E-1,1990-05-17,ART_35",
    ],
    [
      "capitals, a column more, a line end at the end",
      `${french.toUpperCase()};Remarque\nLéa;Roy;NAME@example.test;1990-05-17;E-1;35;;rien\n`,
    ],
  ])("[REF-6] a file is read: %s", async (_name, csv) => {
    const order = await newOrder(app);
    const { good, bad } = await order.clerk.must(previewReferrals, file(bytesOf(csv)));
    expect(bad).toEqual([]);
    expect(good.map(({ cells }) => [cells.givenName, cells.familyName, cells.birthDate, cells.fileNumber])).toEqual([
      ["Léa", "Roy", "1990-05-17", "E-1"],
    ]);
  });

  const latin1 = (text: string): ArrayBuffer => Uint8Array.from(Buffer.from(text, "latin1")).buffer;
  const utf16 = (text: string): ArrayBuffer => Uint8Array.from(Buffer.from(`\uFEFF${text}`, "utf16le")).buffer;
  test.each([
    ["Windows-1252", latin1(`${french}\nLéa;Roy;a@example.test;1990-05-17;1;35;`), "CSV_ENCODING"],
    [
      "UTF-16, as a spreadsheet may save it",
      utf16(`${french}\nLéa;Roy;a@example.test;1990-05-17;1;35;`),
      "CSV_ENCODING",
    ],
    ["a spreadsheet's own format", Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe]).buffer, "CSV_ENCODING"],
    [
      "a header without the birth date",
      bytesOf("Prénom;Nom;Courriel;Numéro de dossier;Motif\nLéa;Roy;a@example.test;1;35"),
      "CSV_HEADER",
    ],
    [
      "a header with a column twice",
      bytesOf(`${french};Courriel\nLéa;Roy;a@example.test;1990-05-17;1;35;;`),
      "CSV_HEADER",
    ],
    ["no header", bytesOf("Léa;Roy;a@example.test;1990-05-17;1;35;"), "CSV_HEADER"],
    ["a header and nothing else", bytesOf(`${french}\n\n;;;;;;\n`), "CSV_EMPTY"],
    ["nothing at all", bytesOf("\n"), "CSV_EMPTY"],
  ])("[REF-6] a file is refused with what to do about it: %s", async (_name, bytes, code) => {
    const order = await newOrder(app);
    for (const route of [previewReferrals, importReferrals])
      expect(await order.clerk.call(route, file(bytes))).toMatchObject({ ok: false, status: 422, code });
    expect(await people(order)).toBe(0);
  });

  test("[REF-7] a file of ten thousand rows is refused as a whole, before anything is written; two thousand are read", async () => {
    const order = await newOrder(app);
    const row = (index: number) => `Ana,Roy,many-${index}@example.test,1985-01-01,M-${index},35`;
    const csv = (count: number) =>
      file(bytesOf([english, ...Array.from({ length: count }, (_, index) => row(index))].join("\n")));
    for (const count of [10_000, 2_001])
      expect(await order.clerk.call(importReferrals, csv(count))).toMatchObject({
        ok: false,
        code: "CSV_TOO_MANY_ROWS",
      });
    expect(await people(order)).toBe(0);
    expect((await order.clerk.must(previewReferrals, csv(2_000))).good).toHaveLength(2_000);
  });

  test("[REF-7] more than two megabytes, or another kind of file, is refused at the door", async () => {
    const order = await newOrder(app);
    const big = await order.clerk.call(importReferrals, file(new ArrayBuffer(2 * 1024 * 1024 + 1)));
    expect(big).toMatchObject({ ok: false, status: 413, code: "TOO_LARGE" });
    const excel = { bytes: bytesOf(`${french}\n`), mime: "application/vnd.ms-excel" };
    expect(await order.clerk.call(importReferrals, { body: excel })).toMatchObject({ ok: false, code: "BAD_INPUT" });
  });
});

describe("following people", () => {
  test("[REF-8] an order learns the outcome and can download the attestation; it never learns a mark, the mode or the tool", async () => {
    // An application of its own: texts are allotted to every marker there is.
    const own = await startTestApp();
    try {
      await ensurePolicy(own);
      await makeRaters(own, 2);
      const director = await own.as(await own.account({ roles: ["DIRECTOR"] }));
      const world = await sessionWorld(own, { deliveryMode: "IN_PERSON", writingTools: ["KEYBOARD", "HANDWRITTEN"] });
      const clerk = await own.as(await own.account({ roles: ["CLERK"], bodyId: world.bodyId }));
      const stranger = await newOrder(own);
      const [passes, fails] = [nth(world.candidates, 0), nth(world.candidates, 1)];
      await sitExam(own, world, passes);
      await sitExam(own, world, fails, { reading: 0.2 });
      await own.drain();
      const seen = async () =>
        new Map(
          (await clerk.must(referralList, {})).people.map(({ registrationId, ...person }) => [registrationId, person]),
        );
      for (const person of (await seen()).values())
        expect(person).toMatchObject({ status: "RESULT_AWAITED", attestationId: null, canWithdraw: false });
      const level: readonly Band[] = [3, 3, 3, 3, 3];
      for (const { sittingId } of [passes, fails]) await markTexts(own, sittingId, [level, level]);
      // Marked is not sent: until a person confirms, the order learns nothing.
      expect((await seen()).get(passes.registrationId)?.status).toBe("RESULT_AWAITED");
      await confirmEveryResult(director);
      await own.drain();

      const after = await seen();
      expect(after.get(fails.registrationId)).toMatchObject({ status: "FAIL", attestationId: null });
      expect(after.get(passes.registrationId)?.status).toBe("PASS");
      const response = await clerk.raw("GET", "/api/referrals");
      expect(await response.text()).not.toMatch(/ONLINE|IN_PERSON|KEYBOARD|HANDWRITTEN|score|band|"CE"|comment/i);
      const download = { params: { attestationId: after.get(passes.registrationId)?.attestationId ?? "" } };
      expect((await clerk.must(attestationPdf, download)).size).toBeGreaterThan(1_000);
      expect(await stranger.clerk.call(attestationPdf, download)).toMatchObject({ ok: false, code: "NOT_FOUND" });
    } finally {
      await own.stop();
    }
  });

  test("[REF-9] the invitation is sent again, with a new link, only to somebody who has not come yet", async () => {
    const order = await newOrder(app);
    const person = await order.refer();
    const confirmed = await order.person();
    await app.drain();
    await order.clerk.must(inviteAgain, { params: { registrationId: person.registrationId } });
    await app.drain();
    const messages = await app.deps.db.message.findMany({ where: { toEmail: person.email }, select: { body: true } });
    const links = messages.map(({ body }) => /\/lien#[\w-]{43}/.exec(body)?.[0]);
    expect(new Set(links).size).toBe(2);
    const again = await order.clerk.call(inviteAgain, { params: { registrationId: confirmed.registrationId } });
    expect(again).toMatchObject({ ok: false, code: "NOT_ALLOWED_NOW" });
  });

  test("[REF-10] a referral that is taken back frees the seat; the person can be referred anew under another number", async () => {
    const order = await newOrder(app);
    const sessionId = await order.session({ capacity: 1 });
    const person = await order.person();
    const params = { registrationId: person.registrationId };
    await person.caller.must(bookSession, {
      params,
      body: { sessionId, deliveryMode: "ONLINE", writingTool: "KEYBOARD", replacesBookingId: null },
    });
    await order.clerk.must(withdrawReferral, { params });
    expect(await app.deps.db.booking.count({ where: { sessionId, isActive: true } })).toBe(0);
    expect(await statusesOf(order)).toEqual(["WITHDRAWN"]);
    expect((await order.clerk.call(withdrawReferral, { params })).ok).toBe(false);
    expect(await refer(order, { email: person.email, fileNumber: "again" })).toMatchObject({ ok: true });
  });

  test("[REF-10] whoever has come to their session is not withdrawn any more", async () => {
    const order = await newOrder(app);
    const sessionId = await order.session();
    const person = await order.person();
    const params = { registrationId: person.registrationId };
    await person.caller.must(bookSession, {
      params,
      body: { sessionId, deliveryMode: "ONLINE", writingTool: "KEYBOARD", replacesBookingId: null },
    });
    await app.deps.db.session.update({ where: { id: sessionId }, data: { state: "IN_PROGRESS" } });
    const [sitting] = (await person.caller.must(mySittings, {})).sittings;
    if (!sitting) throw new Error("The booking made a sitting.");
    await person.caller.must(arrive, { params: { sittingId: sitting.sittingId } });
    expect(await order.clerk.call(withdrawReferral, { params })).toMatchObject({ ok: false, code: "NOT_ALLOWED_NOW" });
    expect(await statusesOf(order)).toEqual(["BOOKED"]);
  });
});
