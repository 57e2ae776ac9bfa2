import { z } from "zod";
import { id } from "../kernel/wire.ts";
import { defineRoute } from "./define.ts";

/** The seat of a sitting: one signed-in browser at a time. Readmission itself is an identity check (identity.ts). */

const sittingParams = z.object({ sittingId: id });

export const requestSeat = defineRoute({
  name: "requestSeat",
  method: "POST",
  path: "/api/sittings/:sittingId/seat-requests",
  summary: "Another machine asks to go on with an exam that is under way; an adviser readmits. Asking twice asks once.",
  allow: ["CANDIDATE"],
  params: sittingParams,
  output: z.object({}),
  errors: ["STATION_NEEDED", "NOT_ALLOWED_NOW"],
});
