import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A line between a browser and the server that a test makes narrow, still, or broken. Bytes pass as they are. */
export interface NarrowLine {
  /** What Chromium is started with, so that everything for the server takes this line. */
  readonly browserArgument: string;
  /** So many bytes a second in each direction, for each connection; null: as fast as can be. */
  narrow(bytesPerSecond: number | null): void;
  /** What comes from here on is neither handed on nor refused, in one direction or in both. */
  still(direction: "answers" | "both"): void;
  /** Everything flows again, for new connections too. */
  flow(): void;
  /** Every connection breaks at once, and what was under way on them is lost. */
  cut(): void;
  stop(): Promise<void>;
}

const slicesASecond = 10;

export async function startNarrowLine(serverUrl: string): Promise<NarrowLine> {
  const { port, host } = new URL(serverUrl);
  const pairs = new Set<readonly [Socket, Socket]>();
  let rate: number | null = null;
  let stilled: "answers" | "both" | null = null;

  /** Hands on in slices; a side that waits is not read, as on a real line. */
  const pipe = (from: Socket, to: Socket, isAnswer: boolean): void => {
    from.on("data", (data: Buffer) => {
      if (stilled === "both" || (stilled === "answers" && isAnswer)) return;
      if (rate === null) return void to.write(data);
      from.pause();
      const size = Math.max(1, Math.ceil(rate / slicesASecond));
      const send = (at: number): void => {
        if (to.destroyed) return;
        to.write(data.subarray(at, at + size));
        if (at + size < data.length) setTimeout(send, 1_000 / slicesASecond, at + size);
        else setTimeout(() => from.resume(), 1_000 / slicesASecond);
      };
      send(0);
    });
    from.on("end", () => to.end());
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroy());
  };
  const line = createServer((near) => {
    const far = connect(Number(port), "127.0.0.1");
    const pair = [near, far] as const;
    pairs.add(pair);
    near.once("close", () => pairs.delete(pair));
    pipe(near, far, false);
    pipe(far, near, true);
  });
  const cut = (): void => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  await new Promise<void>((done) => line.listen(0, "127.0.0.1", done));
  const own = (line.address() as AddressInfo).port;
  return {
    browserArgument: `--host-resolver-rules=MAP ${host} 127.0.0.1:${own}`,
    narrow: (bytesPerSecond) => void (rate = bytesPerSecond),
    still: (direction) => void (stilled = direction),
    flow: () => void ((stilled = null), (rate = null)),
    cut,
    stop: async () => {
      cut();
      await new Promise((done) => line.close(done));
    },
  };
}
