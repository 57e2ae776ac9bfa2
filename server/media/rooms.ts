import { join } from "node:path";
import type { ClipAsked, NodeReport } from "../platform/media-office.ts";
import { signedAtMs, ticketLifeMs, type Ticket } from "../platform/ticket.ts";
import { putOut } from "./enter.ts";
import type { MediaDeps } from "./media-deps.ts";
import type { Peer } from "./peer.ts";
import { MediaRoom } from "./room.ts";
import { WorkerPool } from "./workers.ts";

/** Where this node remembers things for a while; nobody can read what an earlier process left there. */
export const rollingFolderOf = ({ recording, media }: MediaDeps["config"]): string =>
  join(recording.folder, "rolling", Buffer.from(media.node).toString("hex"));

/** The rooms of this node, each on one worker. */
export interface Rooms {
  /** Runs `work` in the room, opened if need be; undefined when no worker is up. Entries run one after another. */
  enter<T>(id: string, work: (room: MediaRoom) => T): Promise<{ room: MediaRoom; result: T } | undefined>;
  close(id: string): Promise<void>;
  /** A device whose ticket is worth nothing any more: it is put out, and does not come back. */
  dismiss(peer: string): void;
  isDismissed(peer: string): boolean;
  /** Somebody may not be in this room any more: they are put out, and no ticket signed until now lets them in again. */
  expel(room: string, peer: string): void;
  isExpelled(ticket: Pick<Ticket, "room" | "peer" | "expiresAt">): boolean;
  /** Keeps an extract, and says when it is on the disk. */
  keepClip(asked: ClipAsked): Promise<void>;
  /** It lives on another node now, or can: its people are told to enter there, and to leave once all of them have. */
  moveAway(id: string): void;
  /** Its workers die too often. */
  readonly isUnwell: boolean;
  /** What this node holds now. */
  census(): Pick<NodeReport, "rooms" | "people" | "present">;
  /** How busy the busiest worker has been since the last time, 0 to 1. */
  load(): Promise<number>;
  readonly workerCount: number;
  /** Was it closed for good? Tickets outlive a room by some minutes, and must not open it again. */
  isClosed(id: string): boolean;
  /** Grows over restarts of the process too, so that nobody resumes into a generation that is not theirs. */
  readonly nextEpoch: () => number;
  workerPids(): readonly number[];
  stop(): Promise<void>;
}

function forgetOld(atMs: Map<string, number>, nowMs: number): void {
  for (const [old, at] of atMs) if (nowMs - at > ticketLifeMs) atMs.delete(old);
}

/** A device that sends one voice, with nobody in front of it: it is there as long as it is heard. */
const isMicrophone = ({ part, canPublish }: Peer): boolean => part === "CIRCLE" && canPublish.length === 1 && canPublish[0] === "microphone";
const isHeard = ({ producers, stalled, isSoundless }: Peer): boolean =>
  producers.get("microphone")?.paused === false && !stalled.has("microphone") && !isSoundless;
/** Of somebody who is watched something arrives: while their line of words is lost, they are seen all the same. */
const isSeen = ({ part, producers, stalled }: Peer): boolean =>
  part === "WATCHED" && [...producers].some(([source, { paused }]) => !paused && !stalled.has(source));
const isThere = (peer: Peer): boolean => (isMicrophone(peer) ? peer.socket !== undefined && isHeard(peer) : peer.socket !== undefined || isSeen(peer));

export async function createRooms(deps: Pick<MediaDeps, "config" | "clock" | "log" | "office">): Promise<Rooms> {
  const { config, clock, log, office } = deps;
  const roomDeps = { ...deps, rollingFolder: rollingFolderOf(config) };
  const opening = new Map<string, Promise<MediaRoom>>();
  const open = new Map<string, MediaRoom>();
  // Remembered until the last ticket that could have been signed for it has expired.
  const closedAtMs = new Map<string, number>();
  const dismissedAtMs = new Map<string, number>();
  const expelledAtMs = new Map<string, number>();
  let lastEpoch = 0;

  const pool = new WorkerPool(config.media, log, (lost) => {
    for (const id of lost) {
      const room = open.get(id);
      forget(id);
      room?.reset("WORKER_DIED");
    }
  });
  await pool.start();

  const forget = (id: string): void => {
    open.delete(id);
    opening.delete(id);
  };

  const openRoom = async (id: string): Promise<MediaRoom | undefined> => {
    const known = opening.get(id);
    if (known) return known;
    const worker = await pool.leastLoaded();
    if (!worker) return undefined;
    // Somebody else may have opened it while the worker came.
    const opened = opening.get(id);
    if (opened) return opened;
    const promise = MediaRoom.open(roomDeps, id, worker, () => {
      const empty = open.get(id);
      forget(id);
      empty?.close();
      log.info({ room: id }, "media: a room closed, empty");
    });
    opening.set(id, promise);
    // A failure is not remembered: the next person tries again.
    promise.then(
      (room) => open.set(id, room),
      () => opening.delete(id),
    );
    log.info({ room: id, worker: worker.index }, "media: a room opened");
    return promise;
  };

  return {
    enter: async (id, work) => {
      const room = await openRoom(id);
      if (!room) return undefined;
      return room.enqueue(async () => {
        // It may have closed while this entry waited its turn.
        if (closedAtMs.has(id)) return undefined;
        const current = open.get(id) === room ? room : await openRoom(id);
        return current ? { room: current, result: work(current) } : undefined;
      });
    },
    close: async (id) => {
      const now = clock.now().getTime();
      forgetOld(closedAtMs, now);
      closedAtMs.set(id, now);
      const room = open.get(id) ?? (await opening.get(id)?.catch(() => undefined));
      forget(id);
      room?.close();
    },
    dismiss: (peer) => {
      const now = clock.now().getTime();
      forgetOld(dismissedAtMs, now);
      dismissedAtMs.set(peer, now);
      for (const room of open.values()) putOut(room, peer);
    },
    isDismissed: (peer) => dismissedAtMs.has(peer),
    expel: (id, peer) => {
      const now = clock.now().getTime();
      forgetOld(expelledAtMs, now);
      expelledAtMs.set(`${id} ${peer}`, now);
      const room = open.get(id);
      if (room) putOut(room, peer);
    },
    isExpelled: (ticket) => signedAtMs(ticket) <= (expelledAtMs.get(`${ticket.room} ${ticket.peer}`) ?? -Infinity),
    keepClip: async (asked) => {
      const isKept = (await open.get(asked.room)?.clip(asked)) ?? false;
      await office.endClip?.(asked.clipId, isKept);
    },
    moveAway: (id) => {
      open.get(id)?.migrate(() => forget(id));
    },
    census: () => ({
      rooms: [...open.keys()],
      people: [...open.values()].reduce((sum, room) => sum + room.peers.size, 0),
      present: [...open].map(([room, { peers }]) => {
        const there = [...peers.values()].filter(isThere);
        return { room, peers: there.map(({ id }) => id), microphones: there.filter(isMicrophone).map(({ id }) => id) };
      }),
    }),
    load: () => pool.load(),
    get isUnwell() {
      return pool.isUnwell;
    },
    workerCount: pool.size,
    isClosed: (id) => closedAtMs.has(id),
    nextEpoch: () => {
      lastEpoch = Math.max(lastEpoch + 1, clock.now().getTime());
      return lastEpoch;
    },
    workerPids: () => pool.pids,
    stop: async () => {
      for (const room of open.values()) room.close();
      open.clear();
      opening.clear();
      pool.close();
    },
  };
}
