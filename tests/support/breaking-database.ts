import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** When the next commit goes wrong: before the database heard of it, or after it was done and nobody was told. */
export type Break = "before" | "after";

export interface BreakingDatabase {
  readonly connectionString: string;
  breakNext(when: Break): void;
  /** Nothing breaks any more; true when what was planned has happened. */
  mend(): boolean;
  stop(): Promise<void>;
}

/** The server says after each request that it is ready again, outside any transaction. */
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const commits = ["COMMIT", "append-many"];

/** The real database behind a wire that breaks at a commit, as a crash of the server in that moment looks. */
export async function startBreakingDatabase(connectionString: string): Promise<BreakingDatabase> {
  const target = new URL(connectionString);
  let planned: Break | undefined;
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    let isDoomed = false;
    const end = (): void => {
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on("error", end).on("close", () => {
        sockets.delete(socket);
        end();
      });
    }
    client.on("data", (chunk: Buffer) => {
      if (planned !== undefined && commits.some((word) => chunk.includes(word))) {
        const when = planned;
        planned = undefined;
        if (when === "before") return end();
        isDoomed = true;
      }
      database.write(chunk);
    });
    database.on("data", (chunk: Buffer) => {
      if (!isDoomed) client.write(chunk);
      else if (chunk.includes(readyForQuery)) end();
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const through = new URL(connectionString);
  through.hostname = "127.0.0.1";
  through.port = String((proxy.address() as AddressInfo).port);
  return {
    connectionString: through.href,
    breakNext: (when) => (planned = when),
    mend: () => {
      const hasBroken = planned === undefined;
      planned = undefined;
      return hasBroken;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
