import { defineMachine } from "../../kernel/machine.ts";
import type { DeliveryMode } from "../scheduling/session-machine.ts";
import type { SittingState } from "./sitting-machine.ts";

/** Which signed-in browser may sit. Asked for by another machine, granted by a person, ended by the next one. */
export const seatStates = ["REQUESTED", "HELD", "ENDED"] as const;
export type SeatState = (typeof seatStates)[number];
export type SeatEvent = "grant" | "end";

export const seatMachine = defineMachine<SeatState, SeatEvent>({
  REQUESTED: { grant: "HELD", end: "ENDED" },
  HELD: { end: "ENDED" },
  ENDED: {},
});

/**
 * How a browser stands to a sitting: it holds the seat, nobody does yet, another one does, it has asked to be readmitted,
 * or it is not an exam station where it must be one.
 */
export const seatPlaces = ["HERE", "FREE", "ELSEWHERE", "REQUESTED", "STATION_NEEDED"] as const;
export type SeatPlace = (typeof seatPlaces)[number];

export interface SeatFacts {
  readonly isPractice: boolean;
  readonly deliveryMode: DeliveryMode;
  readonly sittingState: SittingState;
  readonly seats: readonly { readonly authSessionId: string; readonly state: SeatState }[];
}

/** Nobody has looked at a document yet: whoever comes last is the one who will be seen. */
const beforeIdentity: readonly SittingState[] = ["SCHEDULED", "WAITING"];

export function seatPlaceOf(facts: SeatFacts, authSessionId: string): SeatPlace {
  if (facts.isPractice) return "HERE";
  const own = facts.seats.filter((seat) => seat.authSessionId === authSessionId);
  if (own.some(({ state }) => state === "HELD")) return "HERE";
  if (facts.deliveryMode === "IN_PERSON") return "STATION_NEEDED";
  const isTaken = facts.seats.some(({ state }) => state === "HELD");
  if (!isTaken || beforeIdentity.includes(facts.sittingState)) return "FREE";
  return own.some(({ state }) => state === "REQUESTED") ? "REQUESTED" : "ELSEWHERE";
}

/** What a browser without the seat is told when it asks for the exam; undefined when it may go on. */
export function seatRefusalFor(place: SeatPlace): "SEAT_ELSEWHERE" | "STATION_NEEDED" | undefined {
  switch (place) {
    case "HERE":
    case "FREE":
      return undefined;
    case "ELSEWHERE":
    case "REQUESTED":
      return "SEAT_ELSEWHERE";
    case "STATION_NEEDED":
      return "STATION_NEEDED";
  }
}
