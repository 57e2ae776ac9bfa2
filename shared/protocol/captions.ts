import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

/** Captions of an oral activity, typed by somebody of the staff, for those to whom they were granted before the day. */

const roomParams = z.object({ roomId: id });

export const roomCaptionsView = z.object({
  /** For whom they are typed; empty for the person who reads them, and where nobody has them. */
  names: z.array(z.string()),
  /** Whose words they may be: everybody of the room. */
  speakers: z.array(z.string()),
  /** The oldest first. */
  captions: z.array(z.object({ captionId: id, speaker: z.string(), text: z.string(), at: instant })),
});
export type RoomCaptionsView = z.infer<typeof roomCaptionsView>;

export const roomCaptions = defineRoute({
  name: "roomCaptions",
  method: "GET",
  path: "/api/rooms/:roomId/captions",
  summary: "The captions of a live room, for those who write them and for whoever was granted them; for anybody else there are none.",
  allow: ["CANDIDATE", "ADVISER", "SUPPORT"],
  params: roomParams,
  output: roomCaptionsView,
  errors: [],
});

export const addCaption = defineRoute({
  name: "addCaption",
  method: "POST",
  path: "/api/rooms/:roomId/captions",
  summary: "Writes down what was said, while somebody in the room has captions. What was written stays as it is.",
  allow: ["ADVISER", "SUPPORT"],
  params: roomParams,
  body: z.strictObject({ speaker: z.string().trim().max(80), text: z.string().trim().min(1).max(500) }),
  output: z.object({ captionId: id }),
  errors: ["ROOM_NOT_OPEN", "NOT_ALLOWED_NOW"],
  // A quick typist sends a line every second or two.
  perMinute: 120,
});
