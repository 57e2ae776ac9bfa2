import { z } from "zod";
import { lockdownLevels } from "../domain/integrity/lockdown-policy.ts";
import { sideCameraRules, usualSideCamera } from "../domain/rooms/side-camera.ts";
import { deliveryModes, sessionStates } from "../domain/scheduling/session-machine.ts";
import { id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

const sessionParams = z.object({ sessionId: id });

const sessionHead = z.object({
  bodyName: z.string(),
  deliveryMode: z.enum(deliveryModes),
  startsAt: instant,
  timeZone: z.string(),
  /** Null when nobody has chosen: the usual rules. */
  chosenByName: z.string().nullable(),
});

/** Under which rules a session is held. */
export const sessionRulesView = sessionHead.extend({
  /** The level is chosen while it is `OPEN`. */
  state: z.enum(sessionStates),
  level: z.enum(lockdownLevels),
  /** Whether people may, or are asked to, pair a telephone as a second camera. */
  sideCamera: z.enum(sideCameraRules),
  lockdownVersion: z.number().int(),
  disconnectionVersion: z.number().int(),
  chosenAt: instant.nullable(),
});

export const sessionRules = defineRoute({
  name: "sessionRules",
  method: "GET",
  path: "/api/sessions/:sessionId/rules",
  summary: "The level and the versions under which a session is held.",
  allow: ["ADVISER", "SUPPORT", "DIRECTOR"],
  params: sessionParams,
  output: sessionRulesView,
  errors: [],
});

export const chooseRules = defineRoute({
  name: "chooseRules",
  method: "POST",
  path: "/api/sessions/:sessionId/rules",
  summary: "Chooses the level of a session that has not started, under the versions in force now.",
  allow: ["ADVISER", "SUPPORT", "DIRECTOR"],
  params: sessionParams,
  body: z.strictObject({ level: z.enum(["STANDARD", "STRICT"]), sideCamera: z.enum(sideCameraRules).default(usualSideCamera) }),
  output: sessionRulesView,
  errors: ["NOT_ALLOWED_NOW"],
});

export const ruledSessions = defineRoute({
  name: "ruledSessions",
  method: "GET",
  path: "/api/session-rules",
  summary: "The sessions whose level can still be chosen by the person who asks, the soonest first.",
  allow: ["ADVISER", "SUPPORT", "DIRECTOR"],
  output: z.object({ sessions: z.array(sessionHead.extend({ sessionId: id, level: z.enum(lockdownLevels) })) }),
  errors: [],
});
