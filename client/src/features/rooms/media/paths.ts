import type { types } from "mediasoup-client";
import type { CommandInput, CommandOutput } from "#shared/protocol/define.ts";
import { rtpParameters } from "#shared/protocol/media-rtp.ts";
import {
  mediaRestartIce,
  mediaTransport,
  type mediaJoin,
  type mediaProduce,
  type MediaSource,
  type TransportDirection,
} from "#shared/protocol/media.ts";
import type { Entry } from "./session-state.ts";
import { isOffline, type Signal } from "./signal.ts";

// A path that is lost for longer than this is looked for again; a shorter loss mends itself.
const restartIceAfterMs = 3_000;

type Ready = CommandOutput<typeof mediaJoin>["transports"];
type NewSource = CommandInput<typeof mediaProduce>["sources"][number];

interface PathsDeps {
  readonly epoch: number;
  readonly device: Promise<types.Device>;
  /** The socket by which this generation speaks now. */
  readonly signal: () => Signal;
  /** This generation cannot be saved. */
  readonly onBroken: () => void;
}

/**
 * The transport that sends and the one that receives. What the browser would connect with, and what it begins to send,
 * waits here until whoever uses the transport says all of it to the node in one message.
 */
export class Paths {
  readonly #deps: PathsDeps;
  /** Made by the node with the entry, and not used yet. */
  readonly #ready: Map<TransportDirection, NonNullable<Ready[TransportDirection]>>;
  readonly #made = new Map<TransportDirection, types.Transport>();
  readonly #timers = new Map<types.Transport, ReturnType<typeof setTimeout>>();
  readonly #unsaidDtls = new Map<types.Transport, types.DtlsParameters>();
  #unsaidSources: NewSource[] = [];
  #isClosed = false;

  constructor(deps: PathsDeps, { send, receive }: Ready) {
    this.#deps = deps;
    this.#ready = new Map([...(send ? [["send", send] as const] : []), ...(receive ? [["receive", receive] as const] : [])]);
  }

  get made(): readonly types.Transport[] {
    return [...this.#made.values()];
  }

  /** The one that is open, if any. */
  open(direction: TransportDirection): types.Transport | undefined {
    const transport = this.#made.get(direction);
    return transport?.closed ? undefined : transport;
  }

  /** @throws SignalError */
  async get(direction: TransportDirection, { iceServers }: Entry): Promise<types.Transport> {
    const open = this.open(direction);
    if (open) return open;
    const { epoch, device, signal } = this.#deps;
    const ready = this.#ready.get(direction);
    this.#ready.delete(direction);
    const { transportId, ...parameters } = ready ?? (await signal().send(mediaTransport, { epoch, direction }));
    const loaded = await device;
    const options = { id: transportId, ...parameters, iceServers: iceServers.map((server) => ({ ...server })) };
    const transport = direction === "send" ? loaded.createSendTransport(options) : loaded.createRecvTransport(options);
    transport.on("connect", ({ dtlsParameters }, done) => {
      this.#unsaidDtls.set(transport, dtlsParameters);
      done();
    });
    transport.on("produce", ({ kind, rtpParameters: given, appData }, done) => {
      const { source, isPaused } = appData as { source: MediaSource; isPaused: boolean };
      this.#unsaidSources.push({ source, kind, rtpParameters: rtpParameters.parse(given), isPaused });
      done({ id: source });
    });
    transport.on("connectionstatechange", (state) => this.#watch(transport, state));
    this.#made.set(direction, transport);
    return transport;
  }

  takeDtls(transport: types.Transport): types.DtlsParameters | undefined {
    const dtlsParameters = this.#unsaidDtls.get(transport);
    this.#unsaidDtls.delete(transport);
    return dtlsParameters;
  }

  takeSources(): NewSource[] {
    return this.#unsaidSources.splice(0);
  }

  async restartIce(transport: types.Transport): Promise<void> {
    const { epoch, signal } = this.#deps;
    const { iceParameters } = await signal().send(mediaRestartIce, { epoch, transportId: transport.id });
    await transport.restartIce({ iceParameters });
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const transport of this.made) transport.close();
  }

  /** `disconnected` is not the end: after a while the path is looked for again. Only `failed` ends a generation. */
  #watch(transport: types.Transport, state: types.ConnectionState): void {
    clearTimeout(this.#timers.get(transport));
    if (this.#isClosed) return;
    if (state === "failed") this.#deps.onBroken();
    if (state !== "disconnected") return;
    const timer = setTimeout(() => {
      if (!this.#deps.signal().isOpen) return;
      this.restartIce(transport).catch((error: unknown) => {
        // Whoever takes this generation up when the node answers looks for the path again.
        if (!isOffline(error)) this.#deps.onBroken();
      });
    }, restartIceAfterMs);
    this.#timers.set(transport, timer);
  }
}
