import { z } from "zod";
import { id, instant } from "../kernel/wire.ts";
import { formLanguages } from "../domain/forms/language.ts";
import { bands as bandNumbers, type Band } from "../domain/marking/units.ts";
import { defineRoute } from "./define.ts";
import { gridView } from "./grid.ts";
import { comments, scriptParts } from "./marking.ts";

/**
 * Texts whose bands were agreed on beforehand: anchors, which nobody can tell from the others of a queue, and sets that a
 * marker goes through before live work. Texts are known by codes alone, to whoever leads as well.
 */

const isBand = (value: number): value is Band => (bandNumbers as readonly number[]).includes(value);
const fullMark = z.array(z.number().refine(isBand, "a band is 0, 1, 2, 3, 4 or 5")).length(5);
const reasons = z.array(z.string().trim().min(1).max(1_000)).length(5);
const percent = z.number().int().min(0).max(100);

const policyFields = z.object({
  isRequired: z.boolean(),
  /** Per cent of criteria with the band of the reference, and with one that is one apart at most. */
  minExact: percent,
  minAdjacent: percent,
  refreshMonths: z.number().int().min(1).max(60),
  /** Per cent of a queue. */
  anchorPercent: z.number().int().min(0).max(50),
  driftPoints: z.number().int().min(1).max(50),
});

/** As in a queue, and as much of it: nobody calibrates on less than they will mark by. */
const plainText = z.object({ grid: gridView, ...scriptParts });
export type CalibrationText = z.infer<typeof plainText>;

/** Of the case on which a text is, in its language, whatever that of the page. */
const formTitle = { formTitle: z.string(), language: z.enum(formLanguages) };

const referenceRow = z.object({
  referenceId: id,
  /** A code of the marking, which names nobody. */
  code: z.string(),
  ...formTitle,
  bands: fullMark,
  agreedAt: instant,
  agreedByName: z.string(),
  isRetired: z.boolean(),
});
export type ReferenceRow = z.infer<typeof referenceRow>;

export const calibrationDesk = defineRoute({
  name: "calibrationDesk",
  method: "GET",
  path: "/api/marking/calibration-desk",
  summary: "The rules of calibration, the anchors, the sets, and the texts of which one could be made.",
  allow: ["DIRECTOR"],
  output: z.object({
    policies: z.array(
      policyFields.extend({
        version: z.number().int(),
        reason: z.string(),
        setByName: z.string().nullable(),
        setAt: instant,
      }),
    ),
    anchors: z.array(referenceRow),
    sets: z.array(
      z.object({
        setId: id,
        name: z.string(),
        /** Of its texts: one, or two where it was made before it had to be one; none while it has no text. */
        languages: z.array(z.enum(formLanguages)),
        openedAt: instant.nullable(),
        texts: z.array(referenceRow),
        /** How many passed, and how many did not. */
        passed: z.number().int(),
        failed: z.number().int(),
      }),
    ),
    /** Markers who are to calibrate, where the rules ask for it, and have no open set that is new to them. */
    awaitingSet: z.number().int(),
    /** Texts of results that were sent, by the code of their first mark; fifty at most. */
    candidates: z.array(z.object({ taskId: id, code: z.string(), ...formTitle })),
  }),
  errors: [],
});

export const setCalibrationPolicy = defineRoute({
  name: "setCalibrationPolicy",
  method: "POST",
  path: "/api/marking/calibration-policy",
  summary: "A new version of the rules of calibration, with its reason; what was set before stays written.",
  allow: ["DIRECTOR"],
  body: policyFields
    .extend({ reason: z.string().trim().max(1_000) })
    .refine(({ minExact, minAdjacent }) => minExact <= minAdjacent, {
      path: ["minAdjacent"],
      message: "is below the same band",
    }),
  output: z.object({ version: z.number().int() }),
  errors: ["REASON_REQUIRED"],
});

export const referenceCandidate = defineRoute({
  name: "referenceCandidate",
  method: "GET",
  path: "/api/marking/reference-candidates/:taskId",
  summary: "A text to agree on, blind and without the marks that it had.",
  allow: ["DIRECTOR"],
  params: z.object({ taskId: id }),
  output: plainText.extend({ code: z.string() }),
  errors: ["NOT_ALLOWED_NOW"],
});

export const agreeReference = defineRoute({
  name: "agreeReference",
  method: "POST",
  path: "/api/marking/references",
  summary: "Agrees on the bands of a text and on the reason of each: as an anchor, or in a set that is not open yet.",
  allow: ["DIRECTOR"],
  body: z.object({ taskId: id, setId: id.nullable(), bands: fullMark, reasons }),
  output: z.object({ referenceId: id }),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const retireReference = defineRoute({
  name: "retireReference",
  method: "POST",
  path: "/api/marking/references/:referenceId/retire",
  summary: "An anchor is given to nobody any more; the marks that it had stay.",
  allow: ["DIRECTOR"],
  params: z.object({ referenceId: id }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

export const addCalibrationSet = defineRoute({
  name: "addCalibrationSet",
  method: "POST",
  path: "/api/marking/calibration-sets",
  summary: "An empty set of calibration texts.",
  allow: ["DIRECTOR"],
  body: z.object({ name: z.string().trim().min(1).max(120) }),
  output: z.object({ setId: id }),
  errors: [],
});

export const openCalibrationSet = defineRoute({
  name: "openCalibrationSet",
  method: "POST",
  path: "/api/marking/calibration-sets/:setId/open",
  summary: "Markers calibrate on this set from now on; it takes no more texts.",
  allow: ["DIRECTOR"],
  params: z.object({ setId: id }),
  output: z.object({}),
  errors: ["NOT_ALLOWED_NOW", "STATE_CHANGED"],
});

const ended = z.object({
  finishedAt: instant,
  pairs: z.number().int(),
  exact: z.number().int(),
  adjacent: z.number().int(),
  isPassed: z.boolean(),
});

export const ownCalibration = defineRoute({
  name: "ownCalibration",
  method: "GET",
  path: "/api/marking/calibration",
  summary: "Where a marker stands with calibration, for themselves alone.",
  allow: ["RATER"],
  output: z.object({
    rules: policyFields.pick({ isRequired: true, minExact: true, minAdjacent: true, refreshMonths: true }),
    /** Why one is to calibrate; null while what one passed counts. */
    need: z.enum(["NEVER", "AGE", "DRIFT"]).nullable(),
    /** Until when what one passed counts. */
    validUntil: instant.nullable(),
    /** The open set that is new to them, and how many texts it has; null where there is none. */
    set: z.object({ name: z.string(), texts: z.number().int() }).nullable(),
    attempt: z
      .object({ attemptId: id, texts: z.array(z.object({ referenceId: id, isMarked: z.boolean() })) })
      .nullable(),
    /** The latest that ended, with its texts to read again. */
    last: ended.extend({ attemptId: id, texts: z.array(id) }).nullable(),
  }),
  errors: [],
});

export const startCalibration = defineRoute({
  name: "startCalibration",
  method: "POST",
  path: "/api/marking/calibration",
  summary: "Begins the newest open set of which one knows no text, or goes on with what was begun.",
  allow: ["RATER"],
  output: z.object({ attemptId: id }),
  errors: ["NOT_ALLOWED_NOW"],
});

const textParams = z.object({ attemptId: id, referenceId: id });

export const calibrationText = defineRoute({
  name: "calibrationText",
  method: "GET",
  path: "/api/marking/calibration/:attemptId/texts/:referenceId",
  summary: "A text of one's own calibration; its reference and reasons once one's mark is in.",
  allow: ["RATER"],
  params: textParams,
  output: plainText.extend({
    own: z.object({ bands: fullMark, comments }).nullable(),
    reference: z.object({ bands: fullMark, reasons }).nullable(),
  }),
  errors: [],
});

export const markCalibrationText = defineRoute({
  name: "markCalibrationText",
  method: "POST",
  path: "/api/marking/calibration/:attemptId/texts/:referenceId/mark",
  summary:
    "Hands in one's mark of a calibration text, once; the last one ends the calibration and says whether it is passed.",
  allow: ["RATER"],
  params: textParams,
  body: z.object({ bands: fullMark, comments }),
  output: z.object({ ended: ended.nullable() }),
  errors: ["ALREADY_LOCKED", "NOT_ALLOWED_NOW"],
});
