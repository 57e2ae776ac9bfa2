import { seedForms } from "#prisma/seed/content/index.ts";
import { consentItems, consentVersion, type ConsentItem } from "#shared/domain/privacy/consent-items.ts";
import { recordConsents } from "#shared/protocol/privacy.ts";
import { confirmData, referPerson } from "#shared/protocol/referrals.ts";
import type { Caller, TestApp } from "./app.ts";

/** An order with its clerk, and people who come the way that real people come: referred, confirmed, consenting. */
export interface Order {
  readonly bodyId: string;
  readonly clerkId: string;
  readonly clerk: Caller;
  /** A session of this order, by default online, in thirty days, with six seats. */
  session(given?: { mode?: "ONLINE" | "IN_PERSON"; inDays?: number; capacity?: number }): Promise<string>;
  /** Somebody just referred, who has not come yet. */
  refer(given?: Partial<typeof anybody>): Promise<Person>;
  /** Somebody who may book: confirmed, and consenting to everything needed unless `refused` says otherwise. */
  person(given?: { refused?: readonly ConsentItem[] }): Promise<Person>;
}

export interface Person {
  readonly registrationId: string;
  readonly accountId: string;
  readonly email: string;
  readonly caller: Caller;
}

export const anybody = {
  givenName: "Amina",
  familyName: "Benali",
  birthDate: "1991-04-17",
  reason: "ART_35",
  phone: null,
} as const;

let number = 0;

export async function newOrder(app: TestApp): Promise<Order> {
  const { db } = app.deps;
  number += 1;
  const orderNumber = number;
  const [seed] = seedForms;
  if (!seed) throw new Error("There is a seed form.");
  const { content, keys } = seed;
  const { code, version, professionKey, title, isPractice } = content;
  const createdAt = app.clock.now();
  const { id: formId } = await db.form.upsert({
    where: { code_version: { code, version } },
    create: { code, version, professionKey, title, isPractice, content, keys, createdAt },
    update: {},
    select: { id: true },
  });
  const { id: bodyId } = await db.body.create({
    data: {
      code: `ORD${orderNumber}`,
      name: `Ordre ${orderNumber}`,
      professionKey,
      profession: "infirmière ou infirmier",
    },
    select: { id: true },
  });
  const clerkId = await app.account({ roles: ["CLERK"], bodyId });
  const clerk = await app.as(clerkId);
  let personNumber = 0;

  const refer: Order["refer"] = async (given = {}) => {
    personNumber += 1;
    const email = `candidate-${orderNumber}-${personNumber}@example.test`;
    const body = { ...anybody, ...given, email, fileNumber: `F-${personNumber}` };
    const { registrationId } = await clerk.must(referPerson, { body });
    const { accountId } = await db.registration.findUniqueOrThrow({
      where: { id: registrationId },
      select: { accountId: true },
    });
    return { registrationId, accountId, email, caller: await app.as(accountId) };
  };

  return {
    bodyId,
    clerkId,
    clerk,
    refer,
    session: async ({ mode = "ONLINE", inDays = 30, capacity = 6 } = {}) => {
      const startsAt = new Date(app.clock.now().getTime() + inDays * 86_400_000);
      const place = mode === "ONLINE" ? "Salle virtuelle" : "Montréal";
      const created = await db.session.create({
        data: { bodyId, formId, deliveryMode: mode, state: "OPEN", startsAt, place, capacity },
        select: { id: true },
      });
      return created.id;
    },
    person: async ({ refused = [] } = {}) => {
      const person = await refer();
      const { registrationId, caller } = person;
      const { reason: _reason, ...data } = anybody;
      await caller.must(confirmData, { params: { registrationId }, body: { ...data, timeZone: "Europe/Paris" } });
      const answers = consentItems.map((item) => ({
        item,
        version: consentVersion[item],
        isGranted: !refused.includes(item),
      }));
      await caller.must(recordConsents, { params: { registrationId }, body: { answers } });
      return person;
    },
  };
}
