import { z } from "zod";
import { roles } from "../domain/accounts/roles.ts";
import { deliveryModes, sessionStates } from "../domain/scheduling/session-machine.ts";
import { id, instant } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

/** Only in demonstration mode: walk every role from one browser. */

export const demonstration = defineRoute({
  name: "demonstration",
  method: "GET",
  path: "/api/demo",
  summary: "The people of the demonstration; absent outside demonstration mode.",
  allow: "PUBLIC",
  output: z.object({
    /** Of every staff, marker and order account of the demonstration. */
    password: z.string(),
    sessions: z.array(
      z.object({
        sessionId: id,
        bodyCode: z.string(),
        deliveryMode: z.enum(deliveryModes),
        state: z.enum(sessionStates),
        startsAt: instant,
        timeZone: z.string(),
        candidateIds: z.array(id),
        adviserIds: z.array(id),
      }),
    ),
    people: z.array(
      z.object({
        accountId: id,
        /** The host name of this person's window: `<slug>.localhost`. */
        slug: z.string(),
        name: z.string(),
        email: z.string(),
        roles: z.array(z.enum(roles)),
        bodyCode: z.string().nullable(),
        tool: z.enum(["KEYBOARD", "HANDWRITTEN"]).nullable(),
      }),
    ),
  }),
  errors: [],
});

export const demonstrationTicket = defineRoute({
  name: "demonstrationTicket",
  method: "POST",
  path: "/api/demo/tickets",
  summary: "A one-time entry as one of the demonstration's people; absent outside demonstration mode.",
  allow: "PUBLIC",
  body: z.object({ accountId: id }),
  output: z.object({ token: z.string() }),
  errors: [],
});
