import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { oralActivities } from "../domain/marking/units.ts";
import { examRules } from "../domain/policies/exam-rules.ts";
import { keepStates } from "../domain/recordings/retention.ts";
import { defineRoute, file } from "./define.ts";

/** Recordings for the directorate: what is kept and for how long, what was destroyed, and looking at one with a reason. */

/** In force now: part of the rules of the exam, or decided before they were. */
const rules = z.object({ version: z.number().int(), isOfExam: z.boolean(), ...examRules.shape.recording.shape });
const reason = z.string().trim().max(1_000);
const sittingParams = z.object({ sittingId: id });

export const recordingsDesk = defineRoute({
  name: "recordingsDesk",
  method: "GET",
  path: "/api/recordings",
  summary: "Every recording that is kept, with the day on which it will be destroyed, and what was destroyed before.",
  allow: ["DIRECTOR"],
  output: z.object({
    rules,
    decided: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
    kept: z.array(
      z.object({
        sittingId: id,
        name: z.string(),
        body: z.string(),
        sessionAt: instant,
        activities: z.array(z.enum(oralActivities)),
        hasPicture: z.boolean(),
        extracts: z.array(z.object({ clipId: id, at: instant })),
        bytes: z.number(),
        state: z.enum(keepStates),
        /** As the rules are now; null while it is needed. */
        dueAt: instant.nullable(),
        hold: z.object({ reason: z.string(), by: z.string(), at: instant }).nullable(),
      }),
    ),
    destroyed: z.array(z.object({ destructionId: id, name: z.string(), destroyedAt: instant, tracks: z.number().int(), bytes: z.number() })),
    /** Media nodes whose disk has little room left: no new room opens there. */
    lowNodes: z.array(z.string()),
  }),
  errors: [],
});

export const holdRecordings = defineRoute({
  name: "holdRecordings",
  method: "POST",
  path: "/api/recordings/:sittingId/hold",
  summary: "Keeps the recordings of a sitting until somebody lifts this.",
  allow: ["DIRECTOR"],
  params: sittingParams,
  body: z.object({ reason }),
  output: z.object({}),
  errors: ["REASON_REQUIRED"],
});

export const releaseRecordings = defineRoute({
  name: "releaseRecordings",
  method: "POST",
  path: "/api/recordings/:sittingId/release",
  summary: "Lifts what kept the recordings of a sitting: their age decides again.",
  allow: ["DIRECTOR"],
  params: sittingParams,
  output: z.object({}),
  errors: ["STATE_CHANGED"],
});

export const destructionCertificate = defineRoute({
  name: "destructionCertificate",
  method: "GET",
  path: "/api/recordings/destructions/:destructionId",
  summary: "The signed certificate of one destruction: the rule, the counts, the hashes.",
  allow: ["DIRECTOR"],
  params: z.object({ destructionId: id }),
  output: file("application/zip"),
  errors: [],
});

const interval = z.tuple([z.number(), z.number()]);
const playbackParams = z.object({ sittingId: id, activity: z.enum(oralActivities) });

export const playbackView = z.object({
  durationMs: z.number(),
  people: z.array(
    z.object({
      name: z.string(),
      isEvaluated: z.boolean(),
      hasPicture: z.boolean(),
      speech: z.array(interval),
      gaps: z.array(interval),
      isDamaged: z.boolean(),
    }),
  ),
  /** What the record says of this time, on the same clock. */
  moments: z.array(z.object({ atMs: z.number(), kind: z.string(), name: z.string(), text: z.string() })),
});
export type PlaybackView = z.infer<typeof playbackView>;

export const openPlayback = defineRoute({
  name: "openPlayback",
  method: "POST",
  path: "/api/recordings/:sittingId/:activity/open",
  summary: "Opens a recording for a review or a decision. The opening is noted in the record of everybody who is in it.",
  allow: ["DIRECTOR"],
  params: playbackParams,
  body: z.object({ reason }),
  output: playbackView,
  errors: ["REASON_REQUIRED"],
});

export const clipFilm = defineRoute({
  name: "clipFilm",
  method: "GET",
  path: "/api/recordings/extracts/:clipId/:picture",
  summary: "An extract, with the camera or the screen. The opening is noted in the record of the person.",
  allow: ["DIRECTOR"],
  params: z.object({ clipId: id, picture: z.enum(["camera", "screen"]) }),
  output: file("video/webm"),
  errors: [],
});

const person = z.coerce.number().int().min(0).max(60);

export const playbackVoice = defineRoute({
  name: "playbackVoice",
  method: "GET",
  path: "/api/recordings/:sittingId/:activity/voices/:person",
  summary: "One person's sound, brought to the loudness of the others.",
  allow: ["DIRECTOR"],
  params: playbackParams.extend({ person }),
  output: file("audio/ogg"),
  errors: ["RECORDING_NOT_OPENED"],
});

export const playbackFilm = defineRoute({
  name: "playbackFilm",
  method: "GET",
  path: "/api/recordings/:sittingId/:activity/films/:person",
  summary: "One person, seen and heard, where a picture was kept.",
  allow: ["DIRECTOR"],
  params: playbackParams.extend({ person }),
  output: file("video/webm"),
  errors: ["RECORDING_NOT_OPENED"],
});
