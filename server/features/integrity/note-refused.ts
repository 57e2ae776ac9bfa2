import { ok } from "#shared/kernel/result.ts";
import { id } from "#shared/kernel/wire.ts";
import type { AccountActor } from "../../platform/actor.ts";
import type { Db } from "../../platform/db.ts";
import type { Refused, RefusalWatch, UnknownWatch } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeTryStep } from "./steps.ts";

/**
 * A candidate asked for another's exam, registration, incident or attestation, for what is the staff's, or for content
 * before their identity was confirmed. It was refused already; on the day of their exam it is a line of their own record
 * as well. What exists for nobody, and a page that is a moment early or late, is no line.
 */
export const noteRefused: RefusalWatch = async (deps, actor, refused) => {
  if (!actor.roles.includes("CANDIDATE") || !(await isOutside(deps.db, actor, refused))) return;
  await commit(deps, async (uow) => ok(await observeTryStep(uow, deps.config.secret, actor.accountId, "REFUSED_REQUEST")));
};

/** A candidate's socket said what no command knows: it led to nothing, and is a line as well. */
export const noteUnknown: UnknownWatch = async (deps, actor) => {
  if (!actor.roles.includes("CANDIDATE")) return;
  await commit(deps, async (uow) => ok(await observeTryStep(uow, deps.config.secret, actor.accountId, "UNKNOWN_MESSAGE")));
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
