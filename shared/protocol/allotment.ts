import { z } from "zod";
import { day, id, instant } from "../kernel/wire.ts";
import { formLanguages } from "../domain/forms/language.ts";
import { bars } from "../domain/marking/allot.ts";
import { oralActivities } from "../domain/marking/units.ts";
import { maxLimit, moveReasons } from "../domain/marking/workload.ts";
import { defineRoute } from "./define.ts";

/**
 * Who marks what, for the directorate: loads, absences, what nobody can take, and what went from one marker to another.
 * Everything that is marked is under its code: whoever gives work out does not learn whose text it is.
 */

const limit = z.number().int().min(0).max(maxLimit);
export const workloadLimit = z.object({ openTasks: limit, weekTasks: limit });

export const markedActivities = ["WRITING", ...oralActivities] as const;
const markedActivity = z.enum(markedActivities);

const days = z.object({ from: day, to: day }).refine(({ from, to }) => from <= to, { path: ["to"], message: "ends before it begins" });

const languages = z
  .array(z.enum(formLanguages))
  .min(1)
  .refine((given) => new Set(given).size === given.length, "a language is named once");

const absence = z.object({ absenceId: id, from: day, to: day });

const markerRow = z.object({
  raterId: id,
  name: z.string(),
  openTasks: z.number().int(),
  lateTasks: z.number().int(),
  weekTasks: z.number().int(),
  limit: workloadLimit,
  hasOwnLimit: z.boolean(),
  /** In which they are habilitated. */
  languages,
  isAway: z.boolean(),
  /** Those that are not over. */
  absences: z.array(absence),
});
export type MarkerRow = z.infer<typeof markerRow>;

/** How many markers each reason keeps away. */
const barCounts = z.array(z.object({ bar: z.enum(bars), markers: z.number().int() }));
export type BarCounts = z.infer<typeof barCounts>;

export const allotmentDesk = defineRoute({
  name: "allotmentDesk",
  method: "GET",
  path: "/api/marking/allotment",
  summary: "Each marker’s load and absences, what waits with nobody to take it, and the latest moves.",
  allow: ["DIRECTOR"],
  output: z.object({
    markers: z.array(markerRow),
    everybody: workloadLimit,
    today: day,
    /** The most pressing first; a hundred at most, of `waitingCount`. */
    waiting: z.array(
      z.object({
        placeId: z.string(),
        activity: markedActivity,
        /** The task of whoever has it and is away; null where nobody has it. */
        held: z.object({ taskId: id, blindCode: z.string(), markerName: z.string(), isStarted: z.boolean() }).nullable(),
        dueAt: instant,
        isLate: z.boolean(),
        why: barCounts,
      }),
    ),
    waitingCount: z.number().int(),
    moves: z.array(
      z.object({
        moveId: id,
        activity: markedActivity,
        fromCode: z.string(),
        toCode: z.string(),
        fromName: z.string(),
        toName: z.string(),
        why: z.enum(moveReasons),
        reason: z.string(),
        byName: z.string().nullable(),
        movedAt: instant,
      }),
    ),
    legalDays: z.number().int(),
    dueDays: z.object({ first: z.number().int(), third: z.number().int(), borderline: z.number().int() }),
  }),
  errors: [],
});

const raterParams = z.object({ raterId: id });

export const markerTasks = defineRoute({
  name: "markerTasks",
  method: "GET",
  path: "/api/marking/markers/:raterId/tasks",
  summary: "What waits for one marker, under its codes.",
  allow: ["DIRECTOR"],
  params: raterParams,
  output: z.object({
    tasks: z.array(
      z.object({
        taskId: id,
        blindCode: z.string(),
        activity: markedActivity,
        dueAt: instant,
        isLate: z.boolean(),
        isStarted: z.boolean(),
      }),
    ),
  }),
  errors: [],
});

const taskParams = z.object({ taskId: id });

export const taskTakers = defineRoute({
  name: "taskTakers",
  method: "GET",
  path: "/api/marking/tasks/:taskId/takers",
  summary: "Who could take a task over, the least loaded first, and what keeps the others away.",
  allow: ["DIRECTOR"],
  params: taskParams,
  output: z.object({
    takers: z.array(z.object({ raterId: id, name: z.string(), openTasks: z.number().int() })),
    barred: barCounts,
  }),
  errors: ["NOT_ALLOWED_NOW"],
});

export const reallotTask = defineRoute({
  name: "reallotTask",
  method: "POST",
  path: "/api/marking/tasks/:taskId/reallot",
  summary: "Gives what waits for one marker to another, with a reason: to somebody named, or by lot. What was begun is lost.",
  allow: ["DIRECTOR"],
  params: taskParams,
  body: z.object({ raterId: id.nullable(), reason: z.string().trim().max(1_000) }),
  output: z.object({ toName: z.string() }),
  errors: ["REASON_REQUIRED", "NO_ELIGIBLE_RATER", "NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const setWorkload = defineRoute({
  name: "setWorkload",
  method: "POST",
  path: "/api/marking/workload",
  summary: "Sets how much one marker is given, or everybody who has no limit of their own. What was set before stays written.",
  allow: ["DIRECTOR"],
  body: workloadLimit.extend({ raterId: id.nullable() }),
  output: z.object({}),
  errors: [],
});

export const setMarkerLanguages = defineRoute({
  name: "setMarkerLanguages",
  method: "POST",
  path: "/api/marking/markers/:raterId/languages",
  summary: "Says in which languages a marker is habilitated. What they have stays theirs; what was set before stays written.",
  allow: ["DIRECTOR"],
  params: raterParams,
  body: z.object({ languages }),
  output: z.object({}),
  errors: [],
});

export const enterAbsence = defineRoute({
  name: "enterAbsence",
  method: "POST",
  path: "/api/marking/markers/:raterId/absences",
  summary: "Enters days on which a marker is away. What they have not begun goes to others on the first day.",
  allow: ["DIRECTOR"],
  params: raterParams,
  body: days,
  output: z.object({ absenceId: id, moved: z.number().int(), kept: z.number().int() }),
  errors: [],
});

export const cancelAbsence = defineRoute({
  name: "cancelAbsence",
  method: "POST",
  path: "/api/marking/absences/:absenceId/cancel",
  summary: "The marker is there after all; what went to others stays there.",
  allow: ["DIRECTOR"],
  params: z.object({ absenceId: id }),
  output: z.object({}),
  errors: ["STATE_CHANGED"],
});

export const ownAbsences = defineRoute({
  name: "ownAbsences",
  method: "GET",
  path: "/api/marking/own-absences",
  summary: "The days on which a marker is away, by whomever they were entered.",
  allow: ["RATER"],
  output: z.object({ today: day, absences: z.array(absence.extend({ isOwn: z.boolean() })) }),
  errors: [],
});

export const enterOwnAbsence = defineRoute({
  name: "enterOwnAbsence",
  method: "POST",
  path: "/api/marking/own-absences",
  summary: "A marker says when they are away; what they have not begun goes to others on the first day.",
  allow: ["RATER"],
  body: days,
  output: z.object({ absenceId: id, moved: z.number().int(), kept: z.number().int() }),
  errors: ["NOT_ALLOWED_NOW"],
});

export const cancelOwnAbsence = defineRoute({
  name: "cancelOwnAbsence",
  method: "POST",
  path: "/api/marking/own-absences/:absenceId/cancel",
  summary: "A marker is there after all; what the directorate entered, the directorate takes back.",
  allow: ["RATER"],
  params: z.object({ absenceId: id }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});
