import type { Server } from "socket.io";
import type { Deps } from "./deps.ts";

/** Frames that may wait for one socket. A page that reads at all takes them as they come; a board is sent some ten a second. */
const mostWaiting = 200;

/**
 * Whatever is sent to a browser that does not read waits in this process, and nothing else would bound it. Beyond the
 * limit its socket is closed: the page connects again and asks for what it shows, so that nothing is lost by it.
 */
export function closeSlowSockets(io: Server, log: Deps["log"]): void {
  io.engine.on("connection", (conn: EngineSocket) => {
    let waiting = 0;
    let isLooking = false;
    const look = (): void => {
      isLooking = false;
      if (waiting <= mostWaiting) return;
      log.warn({ waiting }, "a socket that does not read is closed");
      conn.close(true);
    };
    conn.on("flush", () => (waiting = 0));
    conn.on("packetCreate", () => {
      waiting += 1;
      if (waiting <= mostWaiting || isLooking) return;
      // Much that is sent in one go waits for the end of this turn, even where somebody reads.
      isLooking = true;
      setImmediate(look);
    });
  });
}

/** What is used of the engine's socket, whose types are not handed on. */
interface EngineSocket {
  on(event: "flush" | "packetCreate", listener: () => void): void;
  close(discard: boolean): void;
}
