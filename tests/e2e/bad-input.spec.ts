import { expect, test, type Page } from "@playwright/test";
import { Client } from "pg";
import { requestLink } from "#shared/protocol/accounts.ts";
import { referralList } from "#shared/protocol/referrals.ts";
import { createCaller } from "#tests/support/caller.ts";
import { play } from "#tests/support/day.ts";
import { savedText } from "./support/answers-in-database.ts";
import { chooseReferralFile, fillSignIn } from "./support/before-the-day.ts";
import { callerFor, demonstrationDay, sitterOf, type DemonstrationDay } from "./support/callers.ts";
import { enterAs, openWindow, staff } from "./support/people.ts";
import { beginning, say } from "./support/say.ts";
import { startServer, type TestServer } from "./support/server.ts";

/** What goes wrong in front of a person: a clear sentence with what to do, nothing lost, nothing revealed. */

let server: TestServer;
let day: DemonstrationDay;
test.beforeAll(async () => {
  server = await startServer();
  day = await demonstrationDay(server, "ONLINE");
});
test.afterAll(() => server.stop());

const sitter = (index: 0 | 1) => sitterOf(day, index);

const part = (page: Page, name: string) => page.getByTestId(`tech-${name}`);

/** What a browser answers where the person, or the machine, has no device to give; its own functions otherwise. */
function failDevices({ call, name }: { readonly call: "getUserMedia" | "getDisplayMedia"; readonly name: string }): void {
  navigator.mediaDevices[call] = () => Promise.reject(new DOMException("As the browser says it.", name));
}

test("[BAD-1] a screen share that is refused, and one that stops, are told apart and can be done again", async ({ browser }) => {
  const page = await enterAs(browser, server, sitter(0).email);
  await page.goto("/verification");
  const share = part(page, "screen").getByRole("button", { name: say("tech.shareScreen") });

  await test.step("it stops", async () => {
    // The browser keeps the track that it gave, as its own «Stop sharing» bar does.
    await page.evaluate(() => {
      const devices = navigator.mediaDevices;
      const open = devices.getDisplayMedia.bind(devices);
      devices.getDisplayMedia = async (options) => {
        const stream = await open(options);
        addEventListener("epreuve-stop-sharing", () => {
          for (const track of stream.getTracks()) {
            track.stop();
            // A page that stops a track itself is not told; the browser's bar tells it.
            track.dispatchEvent(new Event("ended"));
          }
        });
        return stream;
      };
    });
    await share.click();
    await expect(part(page, "screen")).toContainText(say("tech.ok"));
    await page.evaluate(() => dispatchEvent(new Event("epreuve-stop-sharing")));
    await expect(part(page, "screen")).toContainText(say("tech.fix.SCREEN_STOPPED"));
  });

  await test.step("it is refused", async () => {
    await page.evaluate(failDevices, { call: "getDisplayMedia", name: "NotAllowedError" } as const);
    await share.click();
    await expect(part(page, "screen")).toContainText(say("tech.fix.SCREEN_REFUSED"));
  });
  // What had been checked before is still there.
  await expect(part(page, "browser")).toContainText(say("tech.ok"));
  await page.context().close();
});

for (const { name, failure } of [
  { name: "NotFoundError", failure: "MISSING" },
  { name: "NotAllowedError", failure: "REFUSED" },
  { name: "NotReadableError", failure: "BUSY" },
] as const)
  test(`[BAD-2] no camera (${failure}) is said in words, before the day and in the waiting call`, async ({ browser }) => {
    const page = await enterAs(browser, server, sitter(0).email);
    await page.addInitScript(failDevices, { call: "getUserMedia", name } as const);
    await page.goto("/verification");
    await part(page, "camera").getByRole("button", { name: say("tech.openCamera") }).click();
    await expect(part(page, "camera")).toContainText(say(`tech.fix.CAMERA_${failure}`));
    await part(page, "microphone").getByRole("button", { name: say("tech.openMicrophone") }).click();
    await expect(part(page, "microphone")).toContainText(say(`tech.fix.MICROPHONE_${failure}`));
    await page.context().close();
  });

test("[BAD-3] a link that was used, that was altered and that has expired: each says so, and offers another", async ({ browser }) => {
  const email = sitter(1).email;
  const page = await openWindow(browser, server);
  const other = page.getByRole("button", { name: say("accounts.askForLink") });
  const enter = page.getByRole("button", { name: say("accounts.enter") });
  const newLink = async (): Promise<string> => {
    await createCaller(server.url, "").must(requestLink, { body: { email } });
    return newestLink(email);
  };
  const used = await newLink();
  await page.goto(used);
  await enter.click();
  await expect(page.getByRole("heading", { name: say("journey.nextStep") })).toBeVisible();
  await page.context().clearCookies();
  await page.goto(used);
  await enter.click();
  await expect(page.getByText(say("errors.LINK_USED"))).toBeVisible();
  await expect(other).toBeVisible();

  const fresh = await newLink();
  await page.goto(`${fresh.slice(0, -4)}AAAA`);
  await enter.click();
  await expect(page.getByText(say("errors.LINK_UNKNOWN"))).toBeVisible();
  await expect(other).toBeVisible();

  await query(`UPDATE "SignInLink" SET "expiresAt" = now() - interval '1 minute' WHERE "usedAt" IS NULL`);
  await page.goto(fresh);
  await enter.click();
  await expect(page.getByText(say("errors.LINK_EXPIRED"))).toBeVisible();
  await page.getByLabel(say("accounts.candidateEmail")).fill(email);
  await other.click();
  await expect(page.getByText(say("accounts.linkOnItsWay"))).toBeVisible();
  await page.context().close();
});

test("[BAD-4] a candidate who opens another's sitting, record or result learns nothing, not even that it exists", async ({ browser }) => {
  const page = await enterAs(browser, server, sitter(0).email);
  for (const id of [sitter(1).sittingId, "0190c0de-0000-7000-8000-000000000000"])
    for (const { address, answer } of [
      { address: `/seance/${id}`, answer: say("errors.NOT_FOUND") },
      { address: `/seance/${id}/journal`, answer: say("errors.NOT_FOUND") },
      // As for a result of one's own that is still to come.
      { address: `/resultat/${id}`, answer: say("results.notYet") },
    ]) {
      await page.goto(address);
      await expect(page.getByText(answer)).toBeVisible();
      await expect(page.getByText(sitter(1).name)).toHaveCount(0);
    }
  await page.context().close();
});

test("[BAD-8] whoever is signed out on a page is led to where one enters, and back to that page", async ({ browser }) => {
  const page = await openWindow(browser, server);
  await page.goto("/incidents");
  const refusal = page.getByRole("alert").filter({ hasText: say("errors.NOT_SIGNED_IN") });
  await refusal.getByRole("link", { name: say("common.signInLink") }).click();
  await fillSignIn(page, staff.director);
  await expect(page.getByRole("heading", { level: 1, name: say("incidents.title") })).toBeVisible();
  await expect(refusal).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe("/incidents");
  await page.context().close();
});

test("[BAD-8] out of the exam nobody is led: where one enters is another tab", async ({ browser }) => {
  const page = await openWindow(browser, server);
  await page.goto(`/seance/${sitter(0).sittingId}`);
  const refusal = page.getByRole("alert").filter({ hasText: say("errors.NOT_SIGNED_IN") });
  const [tab] = await Promise.all([page.waitForEvent("popup"), refusal.getByRole("link", { name: say("common.signInLink") }).click()]);
  await expect(tab.getByRole("heading", { level: 1, name: say("accounts.signInTitle") })).toBeVisible();
  // Whoever enters there does not take the exam away from the page on which it is.
  expect(new URL(tab.url()).search).toBe("");
  await expect(refusal).toBeVisible();
  await page.context().close();
});

test("[BAD-5] a text from elsewhere is refused in a neutral sentence, however it comes, and what was written stays whole", async ({ browser }) => {
  await play(day, "WRITING");
  const { email, sittingId } = sitter(0);
  const page = await enterAs(browser, server, email);
  await page.goto(`/seance/${sittingId}`);
  const editor = page.getByRole("textbox", { name: say("exam.yourText") });
  const text = "Madame, je propose une ronde à 19 h.";
  await editor.pressSequentially(text);
  await page.evaluate(() => navigator.clipboard.writeText("Un texte préparé ailleurs."));
  await editor.press("ControlOrMeta+V");
  await expect(page.getByText(say("room.refusedInput"))).toBeVisible();
  await expect(editor).toHaveValue(text);
  // One's own words may be moved about.
  await editor.press("ControlOrMeta+A");
  await editor.press("ControlOrMeta+C");
  await editor.press("End");
  await editor.press("ControlOrMeta+End");
  await editor.press("ControlOrMeta+V");
  await expect(editor).toHaveValue(text + text);
  await expect(page.getByText(say("room.refusedInput"))).toBeHidden();
  await expect(page.getByRole("banner").getByText(beginning(say("exam.savedAt", { time: "…" }))).first()).toBeVisible();
  await expect.poll(() => savedText(server, sittingId)).toBe(text + text);
  await page.context().close();
});

test.describe("a file of people", () => {
  const header = "prénom;nom;courriel;date de naissance;numéro de dossier;motif";
  const row = (index: number, email = `groupe-${index}@courriel.test`): string => `Irène;Nguyen;${email};1991-02-03;G-${index};35`;
  const peopleCount = async (): Promise<number> => (await (await callerFor(server, staff.clerk)).must(referralList, {})).people.length;
  const latin1 = Buffer.from([header, row(1)].join("\r\n"), "latin1");

  for (const { what, bytes, code } of [
    { what: "in another encoding", bytes: latin1, code: "CSV_ENCODING" },
    { what: "with another header", bytes: Buffer.from(`nom;ville\r\nNguyen;Laval`), code: "CSV_HEADER" },
    { what: "without anybody", bytes: Buffer.from(header), code: "CSV_EMPTY" },
    { what: "of 10 000 rows", bytes: Buffer.from([header, ...Array.from({ length: 10_000 }, (_, index) => row(index))].join("\r\n")), code: "CSV_TOO_MANY_ROWS" },
  ] as const)
    test(`[BAD-6] a file ${what} is refused in a sentence; another can be chosen at once, and nothing was written`, async ({ browser }) => {
      const before = await peopleCount();
      const page = await enterAs(browser, server, staff.clerk);
      await chooseReferralFile(page, "personnes.csv", bytes);
      await expect(page.getByText(startOf(say(`errors.${code}`)))).toBeVisible();
      await page.getByTestId("referral-file").setInputFiles({ name: "corrige.csv", mimeType: "text/csv", buffer: Buffer.from([header, row(1)].join("\r\n")) });
      await expect(page.getByText(say("referrals.goodRows", { count: 1 }))).toBeVisible();
      expect(await peopleCount()).toBe(before);
      await page.context().close();
    });

  test("[BAD-7] a duplicate address is listed with its line and reason; the other rows wait to be confirmed", async ({ browser }) => {
    const page = await enterAs(browser, server, staff.clerk);
    const lines = [header, row(1), row(2, "groupe-1@courriel.test"), row(3, sitter(0).email), row(4)];
    await chooseReferralFile(page, "personnes.csv", Buffer.from(lines.join("\r\n")));
    await expect(page.getByText(say("referrals.goodRows", { count: 2 }))).toBeVisible();
    const bad = page.getByRole("table", { name: say("referrals.badTable") });
    await expect(bad.getByRole("row").filter({ hasText: say("journey.fault.TWICE_IN_FILE") }).getByRole("rowheader")).toContainText("3");
    await expect(bad.getByRole("row").filter({ hasText: say("journey.fault.ALREADY_REFERRED") }).getByRole("rowheader")).toContainText("4");
    await page.context().close();
  });
});

const startOf = (sentence: string): string => sentence.split(". ")[0] ?? sentence;

async function query(text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** The newest link that was sent to this address: the outbox writes the message in a moment. */
async function newestLink(email: string): Promise<string> {
  let link: string | undefined;
  const seen = sentLinks.get(email) ?? new Set<string>();
  sentLinks.set(email, seen);
  await expect
    .poll(async () => {
      const rows = await query(`SELECT body FROM "Message" WHERE "toEmail" = $1 ORDER BY "createdAt" DESC`, [email]);
      link = rows.flatMap(({ body }) => /https?:\/\/\S+\/lien#\S+/.exec(String(body)) ?? []).find((one) => !seen.has(one));
      return link;
    })
    .toBeDefined();
  seen.add(link ?? "");
  return link ?? "";
}
const sentLinks = new Map<string, Set<string>>();
