import { ok } from "#shared/kernel/result.ts";
import { id } from "#shared/kernel/wire.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Db } from "../../platform/db.ts";
import { keyedDigest } from "../../platform/hash.ts";
import type { Refused, RefusalWatch } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "./steps.ts";

/** However often somebody tries, the record says it once in so long. */
const onceInMs = 10 * 60_000;

/**
 * A candidate asked for what is another's, the staff's, or not yet theirs. It was refused already; on the day of their
 * exam it is a line of their own record as well. What exists for nobody, and a page that is a moment late, is no line.
 */
export const noteRefused: RefusalWatch = async (deps, actor, refused) => {
  if (!actor.roles.includes("CANDIDATE") || !(await isOutside(deps.db, actor, refused))) return;
  const sitting = await deps.db.sitting.findFirst({
    where: {
      accountId: actor.accountId,
      state: { in: ["WAITING", "IDENTITY_CONFIRMED", "IN_PROGRESS", "INTERRUPTED"] },
      booking: { isActive: true },
      session: { state: "IN_PROGRESS", isPractice: false },
    },
    select: { id: true },
  });
  if (!sitting) return;
  await commit(deps, async (uow) => {
    const span = Math.floor(uow.now.getTime() / onceInMs);
    // Keyed, so that nobody tells a line of theirs under this name first.
    const name = uuidFrom(keyedDigest(deps.config.secret, `refused.${sitting.id}`, String(span)));
    return ok(await observeStep(uow, sitting.id, "REFUSED_REQUEST", {}, null, name));
  });
};

async function isOutside(db: Db, { accountId }: AccountActor, { code, params }: Refused): Promise<boolean> {
  if (code === "FORBIDDEN") return true;
  const sittingId = idIn(params["sittingId"]);
  if (code === "IDENTITY_NOT_CONFIRMED") return sittingId !== undefined;
  if (code !== "NOT_FOUND") return false;
  const others = { accountId: { not: accountId } };
  if (sittingId !== undefined) return (await db.sitting.count({ where: { id: sittingId, ...others } })) > 0;
  const runId = idIn(params["runId"]);
  return runId !== undefined && (await db.activityRun.count({ where: { id: runId, sitting: others } })) > 0;
}

const idIn = (given: string | undefined): string | undefined => (id.safeParse(given).success ? given : undefined);

const uuidFrom = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
