import { enterByLink } from "#shared/protocol/accounts.ts";
import { demonstration, demonstrationTicket } from "#shared/protocol/demo.ts";
import { enterStation, giveStationCode } from "#shared/protocol/paper.ts";
import { mySittings } from "#shared/protocol/sitting.ts";
import { createCaller, type Caller } from "#tests/support/caller.ts";
import type { Day } from "#tests/support/day.ts";
import type { TestServer } from "./server.ts";

/** People without a browser, for what a journey needs but does not look at. */

// Whoever acts here and in a browser is at one computer: a seat belongs to one.
const cookies = new Map<string, string>();
const keyOf = (server: TestServer, email: string): string => `${server.url} ${email}`;

/** The cookie with which this person has acted already, if they have. */
export const cookieOf = (server: TestServer, email: string): string | undefined => cookies.get(keyOf(server, email));

export async function callerFor(server: TestServer, email: string): Promise<Caller> {
  const visitor = createCaller(server.url, "");
  const { people } = await visitor.must(demonstration, {});
  const person = people.find((one) => one.email === email);
  if (!person) throw new Error(`Nobody has the address ${email}.`);
  const { token } = await visitor.must(demonstrationTicket, { body: { accountId: person.accountId } });
  return signedIn(server, email, await visitor.call(enterByLink, { body: { token } }));
}

/** Uses a station code, as somebody does who was let in at the place: from then on they act from that station. */
export async function callerAtStation(server: TestServer, support: Caller, email: string, sittingId: string): Promise<Caller> {
  const { code } = await support.must(giveStationCode, { params: { sittingId } });
  return signedIn(server, email, await createCaller(server.url, "").call(enterStation, { body: { code } }));
}

function signedIn(server: TestServer, email: string, entered: { readonly headers: Headers } | { readonly ok: false }): Caller {
  const cookie = "headers" in entered ? entered.headers.getSetCookie()[0]?.split(";")[0] : undefined;
  if (!cookie) throw new Error(`${email} could not enter.`);
  cookies.set(keyOf(server, email), cookie);
  return createCaller(server.url, cookie);
}

export interface DemonstrationDay extends Day {
  readonly sitters: readonly (Day["sitters"][number] & { readonly email: string; readonly name: string })[];
}

/** One of its people; the first where nothing is said. */
export function sitterOf(day: DemonstrationDay, index = 0): DemonstrationDay["sitters"][number] {
  const found = day.sitters[index];
  if (!found) throw new Error(`The session has ${day.sitters.length} people.`);
  return found;
}

/** The seeded session of this mode that can be held now, with its people. */
export async function demonstrationDay(server: TestServer, deliveryMode: "ONLINE" | "IN_PERSON"): Promise<DemonstrationDay> {
  const { people, sessions } = await createCaller(server.url, "").must(demonstration, {});
  const session = sessions.find((one) => one.deliveryMode === deliveryMode && one.candidateIds.length > 0);
  const personOf = (accountId: string) => people.find((one) => one.accountId === accountId);
  const [first, second] = session?.adviserIds.map((accountId) => personOf(accountId)?.email) ?? [];
  if (!session || !first || !second) throw new Error(`There is no ${deliveryMode} session with two advisers to hold now.`);
  const sitters = [];
  for (const accountId of session.candidateIds) {
    const person = personOf(accountId);
    if (!person) throw new Error("A candidate of the session is not among the people.");
    const caller = await callerFor(server, person.email);
    const [sitting] = (await caller.must(mySittings, {})).sittings;
    if (!sitting) throw new Error(`${person.name} has no sitting.`);
    sitters.push({ caller, sittingId: sitting.sittingId, email: person.email, name: person.name });
  }
  return { sessionId: session.sessionId, advisers: [await callerFor(server, first), await callerFor(server, second)], sitters };
}
