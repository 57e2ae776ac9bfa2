import type { types } from "mediasoup-client";
import type { MediaSource } from "#shared/protocol/media.ts";

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
  screen: {
    encodings: [{ maxBitrate: 800_000 }],
    codecOptions: { videoGoogleStartBitrate: startBitrateKbps },
  },
};

export interface Published {
  readonly track: MediaStreamTrack;
  readonly isPaused: boolean;
}

export function producerOptions(source: MediaSource, published: Published): types.ProducerOptions {
  const { track } = published;
  if (source === "camera") track.contentHint = "motion";
  if (source === "screen") track.contentHint = "detail";
  return {
    track,
    ...options[source],
    // The page owns its tracks: a preview may still show them.
    stopTracks: false,
    appData: { source, isPaused: published.isPaused },
  };
}
