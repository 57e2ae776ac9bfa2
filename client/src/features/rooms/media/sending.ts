import type { types } from "mediasoup-client";
import type { EasingStep } from "#shared/domain/rooms/easing.ts";
import type { MediaSource, RoomPart, TransportDirection } from "#shared/protocol/media.ts";
import type { Entry } from "./session-state.ts";

/** How each source leaves the browser. */

type Options = Pick<types.ProducerOptions, "encodings" | "codecOptions">;

// Without it the high layer of a camera stays away for some fifteen seconds.
const startBitrateKbps = 1000;

const options: Readonly<Record<MediaSource, Options>> = {
  // Two layers, a thumb and the whole. No frame rate per layer: it would slow down both.
  camera: {
    encodings: [
      { scaleResolutionDownBy: 4, maxBitrate: 70_000, scalabilityMode: "L1T2" },
      { scaleResolutionDownBy: 1, maxBitrate: 350_000, scalabilityMode: "L1T2" },
    ],
    codecOptions: { videoGoogleStartBitrate: startBitrateKbps },
  },
  // Short packets and no silence suppression: oral activities are heard, measured and recorded.
  microphone: {
    encodings: [{ maxBitrate: 32_000 }],
    codecOptions: { opusStereo: false, opusDtx: false, opusFec: true, opusPtime: 20, opusNack: true },
  },
  // Looked at in full or not at all.
  side: { encodings: [{ maxBitrate: 350_000 }] },
  screen: {
    encodings: [{ maxBitrate: 800_000 }],
    codecOptions: { videoGoogleStartBitrate: startBitrateKbps },
  },
};

// Somebody who works alone is silent most of the time: long packets, and next to none while nothing is said.
const quietMicrophone: Options = {
  encodings: [{ maxBitrate: 24_000 }],
  codecOptions: { opusStereo: false, opusDtx: true, opusFec: true, opusPtime: 60 },
};

export interface Published {
  readonly track: MediaStreamTrack;
  readonly isPaused: boolean;
}

/** What somebody who enters will need at once. Whoever works alone receives nothing, until somebody speaks to them. */
export function transportsWanted(
  { canPublish, part = "CIRCLE" }: Pick<Entry, "canPublish" | "part">,
  published: ReadonlyMap<MediaSource, Published>,
): TransportDirection[] {
  return [
    ...(canPublish.some((source) => published.has(source)) ? (["send"] as const) : []),
    ...(part === "CIRCLE" || part === "LISTENER" || part === "WATCHER" ? (["receive"] as const) : []),
  ];
}

export function producerOptions(
  source: MediaSource,
  published: Published,
  part: RoomPart = "CIRCLE",
): types.ProducerOptions {
  const { track } = published;
  if (source === "camera" || source === "side") track.contentHint = "motion";
  if (source === "screen") track.contentHint = "detail";
  return {
    track,
    ...(source === "microphone" && part === "WATCHED" ? quietMicrophone : options[source]),
    // The page owns its tracks: a preview may still show them.
    stopTracks: false,
    appData: { source, isPaused: published.isPaused },
  };
}

/** Sends less of a picture as a step says, or all of it again. Layers are in the order of `options`, the small one first. */
export async function easeProducer(source: MediaSource, producer: types.Producer, step: EasingStep | undefined): Promise<void> {
  const sender = producer.rtpSender;
  if (!sender || producer.closed) return;
  const usual = options[source].encodings ?? [];
  const parameters = sender.getParameters();
  parameters.encodings = parameters.encodings.map(({ maxFramerate: _slow, ...encoding }, layer) => ({
    ...encoding,
    active: layer === 0 || !step?.isSmallOnly,
    maxBitrate: step?.maxBitrate ?? usual[layer]?.maxBitrate ?? 0,
    ...(step?.maxFramerate === undefined ? {} : { maxFramerate: step.maxFramerate }),
  }));
  await sender.setParameters(parameters);
}
