import type { types } from "mediasoup";
import type { MediaSource } from "#shared/protocol/media.ts";
import { loudnessUri } from "./codecs.ts";
import { recordTypes } from "../platform/journal/format.ts";
import { journalNowMs } from "../platform/journal/journal-writer.ts";
import { readPacket } from "../platform/journal/rtp.ts";
import { encodeSenderReport } from "../platform/journal/sender-report.ts";
import { beginsKeyFrame } from "../platform/journal/vp8.ts";
import type { PeerProducer } from "./peer.ts";

/** What packets are fed into: the journal of a recording, or one that forgets. */
export interface Journal {
  append(type: (typeof recordTypes)[keyof typeof recordTypes], payload: Buffer, atMs?: number): void;
  event(event: { readonly [key: string]: unknown }): void;
  readonly hasRoomForPictures: boolean;
}

/** Left alone an encoder sends a picture that stands alone every hundred seconds: nobody could jump into such a film. */
const keyFrameMs: Readonly<Record<MediaSource, number | undefined>> = { microphone: undefined, camera: 10_000, screen: 30_000, side: undefined };

export const loudnessIdOf = (consumer: types.Consumer): number | null =>
  consumer.rtpParameters.headerExtensions?.find(({ uri }) => uri === loudnessUri)?.id ?? null;

/**
 * Feeds a journal from a consumer: its packets, what its sender says of its clock, its pauses. When too much waits for the
 * disk, pictures are left out until the next one that stands alone; a voice never. Answers how to stop.
 */
export function feed(consumer: types.Consumer, producer: PeerProducer, journal: Journal): () => void {
  let isLeftOut = false;
  let lastKeyMs = journalNowMs();
  const keepPicture = (packet: Buffer, nowMs: number): void => {
    const payload = readPacket(packet, nowMs, undefined)?.payload;
    const isKey = payload !== undefined && beginsKeyFrame(payload);
    if (isKey) lastKeyMs = nowMs;
    if (!journal.hasRoomForPictures) {
      if (!isLeftOut) journal.event({ kind: "left-out" });
      isLeftOut = true;
      return;
    }
    if (isLeftOut && !isKey) return;
    isLeftOut = false;
    journal.append(recordTypes.rtp, packet, nowMs);
  };
  consumer.on("rtp", (packet) => {
    if (consumer.kind === "video") keepPicture(packet, journalNowMs());
    else journal.append(recordTypes.rtp, packet);
  });
  consumer.on("producerpause", () => journal.event({ kind: "paused" }));
  consumer.on("producerresume", () => journal.event({ kind: "resumed" }));

  const report = ({ type, info }: types.ProducerTraceEventData): void => {
    const { ssrc, ntpSec, ntpFrac, rtpTs } = info;
    if (type !== "sr" || ![ssrc, ntpSec, ntpFrac, rtpTs].every(Number.isInteger)) return;
    journal.append(recordTypes.senderReport, encodeSenderReport({ ssrc: Number(ssrc), ntpSec: Number(ntpSec), ntpFrac: Number(ntpFrac), rtpTs: Number(rtpTs) }));
  };
  producer.on("trace", report);
  // It may have ended meanwhile, which is no concern of the journal.
  producer.enableTraceEvent(["sr"]).catch(() => undefined);

  const everyMs = keyFrameMs[producer.appData.source];
  const timer = everyMs === undefined ? undefined : setInterval(() => {
    if (journalNowMs() - lastKeyMs >= everyMs) consumer.requestKeyFrame().catch(() => undefined);
  }, everyMs / 10);
  timer?.unref();
  return () => {
    clearInterval(timer);
    producer.off("trace", report);
  };
}
