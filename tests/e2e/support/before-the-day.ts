import { expect, type Locator, type Page } from "@playwright/test";
import { Client } from "pg";
import { demonstrationPassword } from "#shared/domain/demo/people.ts";
import { say } from "./say.ts";
import type { TestServer } from "./server.ts";

/** What happens before the day of the exam, as people do it on the pages. */

export interface Referred {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly birthDate: string;
  readonly fileNumber: string;
}

export const nameOf = ({ givenName, familyName }: Referred): string => `${givenName} ${familyName}`;

/** What other people in a live room read of a candidate. */
export const roomNameOf = ({ givenName, familyName }: Referred): string => `${givenName} ${familyName.slice(0, 1)}.`;

export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/connexion");
  await fillSignIn(page, email);
}

/** Where one enters is open already. */
export async function fillSignIn(page: Page, email: string): Promise<void> {
  await page.getByLabel(say("accounts.email")).first().fill(email);
  await page.getByLabel(say("accounts.password")).fill(demonstrationPassword);
  await page.getByRole("button", { name: say("accounts.signIn") }).click();
}

export async function referByForm(page: Page, person: Referred): Promise<void> {
  await page.goto("/ordre/nouvelle");
  await page.getByLabel(say("journey.givenName")).fill(person.givenName);
  await page.getByLabel(say("journey.familyName")).fill(person.familyName);
  await page.getByLabel(say("journey.email")).fill(person.email);
  await page.getByLabel(say("journey.birthDate")).fill(person.birthDate);
  await page.getByLabel(say("referrals.fileNumber")).fill(person.fileNumber);
  await page.getByLabel(say("referrals.reason")).selectOption("ART_35");
  await page.getByRole("button", { name: say("referrals.send") }).click();
  await expect(page.getByText(say("referrals.referred", { name: nameOf(person) }))).toBeVisible();
}

export async function chooseReferralFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.goto("/ordre/liste");
  await page.getByTestId("referral-file").setInputFiles({ name, mimeType: "text/csv", buffer: bytes });
}

/** Opens the development mailbox, finds the newest message to this address and follows its link. */
export async function enterByMail(page: Page, email: string): Promise<void> {
  await page.goto("/dev/mailbox");
  const message = page.getByRole("listitem").filter({ hasText: email }).first();
  await message.getByRole("link").first().click();
  await page.getByRole("button", { name: say("accounts.enter") }).click();
  await expect(page.getByRole("heading", { name: say("journey.nextStep") })).toBeVisible();
}

export async function confirmOwnData(page: Page): Promise<void> {
  await page.getByRole("link", { name: say("journey.confirmAction") }).click();
  await page.getByRole("button", { name: say("journey.confirmData") }).click();
}

export async function readNoticeAndConsent(page: Page): Promise<void> {
  await page.getByRole("link", { name: say("journey.consentAction") }).click();
  await page.getByRole("checkbox", { name: say("journey.COLLECTION_NOTICE.switch") }).check({ force: true });
  await page.getByRole("checkbox", { name: say("journey.ORAL_RECORDING.switch") }).check({ force: true });
  await page.getByRole("radio", { name: say("journey.ONLINE_SUPERVISION.yes") }).check({ force: true });
  await page.getByRole("button", { name: say("journey.saveAnswers") }).click();
}

/** Takes the first session that is offered online. */
export async function bookOnline(page: Page): Promise<void> {
  await page.getByRole("link", { name: say("journey.bookAction") }).click();
  await page.getByRole("radio", { name: say("common.modeOnline") }).check({ force: true });
  await page.getByRole("group", { name: say("scheduling.sessions") }).getByRole("radio").first().check({ force: true });
  await page.getByRole("button", { name: say("scheduling.book") }).click();
  await expect(page.getByRole("heading", { name: say("scheduling.yours") })).toBeVisible();
}

const part = (page: Page, name: "browser" | "camera" | "microphone" | "loudspeaker" | "screen" | "network"): Locator =>
  page.getByTestId(`tech-${name}`);

export async function passTechnicalCheck(page: Page): Promise<void> {
  const press = (where: Locator, name: string) => where.getByRole("button", { name }).click();
  await expect(part(page, "browser")).toContainText(say("tech.ok"));
  await press(part(page, "camera"), say("tech.openCamera"));
  await press(part(page, "camera"), say("tech.cameraYes"));
  await press(part(page, "microphone"), say("tech.openMicrophone"));
  await press(part(page, "microphone"), say("tech.record"));
  await press(part(page, "microphone"), say("tech.heardYes"));
  await press(part(page, "loudspeaker"), say("tech.playTone"));
  await press(part(page, "loudspeaker"), say("tech.toneYes"));
  await press(part(page, "screen"), say("tech.shareScreen"));
  await expect(part(page, "screen")).toContainText(say("tech.ok"));
  await press(part(page, "network"), say("tech.testNetwork"));
  await expect(part(page, "network")).toContainText(say("tech.ok"), { timeout: 60_000 });
  await press(page.locator("body"), say("tech.finish"));
  await expect(page.getByText(say("tech.passedTitle"))).toBeVisible();
}

/** Days pass: the session that these people have booked begins now. Answers which session it is. */
export async function letTheDayCome(server: TestServer, email: string): Promise<string> {
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE "Session" SET "startsAt" = now() - interval '1 minute' WHERE id =
         (SELECT s."sessionId" FROM "Sitting" s JOIN "Account" a ON a.id = s."accountId" WHERE a.email = $1)
       RETURNING id`,
      [email],
    );
    const [session] = rows;
    if (!session) throw new Error(`${email} has booked no session.`);
    return session.id;
  } finally {
    await client.end();
  }
}
