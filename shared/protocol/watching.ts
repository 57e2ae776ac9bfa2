import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { boardSitting } from "./conduct.ts";
import { defineRoute } from "./define.ts";

/**
 * What the advisers of a session entrust to somebody who does not lead it: watching over its people, of several sessions at
 * home at once, or typing the captions of its discussion.
 */

/** `CAPTIONS`: to listen to the discussion and write what is said, for those who were granted captions. */
export const duties = ["WATCH", "CAPTIONS"] as const;
export type Duty = (typeof duties)[number];

const allow = ["ADVISER"] as const;
const sessionParams = z.object({ sessionId: id });
const colleague = z.object({ accountId: id, name: z.string() });
const entrusted = z.object({ watchers: z.array(colleague), colleagues: z.array(colleague) });
export type Entrusted = z.infer<typeof entrusted>;

export const sessionWatchers = defineRoute({
  name: "sessionWatchers",
  method: "GET",
  path: "/api/sessions/:sessionId/watchers",
  summary: "Who watches over the people of a session or types its captions beside its advisers, and who could.",
  allow,
  params: sessionParams,
  output: z.object({
    /** By duty; captions are null where nobody of the session was granted any. */
    WATCH: entrusted,
    CAPTIONS: entrusted.nullable(),
  }),
  errors: [],
});

export const entrustWatching = defineRoute({
  name: "entrustWatching",
  method: "POST",
  path: "/api/sessions/:sessionId/watchers",
  summary: "Asks another adviser to watch over the people of a session, or somebody of the staff to type its captions, until it is over or withdrawn. Twice is once.",
  allow,
  params: sessionParams,
  body: z.strictObject({ accountId: id, duty: z.enum(duties).default("WATCH") }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW"],
});

export const withdrawWatching = defineRoute({
  name: "withdrawWatching",
  method: "POST",
  path: "/api/sessions/:sessionId/watchers/:accountId/withdrawal",
  summary: "Takes a duty back before the session is over: from then on its person sees and hears nobody of it.",
  allow,
  params: sessionParams.extend({ accountId: id }),
  body: z.strictObject({ reason: z.string().trim().min(3).max(200), duty: z.enum(duties).default("WATCH") }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW"],
});

const seen = boardSitting
  .pick({
    sittingId: true,
    name: true,
    state: true,
    writingTool: true,
    runs: true,
    lastSeenAt: true,
    lastSavedAt: true,
    unsent: true,
    connection: true,
    level: true,
    reasons: true,
    canKeepExtract: true,
    sideCamera: true,
  })
  // As the media room names them; null while their session shows nobody.
  .extend({ peer: z.string().nullable() });

export const wallSession = z.object({
  sessionId: id,
  bodyName: z.string(),
  /** Short: four of them stand beside each other. */
  bodyCode: z.string(),
  startsAt: instant,
  timeZone: z.string(),
  advisers: z.array(z.string()),
  /** One leads it: its desk is one's own. */
  isOwn: z.boolean(),
  /** Null where nobody is seen yet. */
  roomId: id.nullable(),
  people: z.array(seen),
});
export type WallSession = z.infer<typeof wallSession>;

export const supervisionWall = defineRoute({
  name: "supervisionWall",
  method: "GET",
  path: "/api/supervision",
  summary: "Everybody of the sessions at home that are under way and that one leads or watches over.",
  allow,
  output: z.object({ sessions: z.array(wallSession), serverNow: instant }),
  errors: [],
});

export const captioningSession = z.object({
  sessionId: id,
  bodyName: z.string(),
  startsAt: instant,
  timeZone: z.string(),
  /** The discussion that is on; null before it opens and once it is closed. */
  room: z.object({ roomId: id, hasMedia: z.boolean() }).nullable(),
});
export type CaptioningSession = z.infer<typeof captioningSession>;

export const myCaptioning = defineRoute({
  name: "myCaptioning",
  method: "GET",
  path: "/api/captioning",
  summary: "The sessions that are not over, whose captions one was asked to type.",
  allow: ["ADVISER", "SUPPORT"],
  output: z.object({ sessions: z.array(captioningSession) }),
  errors: [],
});
