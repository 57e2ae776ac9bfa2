import type { types } from "mediasoup";
import { rtpCapabilities, type RtpCapabilities } from "#shared/protocol/media-rtp.ts";

/** One video codec only: whatever records or plays a room has one path. Every current browser sends and decodes VP8. */
export const routerCodecs: types.RouterRtpCodecCapability[] = [
  { kind: "audio", mimeType: "audio/opus", clockRate: 48_000, channels: 2 },
  { kind: "video", mimeType: "video/VP8", clockRate: 90_000 },
];

/** Without the orientation extension a telephone turns its picture itself; the client library does not know the other. */
const hiddenExtensions: readonly string[] = ["urn:3gpp:video-orientation", "urn:ietf:params:rtp-hdrext:toffset"];

/** What a browser may know of the router. */
export function capabilitiesForBrowsers(router: types.Router): RtpCapabilities {
  const { codecs, headerExtensions = [] } = router.rtpCapabilities;
  return rtpCapabilities.parse({
    codecs,
    headerExtensions: headerExtensions.filter(({ uri }) => !hiddenExtensions.includes(uri)),
  });
}
