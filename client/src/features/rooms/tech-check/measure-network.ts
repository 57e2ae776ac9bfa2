import { probeBytes, probeDown, probeUp } from "#shared/protocol/rooms.ts";
import type { TechCheckResults } from "#shared/domain/rooms/tech-check.ts";
import { call } from "#client/net/http.ts";

type Network = TechCheckResults["network"];

const mime = "application/octet-stream";
const roundTrips = 5;

/** kilobits per second of so many bytes in so many milliseconds. */
const kbps = (bytes: number, ms: number): number => Math.round((bytes * 8) / Math.max(ms, 1));

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const startedAt = performance.now();
  const value = await work();
  return { value, ms: performance.now() - startedAt };
}

/** The median answer, then half a megabyte each way, against the server of the exam itself. */
export async function measureNetwork(): Promise<Network> {
  try {
    const answers: number[] = [];
    for (let trip = 0; trip < roundTrips; trip += 1)
      answers.push((await timed(() => call(probeUp, { body: { bytes: new ArrayBuffer(1), mime } }))).ms);
    const roundTripMs = Math.round(answers.toSorted((a, b) => a - b)[Math.floor(roundTrips / 2)] ?? 0);
    const down = await timed(() => call(probeDown, {}));
    const up = await timed(() => call(probeUp, { body: { bytes: noise(probeBytes), mime } }));
    return {
      isReached: true,
      roundTripMs,
      downKbps: kbps(down.value.size, down.ms),
      upKbps: kbps(probeBytes, up.ms),
    };
  } catch {
    return { isReached: false, roundTripMs: 0, downKbps: 0, upKbps: 0 };
  }
}

/** Nothing on the way can compress it. The browser gives at most 64 KiB of noise at once. */
function noise(bytes: number): ArrayBuffer {
  const buffer = new ArrayBuffer(bytes);
  const step = 65_536;
  for (let at = 0; at < bytes; at += step)
    crypto.getRandomValues(new Uint8Array(buffer, at, Math.min(step, bytes - at)));
  return buffer;
}
