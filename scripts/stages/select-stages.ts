import type { Stage } from "./stage.ts";

/** The stages that `--only a,b` names and those that they need, in the order of the whole run. */
export function selectStages(stages: readonly Stage[], names: readonly string[]): Stage[] | { unknown: string[] } {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) return { unknown };
  const wanted = new Set(names.length > 0 ? names : stages.map(({ name }) => name));
  // A stage only needs earlier ones, so one walk from the last to the first finds everything.
  for (const stage of stages.toReversed()) {
    if (wanted.has(stage.name)) for (const need of stage.needs) wanted.add(need);
  }
  return stages.filter(({ name }) => wanted.has(name));
}
