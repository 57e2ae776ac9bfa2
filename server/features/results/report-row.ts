import { canonicalJson } from "#shared/kernel/canonical-json.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { UnitOfWork } from "../../platform/unit-of-work.ts";
import type { NewReport } from "./store.ts";

/** The row of a report that was computed from this input. */
export const reportRow = (uow: UnitOfWork, of: Omit<NewReport, "inputHash" | "computedAt">): NewReport => ({
  ...of,
  inputHash: sha256Hex(canonicalJson(of.input)),
  computedAt: uow.now,
});
