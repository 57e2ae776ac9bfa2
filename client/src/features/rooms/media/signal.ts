import { io, type Socket } from "socket.io-client";
import { z } from "zod";
import type {
  CommandDefinition,
  CommandInput,
  CommandOutput,
  EventDefinition,
  EventPayload,
} from "#shared/protocol/define.ts";
import { mediaNamespace, mediaPath } from "#shared/protocol/media.ts";
import { protocolVersion } from "#shared/protocol/version.ts";

/** A refusal of the media node, or `OFFLINE` when no answer came in time. */
export class SignalError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = "SignalError";
    this.code = code;
  }
}

export const isOffline = (error: unknown): boolean => error instanceof SignalError && error.code === "OFFLINE";

// An acknowledgement may never fire across a lost connection: each wait ends.
const ackTimeoutMs = 5_000;
const connectTimeoutMs = 8_000;

/** One socket to the media node. It never reconnects by itself: the session decides between resuming and rejoining. */
export class Signal {
  readonly #socket: Socket;

  /** @throws SignalError when the node refuses the ticket or does not answer. */
  static open(mediaUrl: string, ticket: string): Promise<Signal> {
    const socket = io(`${mediaUrl}${mediaNamespace}`, {
      path: mediaPath,
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      timeout: connectTimeoutMs,
      auth: { ticket, version: protocolVersion },
    });
    return new Promise((resolve, reject) => {
      const fail = (code: string): void => {
        clearTimeout(timer);
        socket.removeAllListeners();
        socket.close();
        reject(new SignalError(code));
      };
      // The socket's own limit ends with the handshake: a node that freezes right behind it would be waited for for ever.
      const timer = setTimeout(() => fail("OFFLINE"), connectTimeoutMs);
      socket.once("connect", () => {
        clearTimeout(timer);
        socket.removeAllListeners();
        resolve(new Signal(socket));
      });
      socket.once("connect_error", ({ message }) => fail(message === "ROOM_TICKET_INVALID" ? message : "OFFLINE"));
      // Lost between the handshake and the answer to the ticket, which is no error to the library.
      socket.once("disconnect", () => fail("OFFLINE"));
    });
  }

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  get isOpen(): boolean {
    return this.#socket.connected;
  }

  /** @throws SignalError */
  async send<const C extends CommandDefinition>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
    // What is sent while offline would arrive later, out of its time.
    if (!this.#socket.connected) throw new SignalError("OFFLINE");
    let reply: { ok: true; data: CommandOutput<C> } | { ok: false; code: string };
    try {
      reply = await this.#socket.timeout(ackTimeoutMs).emitWithAck(command.name, input);
    } catch {
      throw new SignalError("OFFLINE");
    }
    if (!reply.ok) throw new SignalError(reply.code);
    return reply.data;
  }

  on<const E extends EventDefinition>(event: E, handle: (payload: EventPayload<E>) => void): void {
    this.#socket.on(event.name, (given: unknown) => {
      const parsed = z.safeParse(event.payload, given);
      if (parsed.success) handle(parsed.data as EventPayload<E>);
    });
  }

  onLost(handle: () => void): void {
    this.#socket.on("disconnect", handle);
  }

  /** Nobody listens any more: somebody else takes it over. */
  forget(): void {
    this.#socket.removeAllListeners();
  }

  close(): void {
    this.#socket.removeAllListeners();
    this.#socket.close();
  }
}
