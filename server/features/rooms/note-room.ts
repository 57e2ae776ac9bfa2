import type { ObservationKind } from "#shared/domain/integrity/observation-kinds.ts";
import { ok } from "#shared/kernel/result.ts";
import { id } from "#shared/kernel/wire.ts";
import type { MediaSource } from "#shared/protocol/media.ts";
import type { Deps } from "../../platform/deps.ts";
import type { RoomNote, SourceLoss } from "../../platform/media-office.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { observeStep, observeTryStep } from "../integrity/steps.ts";
import { deviceStep } from "../sitting/steps.ts";
import { echoSuffix, sittingIdsOf } from "./policy.ts";
import { findRoom } from "./queries.ts";
import { noteSideCamera } from "./note-side-camera.ts";
import { lockRoom } from "./store.ts";

const families = {
  camera: { never: "CAMERA_MISSING", lost: "CAMERA_LOST", found: "CAMERA_RESTORED" },
  microphone: { never: "MICROPHONE_MISSING", lost: "MICROPHONE_LOST", found: "MICROPHONE_RESTORED" },
  screen: { never: "SHARE_MISSING", lost: "SHARE_STOPPED", found: "SHARE_RESUMED" },
} as const satisfies Record<Exclude<MediaSource, "side">, Record<string, ObservationKind>>;

type NoteDeps = Pick<Deps, "db" | "clock" | "bus" | "config">;
type SupervisionNote = Exclude<RoomNote, { kind: "UNKNOWN_MESSAGE" }>;

/** Writes what a media node has noticed into the record of the person whom it is about. */
export const noteRoom = (deps: NoteDeps, roomId: string, note: RoomNote): Promise<void> =>
  note.kind === "UNKNOWN_MESSAGE" ? noteUnknown(deps, note.peer) : noteSupervision(deps, roomId, note);

/** Whatever room it was, and a trial is none: what counts is whose exam is under way. A table's microphone is nobody. */
async function noteUnknown(deps: NoteDeps, peer: string): Promise<void> {
  const { data: accountId } = id.safeParse(peer.replace(echoSuffix, ""));
  if (accountId === undefined) return;
  await commit(deps, async (uow) => ok(await observeTryStep(uow, deps.config.secret, accountId, "UNKNOWN_MESSAGE")));
}

async function noteSupervision(deps: NoteDeps, roomId: string, note: SupervisionNote): Promise<void> {
  await commit(deps, async (uow) => {
    // Two notes of one room follow each other: the second one sees what the first has written.
    await lockRoom(uow.tx, roomId);
    const room = await findRoom(uow.tx, roomId);
    const isOfSide = "source" in note && note.source === "side";
    if (room?.kind !== "SUPERVISION" && !(room?.kind === "CHECK_IN" && isOfSide)) return ok(null);
    const sitting = await uow.tx.sitting.findFirst({
      where: { id: { in: [...sittingIdsOf(room)] }, accountId: note.peer },
      select: { id: true },
    });
    if (sitting) await write(uow, roomId, sitting.id, note);
    return ok(null);
  });
}

async function write(uow: UnitOfWork, roomId: string, sittingId: string, note: SupervisionNote): Promise<void> {
  switch (note.kind) {
    case "SOURCE_LOST":
    case "SOURCE_BACK": {
      if (note.source === "side") return noteSideCamera(uow, roomId, sittingId, note.kind === "SOURCE_BACK");
      const { never, lost, found } = families[note.source];
      const newest = await newestOf(uow, sittingId, [never, lost, found]);
      const isMissing = newest !== null && newest.kind !== found;
      // A fact is written once; and only what was missing can be back.
      if (isMissing === (note.kind === "SOURCE_LOST")) return;
      if (note.kind === "SOURCE_BACK") await observeStep(uow, sittingId, found, {}, null);
      else await observeStep(uow, sittingId, note.why === "NEVER" ? never : lost, lossDetails(note), null);
      // In the same transaction as the line: whoever is called by it is called with it.
      return deviceStep(uow, sittingId);
    }
    case "TALK_BEGUN":
      await observeStep(uow, sittingId, "TALK_STARTED", {}, note.by);
      return;
    case "TALK_ENDED": {
      const begun = await newestOf(uow, sittingId, ["TALK_STARTED"]);
      const seconds = begun ? Math.round((uow.now.getTime() - begun.createdAt.getTime()) / 1000) : 0;
      await observeStep(uow, sittingId, "TALK_ENDED", { seconds }, note.by);
      return;
    }
  }
}

const lossDetails = ({ sinceMs, why }: SourceLoss) => ({
  lostAt: new Date(sinceMs).toISOString(),
  ...(why === "HANDED_OVER" ? { context: "OTHER_PAGE" } : {}),
});

const newestOf = (uow: UnitOfWork, sittingId: string, kinds: readonly ObservationKind[]) =>
  uow.tx.observation.findFirst({
    where: { sittingId, kind: { in: [...kinds] } },
    select: { kind: true, createdAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
