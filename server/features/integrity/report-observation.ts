import type { DeviceProgram } from "#shared/domain/integrity/device-names.ts";
import { mayBeToldLate, mostKeptFacts } from "#shared/domain/integrity/kept-fact.ts";
import { deviceNameKinds, pageKinds, type PageKind } from "#shared/domain/integrity/observation-kinds.ts";
import { sha256Hex } from "#shared/kernel/sha256.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { reportObservation as contract } from "#shared/protocol/integrity.ts";
import type { SittingState } from "#shared/domain/sitting/sitting-machine.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { endedDayOf, ownsSitting } from "../sitting/queries.ts";
import { observeStep } from "./steps.ts";

/** Before the person came there is nothing to notice; what is told after the end must have been noticed before it. */
const onTheDay: readonly SittingState[] = ["WAITING", "IDENTITY_CONFIRMED", "IN_PROGRESS", "INTERRUPTED"];

export const reportObservation: RouteHandler<typeof contract> = (deps, actor, { params: { sittingId }, body }) =>
  commit(deps, async (uow) => {
    if (!(await ownsSitting(uow.tx, actor.accountId, sittingId))) return err("NOT_FOUND");
    const { state } = await uow.tx.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { state: true } });
    const { activity, seconds, characters, context } = body.details;
    const isLate = !onTheDay.includes(state);
    const noticedAt = isLate ? await noticedInTime(uow, sittingId, body.noticedAt, seconds) : undefined;
    if (isLate && !noticedAt) return err("NOT_ALLOWED_NOW");
    const device = namedDevice(body.kind, body.details.program);
    const details = {
      isFromPage: true,
      ...(activity && { activity }),
      ...(seconds !== undefined && { seconds }),
      ...(characters !== undefined && { characters }),
      ...(context && { context }),
      ...(noticedAt && { noticedAt: noticedAt.toISOString() }),
      ...device,
    };
    const reportId = device ? idOfDevice(sittingId, body.kind, device.program) : body.reportId;
    await observeStep(uow, sittingId, body.kind, details, null, reportId);
    return ok({});
  });

/** When the page noticed what it tells after the end, if that may still be told [LOCK-13]. Nobody noticed what is to come. */
async function noticedInTime(uow: UnitOfWork, sittingId: string, given: string | undefined, seconds = 0): Promise<Date | undefined> {
  const day = given === undefined ? null : await endedDayOf(uow.tx, sittingId);
  if (given === undefined || !day) return undefined;
  const noticedAt = new Date(Math.min(Date.parse(given), uow.now.getTime()));
  if (!mayBeToldLate({ noticedAt, seconds }, day, uow.now)) return undefined;
  const told = { sittingId, kind: { in: [...pageKinds] }, createdAt: { gte: day.endedAt } };
  return (await uow.tx.observation.count({ where: told })) < mostKeptFacts ? noticedAt : undefined;
}

const namedKinds: readonly PageKind[] = Object.values(deviceNameKinds);
const namedDevice = (kind: PageKind, program: DeviceProgram | undefined): { program: DeviceProgram } | undefined =>
  namedKinds.includes(kind) && program !== undefined ? { program } : undefined;

/** A device is opened in each room of the day, by each page: its line has one name in a sitting, so it is written once. */
function idOfDevice(sittingId: string, kind: PageKind, program: DeviceProgram): string {
  const hash = sha256Hex(`${sittingId} ${kind} ${program}`);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
