import { ok } from "#shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Visit } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { addressStep } from "../sitting/steps.ts";

/** Content goes to somebody: from another network than the page is heard through, that is a line of the record like theirs. */
export const readFrom = (deps: Deps, sittingId: string, { address }: Visit) =>
  commit(deps, async (uow) => {
    await addressStep(uow, deps.config, sittingId, address);
    return ok(null);
  });
