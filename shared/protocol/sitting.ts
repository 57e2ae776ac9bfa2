import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { lockdownLevels } from "../domain/integrity/lockdown-policy.ts";
import { measures, readAloudActivities } from "../domain/accommodations/measures.ts";
import { sideCameraRules, sideCameraStates } from "../domain/rooms/side-camera.ts";
import { deliveryModes, writingTools } from "../domain/scheduling/session-machine.ts";
import { seatPlaces } from "../domain/sitting/seat.ts";
import { activities, runStates } from "../domain/sitting/run-machine.ts";
import { sittingStates } from "../domain/sitting/sitting-machine.ts";
import { timeCauses } from "../domain/sitting/time-ledger.ts";
import { defineRoute } from "./define.ts";

/** One activity of one person, with its clock. */
export const runView = z.object({
  runId: id,
  activity: z.enum(activities),
  state: z.enum(runStates),
  startedAt: instant.nullable(),
  /** Null while the clock is stopped or not started. */
  endsAt: instant.nullable(),
  baseSeconds: z.number().int(),
  /** The clock stands still because the page was not heard; it runs again as soon as it is, unless the page is frozen. */
  isSilent: z.boolean(),
  /** Since when the clock stands still; null while it runs or has not started. */
  stoppedAt: instant.nullable(),
  /** Why it stands still: nobody was heard, the screen or a device was missing, a person of the staff stopped it, or a break that was granted. */
  stopCause: z.enum(["OUTAGE", "DEVICE", "PAUSE", "BREAK"]).nullable(),
  /** The time ledger: every second given beside the base, with its cause. */
  ledger: z.array(
    z.object({
      cause: z.enum(timeCauses),
      seconds: z.number().int(),
      reason: z.string(),
      createdAt: instant,
    }),
  ),
});
export type RunView = z.infer<typeof runView>;

export const roomKinds = ["CHECK_IN", "DISCUSSION", "INTERVIEW", "SUPERVISION"] as const;
export type RoomKind = (typeof roomKinds)[number];
export const openRoomView = z.object({ roomId: id, kind: z.enum(roomKinds), openedByName: z.string() });

/** How a second camera stands, for its person and for their advisers. */
export const sideCameraView = z.object({ rule: z.enum(sideCameraRules), state: z.enum(sideCameraStates) });
export type SideCameraView = z.infer<typeof sideCameraView>;

/** What a candidate may know of their own sitting. No exam content: that has its own routes, behind identity. */
/** Who reads aloud for somebody to whom that was granted. */
export const readerView = z.object({ activity: z.enum(readAloudActivities), name: z.string() });

export const candidateSittingView = z.object({
  sittingId: id,
  sessionId: id,
  /** The practice exam: the very same pages, and nothing of it counts. */
  isPractice: z.boolean(),
  state: z.enum(sittingStates),
  deliveryMode: z.enum(deliveryModes),
  writingTool: z.enum(writingTools),
  professionKey: z.string(),
  startsAt: instant,
  timeZone: z.string(),
  place: z.string(),
  advisers: z.array(z.object({ name: z.string() })),
  /** How this very browser stands to the sitting: one browser at a time sits. */
  seat: z.enum(seatPlaces),
  /** After a change of machine: nothing runs until the person continues. */
  isFrozen: z.boolean(),
  /** Place in the virtual queue, from 1; null when not waiting. */
  queuePlace: z.number().int().nullable(),
  runs: z.array(runView),
  openRooms: z.array(openRoomView),
  /** The exam is sat in Safe Exam Browser: this page first shows that it is. */
  needsExamBrowser: z.boolean(),
  /** What this page keeps from happening and what it notes, as chosen for the session. */
  lockdown: z.object({ level: z.enum(lockdownLevels), version: z.number().int() }),
  /** At home, who is supervised in reading and writing, and through which room once it is open; null: nobody is. */
  supervision: z
    .object({
      roomId: id.nullable(),
      /** The names of those who may see the person. */
      watchers: z.array(z.string()),
      /** A person of the staff let the clock run, knowing that no screen is seen: the exam is in view without it. */
      isScreenReleased: z.boolean(),
    })
    .nullable(),
  /** A telephone as a second camera; null where none is offered. */
  sideCamera: sideCameraView.nullable(),
  /** The whole session stands still: nothing opens until an adviser lets everybody go on. */
  isHeld: z.boolean(),
  /** What was granted to this person beforehand; the extra time is in the ledgers. */
  granted: measures.omit({ extraTime: true, breaks: true }).extend({
    breaks: z.object({ count: z.number().int(), minutes: z.number().int(), taken: z.number().int() }).nullable(),
  }),
  /** Who reads aloud for this person now. */
  reader: readerView.nullable(),
  serverNow: instant,
});
export type CandidateSittingView = z.infer<typeof candidateSittingView>;

const sittingParams = z.object({ sittingId: id });

export const mySitting = defineRoute({
  name: "mySitting",
  method: "GET",
  path: "/api/sittings/:sittingId",
  summary: "The state of one's own sitting: where one is, the clocks, who will come.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: candidateSittingView,
  errors: [],
  outsideExamBrowser: true,
});

export const arrive = defineRoute({
  name: "arrive",
  method: "POST",
  path: "/api/sittings/:sittingId/arrive",
  summary: "The candidate enters the virtual waiting room.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: candidateSittingView,
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

/** Sent every five seconds from the exam page; silence is the server's own evidence of an outage. */
export const heartbeat = defineRoute({
  name: "heartbeat",
  method: "POST",
  path: "/api/sittings/:sittingId/heartbeat",
  summary: "The candidate's page is alive; time lost in a silence is given back.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  body: z.object({
    page: z.string().max(60),
    battery: z.number().int().min(0).max(100).nullable(),
    unsent: z.number().int().min(0),
    /** The page was opened again and waits for the person to press «Continuer»: being heard does not start the clock. */
    isFrozen: z.boolean().default(false),
    /**
     * Seconds that the device slept since it was last heard: its silence was no cut of the network. A page whose clock was set
     * says any number of them, and is heard all the same.
     */
    sleptSeconds: z.number().int().min(0).optional(),
    /** No answer has reached the page for a minute, and it hides the exam: until one does, this is silence to its clock. */
    isUnanswered: z.boolean().default(false),
  }),
  output: z.object({
    serverNow: instant,
    /** Seconds given back just now, 0 when nothing was lost. */
    restoredSeconds: z.number().int(),
    runs: z.array(runView),
  }),
  errors: ["SEAT_ELSEWHERE", "STATION_NEEDED"],
  perMinute: 60,
});

export const continueSitting = defineRoute({
  name: "continueSitting",
  method: "POST",
  path: "/api/sittings/:sittingId/continue",
  summary: "The person is back at a page that was opened again: a clock that silence had stopped runs from now on.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: candidateSittingView,
  errors: ["SEAT_ELSEWHERE", "STATION_NEEDED"],
});

export const mySittings = defineRoute({
  name: "mySittings",
  method: "GET",
  path: "/api/my/sittings",
  summary: "The candidate's sittings, the next one first.",
  allow: ["CANDIDATE"],
  output: z.object({
    sittings: z.array(
      z.object({
        sittingId: id,
        state: z.enum(sittingStates),
        startsAt: instant,
        deliveryMode: z.enum(deliveryModes),
      }),
    ),
  }),
  errors: [],
});

export const submitRun = defineRoute({
  name: "submitRun",
  method: "POST",
  path: "/api/runs/:runId/submit",
  summary: "Hands in the reading answers or the text, once the server holds everything that the page shows.",
  allow: ["CANDIDATE"],
  params: z.object({ runId: id }),
  body: z.object({
    clientId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
    /** The last number that the page gave out. */
    lastSeq: z.number().int().min(0),
    /** Hash of everything that the page shows. */
    contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  output: z.object({ run: runView, serverNow: instant }),
  errors: ["SEAT_ELSEWHERE", "STATION_NEEDED", "RUN_NOT_OPEN", "LEASE_LOST", "UNSENT_ANSWERS", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

const breakAnswer = z.object({ run: runView, serverNow: instant });

export const startBreak = defineRoute({
  name: "startBreak",
  method: "POST",
  path: "/api/runs/:runId/break",
  summary: "A break that was granted beforehand begins: the clock stands still and the content is hidden.",
  allow: ["CANDIDATE", "ADVISER"],
  params: z.object({ runId: id }),
  output: breakAnswer,
  errors: ["RUN_NOT_OPEN", "NO_BREAK_LEFT", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const endBreak = defineRoute({
  name: "endBreak",
  method: "POST",
  path: "/api/runs/:runId/break/end",
  summary: "The break is over; every second of it is given back. Ending twice is ending once.",
  allow: ["CANDIDATE", "ADVISER"],
  params: z.object({ runId: id }),
  output: breakAnswer,
  errors: ["RUN_NOT_OPEN", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});
