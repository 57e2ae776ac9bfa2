import { consentItems, consentVersion } from "#shared/domain/privacy/consent-items.ts";
import { recordConsents } from "#shared/protocol/privacy.ts";
import { confirmData, referPerson } from "#shared/protocol/referrals.ts";
import { bookSession } from "#shared/protocol/scheduling.ts";
import { Remediable } from "../steps/say.ts";
import { createDoors, enterAs, readDemonstration } from "./doors.ts";

/** Further people for a session, in the way that people come to one: their order refers them, they agree, they book. */

const names = [
  ["Nadia", "Cherkaoui"],
  ["Tomás", "Rivera"],
  ["Ingrid", "Haugen"],
  ["Samuel", "Okafor"],
  ["Leïla", "Haddou"],
  ["Mihai", "Ionescu"],
  ["Grace", "Tan"],
  ["Pavel", "Novák"],
] as const;

export async function bringNewcomers(url: string, bodyCode: string, sessionId: string, count: number): Promise<void> {
  const visitor = createDoors(url);
  const { people } = await readDemonstration(visitor);
  const clerk = people.find((one) => one.roles.includes("CLERK") && one.bodyCode === bodyCode);
  if (!clerk) throw new Remediable(`Nobody works for the order ${bodyCode}, so nobody can be referred.`);
  const office = await enterAs(visitor, clerk.accountId);
  for (const [givenName, familyName] of names.slice(0, count)) {
    const mark = `${Date.now()}${Math.floor(Math.random() * 1000)}`;
    const email = `simulation-${mark}@courriel.test`;
    const person = { givenName, familyName, birthDate: "1990-05-14", phone: null } as const;
    const { registrationId } = await office.ask(referPerson, { body: { ...person, email, fileNumber: `S-${mark}`, reason: "ART_35" } });
    const account = (await readDemonstration(visitor)).people.find((one) => one.email === email);
    if (!account) throw new Error(`${email} was referred and is nowhere.`);
    const { ask } = await enterAs(visitor, account.accountId);
    const params = { registrationId };
    await ask(confirmData, { params, body: { ...person, timeZone: "America/Toronto" } });
    const answers = consentItems.map((item) => ({ item, version: consentVersion[item], isGranted: true }));
    await ask(recordConsents, { params, body: { answers } });
    await ask(bookSession, { params, body: { sessionId, deliveryMode: "ONLINE", writingTool: "KEYBOARD", replacesBookingId: null } });
  }
}
