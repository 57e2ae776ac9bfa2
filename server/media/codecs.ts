import type { types } from "mediasoup";
import { rtpCapabilities, type RtpCapabilities } from "#shared/protocol/media-rtp.ts";

/** One video codec only: whatever records or plays a room has one path. Every current browser sends and decodes VP8. */
export const routerCodecs: types.RouterRtpCodecCapability[] = [
  { kind: "audio", mimeType: "audio/opus", clockRate: 48_000, channels: 2 },
  { kind: "video", mimeType: "video/VP8", clockRate: 90_000 },
];

/**
 * Without the orientation extension a telephone turns its picture itself; the client library does not know `toffset`. The
 * others no browser sends with these codecs unless asked to: left in, they are copied, checked and sent at each entry.
 */
const hiddenExtensions: readonly string[] = [
  "urn:3gpp:video-orientation",
  "urn:ietf:params:rtp-hdrext:toffset",
  "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension",
  "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time",
  "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
  "urn:mediasoup:params:rtp-hdrext:packet-id",
];

const forBrowsers = new WeakMap<types.Router, RtpCapabilities>();

/** What a browser may know of the router. */
export function capabilitiesForBrowsers(router: types.Router): RtpCapabilities {
  const known = forBrowsers.get(router);
  if (known) return known;
  const { codecs, headerExtensions = [] } = router.rtpCapabilities;
  const capabilities = rtpCapabilities.parse({
    codecs,
    headerExtensions: headerExtensions.filter(({ uri }) => !hiddenExtensions.includes(uri)),
  });
  forBrowsers.set(router, capabilities);
  return capabilities;
}

/** What of these a source of this kind can need. The library copies and checks all that it is given, for each source anew. */
export const capabilitiesOfKind = (
  { codecs = [], headerExtensions = [] }: types.RtpCapabilities,
  kind: types.MediaKind,
): types.RtpCapabilities => ({
  codecs: codecs.filter((codec) => codec.kind === kind),
  headerExtensions: headerExtensions.filter((extension) => extension.kind === kind),
});

export const loudnessUri = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

/** What a recorder takes: nothing is sent again inside a machine, and of what comes with a packet it keeps how loud it was. */
export function capabilitiesForRecorder(router: types.Router, kind: types.MediaKind): types.RtpCapabilities {
  const { codecs = [], headerExtensions = [] } = capabilitiesOfKind(capabilitiesForBrowsers(router), kind);
  return {
    codecs: codecs.filter(({ mimeType }) => !mimeType.toLowerCase().endsWith("/rtx")).map((codec) => ({ ...codec, rtcpFeedback: [] })),
    headerExtensions: headerExtensions.filter(({ uri }) => uri === loudnessUri),
  };
}
