import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { absenceOutcomes } from "../domain/discussion/absence.ts";
import { defineRoute } from "./define.ts";

/** Who has the floor in a discussion: hands, speaking time, and what happens when somebody is missing. */

const sittingParams = z.object({ sittingId: id });
const roomParams = z.object({ roomId: id });

export const raiseHand = defineRoute({
  name: "raiseHand",
  method: "PUT",
  path: "/api/sittings/:sittingId/hand",
  summary: "Raises or lowers one's hand in the discussion that is open. A hand that is raised already keeps its place.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  body: z.strictObject({ isRaised: z.boolean() }),
  output: z.object({}),
  errors: ["ROOM_NOT_OPEN", "IDENTITY_NOT_CONFIRMED", "RUN_NOT_OPEN", "SEAT_ELSEWHERE", "STATION_NEEDED"],
});

export const giveFloor = defineRoute({
  name: "giveFloor",
  method: "PUT",
  path: "/api/rooms/:roomId/floor",
  summary: "Gives the floor to one participant, whose hand goes down; null leaves it to everybody again.",
  allow: ["ADVISER"],
  params: roomParams,
  body: z.strictObject({ sittingId: id.nullable() }),
  output: z.object({}),
  errors: ["ROOM_NOT_OPEN"],
});

const seconds = z.number().nonnegative();

export const speakingTimesView = z.object({
  /** False where no microphone of the room is measured: at a table without any. */
  isMeasured: z.boolean(),
  totalSeconds: seconds,
  /** Half of an equal share: whoever has had less is to be offered the floor. */
  floorShare: z.number(),
  /** 0 when everybody spoke as long. */
  gini: z.number(),
  people: z.array(
    z.object({
      sittingId: id,
      seconds,
      share: z.number(),
      turns: z.number().int(),
      longestTurnSeconds: seconds,
      overlapSeconds: seconds,
      interruptionsMade: z.number().int(),
      interruptionsReceived: z.number().int(),
      lastSpokeAt: instant.nullable(),
      /** How often the floor was given to the person, and prompts were offered. */
      timesOffered: z.number().int(),
    }),
  ),
  /** The most pressing first; only while the free discussion lasts. */
  hints: z.array(
    z.object({ sittingId: id, kind: z.enum(["QUIET", "BELOW_FLOOR"]), minutes: z.number().int().nullable() }),
  ),
});
export type SpeakingTimesView = z.infer<typeof speakingTimesView>;

export const speakingTimes = defineRoute({
  name: "speakingTimes",
  method: "GET",
  path: "/api/rooms/:roomId/speaking-times",
  summary: "How long each participant spoke, for those who lead the discussion. Never shown to candidates, never scored.",
  allow: ["ADVISER"],
  params: roomParams,
  output: speakingTimesView,
  errors: [],
  // Asked every five seconds.
  perMinute: 60,
});

export const decideAbsence = defineRoute({
  name: "decideAbsence",
  method: "POST",
  path: "/api/rooms/:roomId/absences",
  summary:
    "Goes on without somebody who did not come back within five minutes, or begins again for everybody. With a reason; deciding the same twice is a success.",
  allow: ["ADVISER"],
  params: roomParams,
  body: z.strictObject({ sittingId: id, outcome: z.enum(absenceOutcomes), reason: z.string().trim().max(2_000) }),
  output: z.object({}),
  errors: ["ROOM_NOT_OPEN", "REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});
