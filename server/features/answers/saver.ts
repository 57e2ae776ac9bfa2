import { isTextPatch } from "#shared/domain/answers/text-patch.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { maxBatchBytes } from "#shared/protocol/answers.ts";
import type { Deps } from "../../platform/deps.ts";
import { createMicroBatch, type MicroBatch } from "../../platform/micro-batch.ts";
import { createSaveMany } from "./save-many.ts";
import { saveOne, type Saved, type SaveRefusal, type SaveRequest } from "./save-one.ts";

type Outcome = Result<Saved, SaveRefusal>;
export type Saver = (request: SaveRequest) => Promise<Result<Saved, SaveRefusal | "BUSY">>;

const waiting = { waiting: 4_000, waitingWeight: 500 * maxBatchBytes, waitingMs: 4_000 } as const;

const savers = new WeakMap<Deps, Saver>();

/** One per process: saves that come at the same time share a commit. */
export function saverOf(deps: Deps): Saver {
  const known = savers.get(deps);
  if (known) return known;
  const made = createSaver(deps);
  savers.set(deps, made);
  return made;
}

function createSaver(deps: Deps): Saver {
  const shared = { keyOf: ({ runId }: SaveRequest) => runId, weightOf: weightOf };
  const alone: MicroBatch<SaveRequest, Outcome> = createMicroBatch({
    ...shared,
    // The rest of the application keeps connections for itself.
    most: { ...waiting, perBatch: 1, atOnce: 4 },
    work: (requests) => Promise.all(requests.map((request) => saveOne(deps, request))),
  });
  const saveMany = createSaveMany(deps);
  const together: MicroBatch<SaveRequest, Saved | undefined> = createMicroBatch({
    ...shared,
    most: { ...waiting, perBatch: 256, atOnce: 2 },
    work: async (requests) => {
      try {
        return await saveMany(requests);
      } catch (error) {
        // One bad row, or a connection that broke: everybody gets a transaction of their own, once.
        deps.log.warn({ err: error, requests: requests.length }, "saves: a shared commit failed");
        return requests.map(() => undefined);
      }
    },
  });
  return async (request) => {
    const sharing = together.submit(request);
    if (!sharing) return err("BUSY");
    const saved = await sharing;
    if (saved) return ok(saved);
    return (await alone.submit(request)) ?? err("BUSY");
  };
}

/** What a waiting request holds in memory, nearly: a text weighs two bytes a character, the rest is small. */
const weightOf = ({ ops }: SaveRequest): number =>
  ops.reduce((sum, { value }) => {
    const text = typeof value === "string" ? value : value !== null && isTextPatch(value) ? value.put : "";
    return sum + 400 + 2 * text.length;
  }, 0);
