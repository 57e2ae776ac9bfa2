import type { DeviceProgram } from "#shared/domain/integrity/device-names.ts";
import { deviceNameKinds, type PageKind } from "#shared/domain/integrity/observation-kinds.ts";
import { sha256Hex } from "#shared/kernel/sha256.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { reportObservation as contract } from "#shared/protocol/integrity.ts";
import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { ownsSitting } from "../sitting/queries.ts";
import { observeStep } from "./steps.ts";

/** Before the person came and after the sitting has ended there is nothing to notice. */
const onTheDay: readonly SittingState[] = ["WAITING", "IDENTITY_CONFIRMED", "IN_PROGRESS", "INTERRUPTED"];

export const reportObservation: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    if (!(await ownsSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    const { state } = await uow.tx.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { state: true } });
    if (!onTheDay.includes(state)) return err("NOT_ALLOWED_NOW");
    const { activity, seconds, characters, context } = body.details;
    const device = namedDevice(body.kind, body.details.program);
    const details = {
      isFromPage: true,
      ...(activity && { activity }),
      ...(seconds !== undefined && { seconds }),
      ...(characters !== undefined && { characters }),
      ...(context && { context }),
      ...device,
    };
    const reportId = device ? idOfDevice(sittingId, body.kind, device.program) : body.reportId;
    await observeStep(uow, sittingId, body.kind, details, null, reportId);
    return ok({});
  });

const namedKinds: readonly PageKind[] = Object.values(deviceNameKinds);
const namedDevice = (kind: PageKind, program: DeviceProgram | undefined): { program: DeviceProgram } | undefined =>
  namedKinds.includes(kind) && program !== undefined ? { program } : undefined;

/** A device is opened in each room of the day, by each page: its line has one name in a sitting, so it is written once. */
function idOfDevice(sittingId: string, kind: PageKind, program: DeviceProgram): string {
  const hash = sha256Hex(`${sittingId} ${kind} ${program}`);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
