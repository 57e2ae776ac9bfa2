import { rm } from "node:fs/promises";
import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import { z } from "zod";
import { err, type Result } from "#shared/kernel/result.ts";
import type { CommandDefinition, CommandInput, CommandOutput } from "#shared/protocol/define.ts";
import * as contract from "#shared/protocol/media.ts";
import { acceptedVersions } from "#shared/protocol/version.ts";
import { peerOfDismissedTopic, peerOfExpelledTopic, roomOfClosedTopic } from "../platform/media-topics.ts";
import { closeSlowSockets } from "../platform/slow-sockets.ts";
import { readTicket, type Ticket } from "../platform/ticket.ts";
import { consume, setView } from "./consume.ts";
import { describeRoom, enter } from "./enter.ts";
import type { MediaDeps } from "./media-deps.ts";
import { NoteQueue } from "./note-queue.ts";
import { createOnceEach } from "./once-each.ts";
import type { Peer } from "./peer.ts";
import { produce, setProducerState } from "./produce.ts";
import type { MediaRoom } from "./room.ts";
import { recordersClosed, recoverRecordings } from "./recorder.ts";
import { speechWritten } from "./speech-watch.ts";
import { startReporting } from "./reporting.ts";
import { createRooms, rollingFolderOf, type Rooms } from "./rooms.ts";
import { createTokenBucket } from "./token-bucket.ts";
import { createTransport, createTransports, simulateTransport } from "./transports.ts";

/** Signalling needs little; what is bigger is not signalling. */
const maxFrameBytes = 64 * 1024;

/** However much somebody says that no command knows, over all their sockets, it is told of once in so long. */
const unknownInSeconds = 10 * 60;

export interface MediaService {
  readonly sockets: Server;
  /** Process ids of the workers, for those who watch or test them. */
  workerPids(): readonly number[];
  stop(): Promise<void>;
}

/** Live rooms. Knows people and rooms by opaque names only; a signed ticket says who may enter which. */
export async function startMediaService(deps: MediaDeps, http: HttpServer): Promise<MediaService> {
  await recoverRecordings(deps);
  await rm(rollingFolderOf(deps.config), { recursive: true, force: true });
  const rooms = await createRooms(deps);
  // No cookie opens anything here, so a page of another origin gains nothing by connecting: the ticket is the door.
  const sockets = new Server(http, {
    path: contract.mediaPath,
    serveClient: false,
    transports: ["websocket"],
    maxHttpBufferSize: maxFrameBytes,
    pingInterval: 5_000,
    pingTimeout: 8_000,
  });
  closeSlowSockets(sockets, deps.log);
  const namespace = sockets.of(contract.mediaNamespace);
  namespace.use((socket, next) => {
    const handshake = contract.mediaHandshake.safeParse(socket.handshake.auth);
    if (!handshake.success || !acceptedVersions.includes(handshake.data.version)) return next(new Error("BAD_INPUT"));
    const ticket = readTicket(deps.config.secret, handshake.data.ticket, deps.clock.now());
    if (ticket?.node !== deps.config.media.node) return next(new Error("ROOM_TICKET_INVALID"));
    visits.set(socket, { ticket, entered: undefined });
    next();
  });
  const isDue = createOnceEach(unknownInSeconds, () => deps.clock.now().getTime());
  namespace.on("connection", (socket) => serveSocket(deps, rooms, socket, isDue));
  const unsubscribe = deps.bus.subscribe((topic) => {
    const room = roomOfClosedTopic(topic);
    if (room) void rooms.close(room);
    const peer = peerOfDismissedTopic(topic);
    if (peer) rooms.dismiss(peer);
    const expelled = peerOfExpelledTopic(topic);
    if (expelled) rooms.expel(expelled.room, expelled.peer);
  });
  const reporting = await startReporting(deps, rooms);
  return {
    sockets,
    workerPids: () => rooms.workerPids(),
    stop: async () => {
      await reporting.drain();
      unsubscribe();
      await reporting.stop();
      namespace.disconnectSockets(true);
      await rooms.stop();
      await Promise.all([recordersClosed(), speechWritten()]);
      // Not the HTTP server, which is not this service's own.
      sockets.engine.close();
    },
  };
}

interface Visit {
  readonly ticket: Ticket;
  entered: { readonly room: MediaRoom; readonly peer: Peer } | undefined;
}
const visits = new WeakMap<Socket, Visit>();

/** `answerNow` sends the reply before anything else can happen in the room; what is returned later is then ignored. */
type Handler<C extends CommandDefinition> = (
  input: CommandInput<C>,
  answerNow: (result: Result<CommandOutput<C>, string>) => void,
) => Promise<Result<CommandOutput<C>, string>>;

function serveSocket(deps: MediaDeps, rooms: Rooms, socket: Socket, isDue: (person: string) => boolean): void {
  const visit = visits.get(socket);
  if (!visit) return void socket.disconnect(true);
  const bucket = createTokenBucket(200, 40, () => deps.clock.now().getTime());
  const known = new Set<unknown>();

  /** Parses, limits, answers: every command gets exactly one reply. */
  const on = <const C extends CommandDefinition>(command: C, handle: Handler<C>): void => {
    known.add(command.name);
    socket.on(command.name, (given: unknown, acknowledge: unknown) => {
      if (typeof acknowledge !== "function") return;
      let isAnswered = false;
      const answer = (reply: unknown): void => {
        if (!isAnswered) acknowledge(reply);
        isAnswered = true;
      };
      if (!bucket.take()) return answer({ ok: false, code: "TOO_MANY_REQUESTS" });
      const input = z.safeParse(command.input, given);
      if (!input.success) return answer({ ok: false, code: "BAD_INPUT" });
      const answerWith = (result: Result<CommandOutput<C>, string>): void => {
        if (!isAnswered) answer(result.ok ? { ok: true, data: z.parse(command.output, result.value) } : { ok: false, code: result.error });
      };
      handle(input.data as CommandInput<C>, answerWith).then(
        (result) => answerWith(result),
        (error: unknown) => {
          deps.log.error({ err: error, command: command.name }, "media: surprise");
          answer({ ok: false, code: "SURPRISE" });
        },
      );
    });
  };

  /** For commands of somebody who has entered, in this generation. */
  const inRoom = <const C extends CommandDefinition>(
    command: C,
    handle: (room: MediaRoom, peer: Peer, input: CommandInput<C>) => Promise<Result<CommandOutput<C>, string>>,
  ): void =>
    on(command, async (input) => {
      const { entered } = visit;
      const epoch = typeof input === "object" && input !== null && "epoch" in input ? input.epoch : undefined;
      if (!entered || entered.peer.epoch !== epoch) return err("STALE_EPOCH");
      const { room, peer } = entered;
      return peer.enqueue(async () => {
        if (peer.isClosed || peer.socket !== socket) return err("STALE_EPOCH");
        try {
          return await handle(room, peer, input);
        } catch (error) {
          // Its transports were closed under it: this is the end of a generation, not a surprise.
          if (peer.isClosed) return err("STALE_EPOCH");
          throw error;
        }
      });
    });

  on(contract.mediaJoin, async (input, answerNow) => {
    if (input.room !== visit.ticket.room) return err("ROOM_TICKET_INVALID");
    if (rooms.isClosed(input.room) || rooms.isDismissed(visit.ticket.peer) || rooms.isExpelled(visit.ticket)) return err("ROOM_NOT_OPEN");
    const entered = await rooms.enter(input.room, (room) => enter(room, socket, visit.ticket, input, rooms.nextEpoch));
    if (!entered) return err(rooms.isClosed(input.room) ? "ROOM_NOT_OPEN" : "UNAVAILABLE");
    const { room, result: { peer, isResumed } } = entered;
    visit.entered = { room, peer };
    return peer.enqueue(async () => {
      try {
        const transports = isResumed ? {} : await createTransports(room, peer, input.wants ?? []);
        // What the room holds now leaves before the next change of it: else an older list could replace a newer one.
        const answer = { ok: true, value: { isResumed, transports, ...describeRoom(room, peer) } } as const;
        answerNow(answer);
        return answer;
      } catch (error) {
        if (peer.isClosed) return err("UNAVAILABLE");
        throw error;
      }
    });
  });
  inRoom(contract.mediaTransport, (room, peer, { direction }) => createTransport(room, peer, direction));
  inRoom(contract.mediaSimulate, async (room, peer) => {
    if (!deps.config.media.takesSimulated || peer.canPublish.length === 0) return err("FORBIDDEN");
    return simulateTransport(room, peer);
  });
  inRoom(contract.mediaProduce, produce);
  inRoom(contract.mediaProducerState, setProducerState);
  inRoom(contract.mediaConsume, consume);
  inRoom(contract.mediaSetView, setView);
  inRoom(contract.mediaRestartIce, async (_room, peer, { transportId }) => {
    const transport = peer.transportById(transportId);
    return transport ? { ok: true, value: { iceParameters: await transport.restartIce() } } : err("NOT_FOUND");
  });
  inRoom(contract.mediaHears, async (room, peer, { hears, misses }) => {
    peer.hearing = { hears, misses };
    room.news.members();
    return { ok: true, value: {} };
  });
  inRoom(contract.mediaEased, async (room, peer, { eased }) => {
    peer.eased = eased;
    room.news.members();
    return { ok: true, value: {} };
  });
  inRoom(contract.mediaSoundless, async (room, peer, { isSoundless }) => {
    peer.isSoundless = isSoundless;
    room.news.members();
    return { ok: true, value: {} };
  });
  inRoom(contract.mediaTalk, async (room, peer, { peer: whom }) => {
    if (peer.part !== "WATCHER") return err("FORBIDDEN");
    if (whom === null) {
      room.talks.end(peer, "STOPPED");
      return { ok: true, value: {} };
    }
    const watched = room.peers.get(whom);
    if (watched?.part !== "WATCHED") return err("NOT_FOUND");
    room.talks.begin(peer, watched);
    return { ok: true, value: {} };
  });
  inRoom(contract.mediaLeave, async (room, peer) => {
    room.remove(peer);
    return { ok: true, value: {} };
  });
  // What no command knows, or what leaves no way to be answered, counts and is answered nothing; the application learns whose
  // it was: of a device at somebody's side, theirs.
  const { room, peer, of = peer } = visit.ticket;
  const notes = new NoteQueue(room, deps.office, deps.log);
  socket.onAny((name: unknown, _given: unknown, acknowledge: unknown) => {
    if (known.has(name) && typeof acknowledge === "function") return;
    if (!bucket.take()) return void socket.disconnect(true);
    if (isDue(of)) notes.add({ kind: "UNKNOWN_MESSAGE", peer: of });
  });
}
