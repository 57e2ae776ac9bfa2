import type { types } from "mediasoup";
import { rtpCapabilities, type RtpCapabilities } from "#shared/protocol/media-rtp.ts";

/** One video codec only: whatever records or plays a room has one path. Every current browser sends and decodes VP8. */
export const routerCodecs: types.RouterRtpCodecCapability[] = [
  { kind: "audio", mimeType: "audio/opus", clockRate: 48_000, channels: 2 },
  { kind: "video", mimeType: "video/VP8", clockRate: 90_000 },
];

/** What a browser may know of the router. Without the orientation extension a telephone turns its picture itself. */
export function capabilitiesForBrowsers(router: types.Router): RtpCapabilities {
  const { codecs, headerExtensions = [] } = router.rtpCapabilities;
  return rtpCapabilities.parse({
    codecs,
    headerExtensions: headerExtensions.filter(({ uri }) => uri !== "urn:3gpp:video-orientation"),
  });
}
