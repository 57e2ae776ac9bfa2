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
 * A candidate asked for another's exam, registration, incident or attestation, for what is the staff's, or for content
 * before their identity was confirmed. It was refused already; on the day of their exam it is a line of their own record
 * as well. What exists for nobody, and a page that is a moment early or late, is no line.
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
  const since = new Date(deps.clock.now().getTime() - onceInMs);
  const isSaid = { sittingId: sitting.id, kind: "REFUSED_REQUEST", createdAt: { gt: since } } as const;
  if ((await deps.db.observation.count({ where: isSaid })) > 0) return;
  await commit(deps, async (uow) => {
    const span = Math.floor(uow.now.getTime() / onceInMs);
    // Of two that come together one is written. Keyed, so that nobody tells a line of theirs under this name first.
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
  const [runId, registrationId, incidentId, attestationId] = (["runId", "registrationId", "incidentId", "attestationId"] as const).map(
    (name) => idIn(params[name]),
  );
  if (sittingId !== undefined) return (await db.sitting.count({ where: { id: sittingId, ...others } })) > 0;
  if (runId !== undefined) return (await db.activityRun.count({ where: { id: runId, sitting: others } })) > 0;
  if (registrationId !== undefined) return (await db.registration.count({ where: { id: registrationId, ...others } })) > 0;
  if (incidentId !== undefined) return (await db.incident.count({ where: { id: incidentId, sitting: others } })) > 0;
  return attestationId !== undefined && (await db.attestation.count({ where: { id: attestationId, sitting: others } })) > 0;
}

const idIn = (given: string | undefined): string | undefined => (id.safeParse(given).success ? given : undefined);

const uuidFrom = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
