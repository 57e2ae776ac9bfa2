import type { IncidentState } from "#shared/domain/incidents/incident-machine.ts";
import { soundFileName, soundTypeOf } from "#shared/domain/incidents/sound-type.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/incidents.ts";
import { sha256Hex } from "../../platform/hash.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { recordedSitting } from "../integrity/queries.ts";
import { observeStep } from "../integrity/steps.ts";
import { findIncident, hintIncident, lockedIncident } from "./load-incident.ts";
import { hasObserved, mayRead } from "./policy.ts";
import { soundOf } from "./queries.ts";
import { addRecording } from "./store.ts";

/** The sound of a call that was noted: added once by whoever may note a call, heard by whoever reads the file. */

/** Until the decision stands; the time to answer is the person's, and takes nothing from what they said within it. */
export const mayAddRecording = ({ state, decisionId }: { readonly state: IncidentState; readonly decisionId: string | null }): boolean =>
  state !== "DECIDED" && decisionId === null;

export const addCallRecording: RouteHandler<typeof contract.addCallRecording> = (deps, actor, { params, body }) =>
  commit(deps, async (uow) => {
    const { incidentId, statementId } = params;
    const incident = await lockedIncident(uow, incidentId);
    const statement = incident && (await uow.tx.incidentStatement.findUnique({
      where: { id: statementId, incidentId, channel: "CALL" },
      select: { recording: { select: { sha256: true } } },
    }));
    if (!statement) return err("NOT_FOUND");
    if (await hasObserved(uow.tx, incidentId, actor.accountId)) return err("HAS_OBSERVED");
    const { bytes } = body;
    const sha256 = sha256Hex(bytes);
    // Sent again because the answer did not arrive.
    if (statement.recording?.sha256 === sha256) return ok({ sha256 });
    if (!mayAddRecording(incident)) return err("NOT_ALLOWED_NOW");
    if (statement.recording) return err("CALL_RECORDED");
    const mime = soundTypeOf(bytes);
    if (mime === undefined || mime !== body.mime) return err("SOUND_MISLABELLED");
    await addRecording(uow.tx, { statementId, mime, sha256, bytes, addedById: actor.accountId, createdAt: uow.now });
    uow.audit({
      actorId: actor.accountId,
      type: "call.recorded",
      subjectType: "incident",
      subjectId: incidentId,
      data: { statementId, mime, sha256, size: bytes.length, hasAgreed: true },
    });
    hintIncident(uow, incident);
    return ok({ sha256 });
  });

export const callRecording: RouteHandler<typeof contract.callRecording> = (deps, actor, { params }) =>
  commit(deps, async (uow) => {
    const { incidentId, statementId } = params;
    const incident = await findIncident(uow.tx, incidentId);
    const sitting = incident && (await recordedSitting(uow.tx, incident.sittingId));
    if (!sitting || !mayRead(actor, sitting)) return err("NOT_FOUND");
    const recording = await uow.tx.statementRecording.findUnique({
      where: { statementId, statement: { incidentId } },
      select: { mime: true, sha256: true },
    });
    if (!recording) return err("NOT_FOUND");
    const { mime, sha256 } = recording;
    if (sitting.candidateId !== actor.accountId) {
      await observeStep(uow, incident.sittingId, "CALL_OPENED", {}, null);
      const opened = { actorId: actor.accountId, type: "call.opened", subjectType: "incident", subjectId: incidentId };
      uow.audit({ ...opened, data: { statementId, sha256 } });
    }
    return ok({ bytes: await soundOf(uow.tx, statementId), mime, fileName: soundFileName(mime, sha256) });
  });
