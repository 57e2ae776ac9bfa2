import { z } from "zod";
import { unitIds } from "../marking/units.ts";
import type { Report } from "../../scoring/types.ts";

const score = z.number().nullable();
const unitScore = z.object({ score, marks: z.number().int() });
const flag = z.custom<Report["flags"][number]>((value) => typeof value === "string");

/** A report as it was stored: parsed when it is read back, so that nothing half-written is ever shown. */
export const storedReport: z.ZodType<Report> = z.object({
  outcome: z.enum(["PASS", "FAIL", "PENDING", "ON_HOLD", "NOT_COMPLETED"]),
  competencies: z.object({ CE: score, CO: score, EE: score, EO: score }),
  units: z.object({
    "writing.EE": unitScore,
    "discussion.CO": unitScore,
    "interview.CO": unitScore,
    "discussion.EO": unitScore,
    "interview.EO": unitScore,
  }),
  needs: z.array(
    z.object({
      unit: z.enum([...unitIds, "reading.CE"]),
      why: z.enum(["FIRST_MARK", "SECOND_MARK", "T1", "T2", "T3", "BORDERLINE"]),
    }),
  ),
  flags: z.array(flag),
});
