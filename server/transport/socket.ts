import type { Server as HttpServer } from "node:http";
import { Server, type Namespace, type Socket } from "socket.io";
import { z } from "zod";
import { changed } from "#shared/protocol/live.ts";
import { acceptedVersions } from "#shared/protocol/version.ts";
import type { Deps } from "../platform/deps.ts";
import type { Actor } from "../platform/actor.ts";
import type { RateLimit } from "../platform/rate-limit.ts";
import type { BoundCommand, RefusalWatch, UnknownWatch } from "../platform/serve.ts";
import { closeSlowSockets } from "../platform/slow-sockets.ts";
import { knownCode } from "./known-code.ts";
import { cookieName, readCookie, refusalFor, resolveActor } from "./actor.ts";
import { isOurOrigin } from "./origin.ts";

/** Big things go over HTTP; an oversized frame closes the socket. */
const maxFrameBytes = 64 * 1024;

/**
 * Frames of one account in a minute, over all its windows. A board follows some thirty topics and says so again after
 * each reconnection; whoever goes on that far beyond it is no page that somebody looks at.
 */
const framesPerMinute = { answered: 600, refused: 600 } as const;
/** Of what no command knows so much is looked at: a line says it once anyway. */
const unknownPerMinute = 10;

export function createSocketServer(http: HttpServer, deps: Pick<Deps, "config" | "log">): Server {
  const io = new Server(http, {
    path: "/socket",
    serveClient: false,
    transports: ["websocket"],
    maxHttpBufferSize: maxFrameBytes,
    pingInterval: 20_000,
    pingTimeout: 25_000,
    // Hints carry a cursor, so replaying missed ones would buy nothing and cost a cluster-wide stream.
    connectionStateRecovery: undefined,
    allowRequest: (request, decide) => {
      const { origin, host } = request.headers;
      decide(null, origin === undefined || isOurOrigin(origin, host, deps.config));
    },
  });
  closeSlowSockets(io, deps.log);
  return io;
}

/** Hints and commands of the web tier. */
export function mountSocket(
  io: Server,
  deps: Deps,
  limit: RateLimit,
  commands: readonly BoundCommand[],
  { onRefused, onUnknown }: { readonly onRefused: RefusalWatch; readonly onUnknown: UnknownWatch },
): { stop(): void } {
  const namespace: Namespace = io.of("/");
  const accounts = new WeakMap<Socket, string>();
  const known = new Set<unknown>(commands.map(({ command }) => command.name));
  namespace.use((socket, next) => {
    const version: unknown = socket.handshake.auth["version"];
    if (typeof version === "number" && !acceptedVersions.includes(version)) return next(new Error("BAD_INPUT"));
    actorOf(deps, socket).then(
      (actor) => {
        if (actor.kind === "visitor") return next(new Error("NOT_SIGNED_IN"));
        accounts.set(socket, actor.accountId);
        next();
      },
      (error: unknown) => {
        deps.log.error({ err: error }, "surprise in the handshake");
        next(new Error("SURPRISE"));
      },
    );
  });
  namespace.on("connection", (socket) => {
    const accountId = accounts.get(socket) ?? socket.id;
    const mayAsk = askingOf(limit, socket, accountId);
    for (const bound of commands) bind(deps, socket, bound, mayAsk, onRefused);
    const isLookedAt = async (): Promise<boolean> => (await mayAsk()) && limit.takeHere("socket.unknown", accountId, unknownPerMinute);
    socket.onAny((name: unknown, _given: unknown, acknowledge: unknown) => {
      if (!known.has(name) || !isAnswerable(acknowledge)) void noteUnknown(deps, socket, isLookedAt, onUnknown);
    });
  });
  const unsubscribe = deps.bus.subscribe((topic) => namespace.local.to(topic).emit(changed.name, { topic }));
  return { stop: unsubscribe };
}

const actorOf = (deps: Deps, socket: Socket): Promise<Actor> =>
  resolveActor(
    deps.db,
    readCookie(socket.handshake.headers.cookie, cookieName(deps.config.publicUrl)),
    deps.clock.now(),
  );

/** Counts a frame before anything is read for it; a page that does not stop asking is cut off. */
const askingOf = (limit: RateLimit, socket: Socket, accountId: string) => async (): Promise<boolean> => {
  if (await limit.takeHere("socket", accountId, framesPerMinute.answered)) return true;
  if (!(await limit.takeHere("socket.refused", accountId, framesPerMinute.refused))) socket.disconnect(true);
  return false;
};

/** Our pages let every command be answered: what leaves no way to is no command, whatever its name. */
const isAnswerable = (acknowledge: unknown): acknowledge is (reply: unknown) => void => typeof acknowledge === "function";

function bind(
  deps: Deps,
  socket: Socket,
  { command, handle }: BoundCommand,
  mayAsk: () => Promise<boolean>,
  onRefused: RefusalWatch,
): void {
  socket.on(command.name, (given: unknown, acknowledge: unknown) => {
    if (!isAnswerable(acknowledge)) return;
    const answer = (reply: unknown): void => acknowledge(reply);
    const work = async (): Promise<unknown> =>
      (await mayAsk())
        ? run(deps, socket, command.name, given, { command, handle }, onRefused)
        : { ok: false, code: "TOO_MANY_REQUESTS" };
    work().then(answer, (error: unknown) => {
      deps.log.error({ err: error, command: command.name }, "surprise");
      answer({ ok: false, code: "SURPRISE" });
    });
  });
}

/** What no command knows is a frame like any other; it is not answered. What it calls itself is nobody's to read. */
async function noteUnknown(deps: Deps, socket: Socket, isLookedAt: () => Promise<boolean>, onUnknown: UnknownWatch): Promise<void> {
  try {
    if (!(await isLookedAt())) return;
    const actor = await actorOf(deps, socket);
    if (actor.kind === "account") await onUnknown(deps, actor);
  } catch (error) {
    deps.log.error({ err: error }, "an unknown message could not be noted");
  }
}

async function run(deps: Deps, socket: Socket, name: string, given: unknown, bound: BoundCommand, onRefused: RefusalWatch): Promise<unknown> {
  // The actor is read again each time: a revoked session stops working at once.
  const actor = await actorOf(deps, socket);
  const refusal = refusalFor(bound.command.allow, actor);
  if (refusal) return { ok: false, code: refusal };
  const input = z.safeParse(bound.command.input, given);
  if (!input.success) return { ok: false, code: "BAD_INPUT" };
  const result = await bound.handle(deps, actor, input.data, {
    id: socket.id,
    join: (topic) => void socket.join(topic),
    leave: (topic) => void socket.leave(topic),
  });
  if (result.ok) return { ok: true, data: z.parse(bound.command.output, result.value) };
  const code = knownCode(result.error);
  if (!code) throw new Error(`${name} refused with an unknown code: ${result.error}`);
  if (actor.kind === "account")
    await onRefused(deps, actor, { name, code, params: {} }).catch((error: unknown) =>
      deps.log.error({ err: error, command: name }, "a refusal could not be noted"),
    );
  return { ok: false, code };
}
