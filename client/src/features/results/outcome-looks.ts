import type { StateTagProps } from "#client/ui/index.ts";
import type { ResultRow } from "#shared/protocol/results.ts";

/** A failure is not a danger: nothing here is red. */
export const outcomeLooks = {
  PASS: { tone: "success", shape: "full" },
  FAIL: { tone: "neutral", shape: "square" },
  PENDING: { tone: "info", shape: "half" },
  ON_HOLD: { tone: "attention", shape: "triangle" },
  NOT_COMPLETED: { tone: "neutral", shape: "hollow" },
} as const satisfies { readonly [outcome in ResultRow["outcome"]]: Pick<StateTagProps, "tone" | "shape"> };
