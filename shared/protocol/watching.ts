import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { boardSitting } from "./conduct.ts";
import { defineRoute } from "./define.ts";

/** Watching over the people of several sessions at home at once, by somebody whom their advisers asked. */

const allow = ["ADVISER"] as const;
const sessionParams = z.object({ sessionId: id });
const adviser = z.object({ accountId: id, name: z.string() });

export const sessionWatchers = defineRoute({
  name: "sessionWatchers",
  method: "GET",
  path: "/api/sessions/:sessionId/watchers",
  summary: "Who watches over the people of a session beside its advisers, and who could.",
  allow,
  params: sessionParams,
  output: z.object({ watchers: z.array(adviser), colleagues: z.array(adviser) }),
  errors: [],
});

export const entrustWatching = defineRoute({
  name: "entrustWatching",
  method: "POST",
  path: "/api/sessions/:sessionId/watchers",
  summary: "Asks another adviser to watch over the people of a session until it is over or withdrawn. Twice is once.",
  allow,
  params: sessionParams,
  body: z.strictObject({ accountId: id }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW"],
});

export const withdrawWatching = defineRoute({
  name: "withdrawWatching",
  method: "POST",
  path: "/api/sessions/:sessionId/watchers/:accountId/withdrawal",
  summary: "Takes watching back before the session is over: from then on its person sees and hears nobody of it.",
  allow,
  params: sessionParams.extend({ accountId: id }),
  body: z.strictObject({ reason: z.string().trim().min(3).max(200) }),
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
