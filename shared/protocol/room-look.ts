import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { headsets, roomSteps } from "../domain/identity/room-look.ts";
import { defineRoute } from "./define.ts";

/** The guided look at somebody's room: the same view for the person and for the staff. */

const sittingParams = z.object({ sittingId: id });

const roomLookView = z.object({
  lookId: id,
  startedAt: instant,
  byName: z.string(),
  steps: z.array(z.enum(roomSteps)),
  /** What is asked now; null when the look is over. */
  now: z.enum(roomSteps).nullable(),
  /** It was ended before every line was noted: it is not done. */
  ended: z.object({ at: instant, byName: z.string() }).nullable(),
  lines: z.array(
    z.object({
      step: z.enum(roomSteps),
      isWell: z.boolean(),
      /** Of a headset that is well; null of every other line, and of one that was noted before it was asked. */
      headset: z.enum(headsets).nullable(),
      note: z.string(),
      byName: z.string(),
      at: instant,
    }),
  ),
});
export type RoomLookView = z.infer<typeof roomLookView>;

export const roomLooks = defineRoute({
  name: "roomLooks",
  method: "GET",
  path: "/api/sittings/:sittingId/room-looks",
  summary: "The looks at the room, the newest first, and the step that is asked now.",
  allow: ["CANDIDATE", "ADVISER", "SUPPORT"],
  params: sittingParams,
  output: z.object({
    timeZone: z.string(),
    looks: z.array(roomLookView),
    /** One can be begun now: the person is there, and their exam is not over. */
    mayBegin: z.boolean(),
  }),
  errors: [],
  outsideExamBrowser: true,
});

export const beginRoomLook = defineRoute({
  name: "beginRoomLook",
  method: "POST",
  path: "/api/sittings/:sittingId/room-looks",
  summary: "Begins the guided look at the room; one that is under way goes on.",
  allow: ["ADVISER", "SUPPORT"],
  params: sittingParams,
  output: z.object({ lookId: id }),
  errors: ["NOT_ALLOWED_NOW"],
});

export const noteRoomStep = defineRoute({
  name: "noteRoomStep",
  method: "POST",
  path: "/api/sittings/:sittingId/room-looks/:lookId/lines",
  summary: "One line of the list is well, or something is noted in neutral words; once.",
  allow: ["ADVISER", "SUPPORT"],
  params: sittingParams.extend({ lookId: id }),
  body: z
    .strictObject({
      step: z.enum(roomSteps),
      isWell: z.boolean(),
      headset: z.enum(headsets).optional(),
      note: z.string().trim().max(300).default(""),
    })
    .refine(({ step, isWell, headset }) => (headset !== undefined) === (step === "HEADSET" && isWell), {
      path: ["headset"],
      message: "is said of a headset that is well, and only of that",
    }),
  output: z.object({ now: z.enum(roomSteps).nullable() }),
  errors: ["REASON_REQUIRED", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const endRoomLook = defineRoute({
  name: "endRoomLook",
  method: "POST",
  path: "/api/sittings/:sittingId/room-looks/:lookId/end",
  summary: "Ends a look before every line is noted; the record says that it was not done. The end of the check-in call does the same.",
  allow: ["ADVISER", "SUPPORT"],
  params: sittingParams.extend({ lookId: id }),
  output: z.object({}),
  errors: ["STATE_CHANGED"],
});
