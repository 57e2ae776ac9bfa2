import type { RouteAnswer } from "#shared/protocol/define.ts";
import type { demonstration } from "#shared/protocol/demo.ts";
import { Remediable } from "../steps/say.ts";
import type { Asked } from "./asked.ts";

type Demonstration = RouteAnswer<typeof demonstration>;
export type Person = Demonstration["people"][number];

/** Who comes, and how many candidates have to be found first. */
export interface Cast {
  readonly sessionId: string;
  readonly candidates: readonly Person[];
  readonly newcomers: number;
  readonly advisers: readonly Person[];
  /** Who is left for the visitor to be. */
  readonly free: readonly Person[];
  readonly bodyCode: string;
}

/**
 * The last ones of each list come, so that the first ones, whom everybody opens first, are the visitor's. One person is
 * always left to be.
 * @throws Remediable
 */
export function castOf({ sessions, people }: Demonstration, asked: Pick<Asked, "session" | "candidates" | "advisers">): Cast {
  const held = sessions.filter(({ state, deliveryMode }) => state !== "HELD" && deliveryMode === "ONLINE");
  const session = asked.session === null && held.length === 1 ? held[0] : held.find(({ sessionId }) => sessionId === asked.session);
  if (!session) {
    const wrong = asked.session === null ? "Which session? Say it with --session ID." : `No session ${asked.session} can be joined from home now.`;
    throw new Remediable(`${wrong} ${listOf(held)}`);
  }
  const peopleOf = (ids: readonly string[]): Person[] => ids.flatMap((id) => people.find(({ accountId }) => accountId === id) ?? []);
  const [candidates, advisers] = [peopleOf(session.candidateIds), peopleOf(session.adviserIds)];
  if (asked.advisers > advisers.length) throw new Remediable(`The session has ${advisers.length} advisers: --advisers ${asked.advisers} is too many.`);
  const isVisitorAdviser = asked.advisers < advisers.length;
  // Where every adviser is simulated, the visitor is a candidate.
  const known = Math.min(asked.candidates, isVisitorAdviser ? candidates.length : candidates.length - 1);
  const newcomers = asked.candidates - known;
  if (newcomers > 0 && session.state !== "OPEN")
    throw new Remediable(`The session has begun with ${candidates.length} candidates, and nobody can join it any more: ask for ${known} at most.`);
  const coming = { candidates: known === 0 ? [] : candidates.slice(-known), advisers: asked.advisers === 0 ? [] : advisers.slice(-asked.advisers) };
  const isComing = (person: Person): boolean => coming.candidates.includes(person) || coming.advisers.includes(person);
  return { ...coming, sessionId: session.sessionId, newcomers, free: [...advisers, ...candidates].filter((person) => !isComing(person)), bodyCode: session.bodyCode };
}

const listOf = (sessions: Demonstration["sessions"]): string =>
  sessions.length === 0
    ? "There is none: restart the server, which prepares one."
    : `There are:\n${sessions.map(({ sessionId, bodyCode, state }) => `  ${sessionId}  ${bodyCode}, ${state === "OPEN" ? "not begun" : "under way"}`).join("\n")}`;
