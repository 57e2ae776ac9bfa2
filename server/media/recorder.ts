import { setTimeout as pause } from "node:timers/promises";
import type { types } from "mediasoup";
import { capabilitiesForRecorder } from "./codecs.ts";
import { feed, loudnessIdOf } from "./feed-journal.ts";
import { RollingJournal } from "./rolling-journal.ts";
import { JournalWriter, journalNowMs, type SealedSegment } from "../platform/journal/journal-writer.ts";
import { recoverTrack } from "../platform/journal/recover.ts";
import type { ClipAsked, OpenTrack } from "../platform/media-office.ts";
import type { MediaDeps } from "./media-deps.ts";
import type { Peer, PeerProducer } from "./peer.ts";
import { untilDone } from "./until-done.ts";

export type RecorderDeps = Pick<MediaDeps, "office" | "log"> & {
  /** Where what is remembered for a while is, under keys that nobody keeps. */
  readonly rollingFolder: string;
};

const keptLayer = 1;

/**
 * Keeps what the tickets say is kept, as it passes: packets into journals, nothing decoded, nothing on a port. What is not
 * kept may be remembered for two minutes, so that an extract of it can begin before it was asked for.
 */
export class RoomRecorder {
  readonly #deps: RecorderDeps;
  readonly #room: string;
  readonly #router: types.Router;
  readonly #onChange: () => void;
  readonly #remembered = new Map<PeerProducer, Remembered>();
  #transport: Promise<types.DirectTransport> | undefined;

  constructor(deps: RecorderDeps, room: string, router: types.Router, onChange: () => void) {
    this.#deps = deps;
    this.#room = room;
    this.#router = router;
    this.#onChange = onChange;
  }

  /**
   * Begins before anybody hears the source. A recorder that fails never keeps people from talking: it is said instead, and
   * tried again for as long as the source lasts, since nobody opens a microphone anew because a database was away.
   */
  keep(peer: Peer, producer: PeerProducer): Promise<void> {
    const { source } = producer.appData;
    const over = new AbortController();
    producer.observer.once("close", () => over.abort());
    return untilDone(
      () => this.#begin(peer, producer),
      over.signal,
      (error) => this.#deps.log.error({ err: error, room: this.#room, source }, "media: a recording waits to begin"),
    );
  }

  async #begin(peer: Peer, producer: PeerProducer): Promise<void> {
    const { source } = producer.appData;
    if (producer.closed) return;
    if (peer.recorded.includes(source)) {
      const track = await this.#deps.office.openTrack({ room: this.#room, peer: peer.id, source });
      if (track && !producer.closed) await this.#write(peer, producer, track);
    } else if (peer.remembered.includes(source)) await this.#remember(peer, producer);
  }

  /** Keeps what is remembered of a person, and what comes until the extract ends. Answers whether there was anything. */
  async clip({ clipId, peer, secondsBefore, secondsAfter }: ClipAsked): Promise<boolean> {
    const fromMs = journalNowMs() - secondsBefore * 1000;
    const sources = [...this.#remembered].filter(([, { peerId }]) => peerId === peer);
    const kept = await Promise.all(
      sources.map(async ([producer, { journal, meta }]) => {
        const { source } = producer.appData;
        const track = await this.#deps.office.openTrack({ room: this.#room, peer, source, clipId });
        if (!track) return false;
        const { writer, end } = createTrackWriter(this.#deps, track, { ...meta, trackId: track.trackId, clip: clipId });
        const stop = await journal.since(fromMs, ({ type, payload, atMs }) => writer.append(type, payload, atMs));
        await Promise.race([pause(secondsAfter * 1000), new Promise<void>((done) => producer.observer.once("close", () => done()))]);
        stop();
        await end();
        return true;
      }),
    );
    return kept.includes(true);
  }

  async #remember(peer: Peer, producer: PeerProducer): Promise<void> {
    const consumer = await this.#receive(producer);
    const journal = new RollingJournal(this.#deps.rollingFolder, (error) =>
      this.#deps.log.error({ err: error, room: this.#room }, "media: nothing is remembered of a source any more"),
    );
    this.#remembered.set(producer, { peerId: peer.id, journal, meta: metaOf(peer, producer, consumer) });
    const stop = feed(consumer, producer, journal);
    consumer.observer.once("close", () => {
      stop();
      this.#remembered.delete(producer);
      outlive(journal.close().catch((error: unknown) => this.#deps.log.error({ err: error }, "media: what was remembered is still there")));
    });
    await consumer.resume();
  }

  async #write(peer: Peer, producer: PeerProducer, opened: OpenTrack): Promise<void> {
    const { source } = producer.appData;
    const consumer = await this.#receive(producer);
    const setRecorded = (isRecorded: boolean): void => {
      if (isRecorded) peer.recording.add(source);
      else peer.recording.delete(source);
      this.#onChange();
    };
    const meta = { ...metaOf(peer, producer, consumer), trackId: opened.trackId };
    const { writer, end } = createTrackWriter(this.#deps, opened, meta, () => setRecorded(false));
    const stop = feed(consumer, producer, writer);
    consumer.observer.once("close", () => {
      stop();
      setRecorded(false);
      outlive(end());
    });
    await consumer.resume();
    setRecorded(true);
  }

  /** On no port: the packets come into this process. Of a camera with two layers one and the same is kept all along. */
  async #receive(producer: PeerProducer): Promise<types.Consumer> {
    this.#transport ??= this.#router.createDirectTransport();
    const transport = await this.#transport;
    const rtpCapabilities = capabilitiesForRecorder(this.#router, producer.kind);
    const preferredLayers = { spatialLayer: keptLayer, temporalLayer: 1 };
    return transport.consume({ producerId: producer.id, rtpCapabilities, paused: true, preferredLayers });
  }
}

interface Remembered {
  readonly peerId: string;
  readonly journal: RollingJournal;
  readonly meta: TrackMeta;
}

type TrackMeta = { readonly [key: string]: unknown };

const metaOf = (peer: Peer, producer: PeerProducer, consumer: types.Consumer): TrackMeta => ({
  source: producer.appData.source,
  epoch: peer.epoch,
  levelId: loudnessIdOf(consumer),
  codec: consumer.rtpParameters.codecs[0]?.mimeType ?? "",
});

/** The journal of one track, with its books. `end` seals it and says that it is over, once everything is entered. */
function createTrackWriter(deps: RecorderDeps, { trackId, folder, key }: OpenTrack, meta: TrackMeta, onStopped?: () => void) {
  const { office, log } = deps;
  const books = createBooks(deps);
  const writer = new JournalWriter({
    folder,
    trackId,
    key,
    meta,
    onSealed: (segment) => books.enter(segment),
    onWaiting: (isWaiting) =>
      log[isWaiting ? "error" : "info"]({ trackId }, isWaiting ? "media: the disk is full, a recording waits" : "media: a recording goes on"),
    onFailed: (error) => {
      log.error({ err: error, trackId }, "media: a recording stopped");
      onStopped?.();
    },
  });
  const end = async (): Promise<void> => {
    const { signal } = ending;
    const enterEnd = (): Promise<void> => books.close().then(() => office.endTrack(trackId));
    try {
      await writer.close();
      // Nothing is sealed, and no second marker hears it, as long as one of its tracks is not over.
      await untilDone(enterEnd, signal, (error) => log.error({ err: error, trackId }, "media: the end of a recording waits to be entered"));
    } catch (error) {
      log.error({ err: error, trackId }, "media: a recording waits for the next start");
    }
  };
  return { writer, end };
}

/** The process does not end before this has. */
function outlive(done: Promise<void>): void {
  pending.add(done);
  void done.finally(() => pending.delete(done));
}

const pending = new Set<Promise<void>>();
let ending = new AbortController();
/** Until every journal that is being closed is sealed, and entered where the database is there. */
export async function recordersClosed(): Promise<void> {
  ending.abort();
  ending = new AbortController();
  await Promise.all(pending);
}

/** A database that is away does not stop a journal: what could not be entered is entered later. */
function createBooks({ office, log }: RecorderDeps): {
  enter(segment: SealedSegment): Promise<void>;
  close(): Promise<void>;
} {
  const late: SealedSegment[] = [];
  const enterAll = async (): Promise<void> => {
    for (let next = late[0]; next; next = late[0]) {
      await office.enterSegment(next);
      late.shift();
    }
  };
  return {
    enter: (segment) => {
      late.push(segment);
      return enterAll().catch((error: unknown) => log.error({ err: error }, "media: a segment waits to be entered"));
    },
    close: enterAll,
  };
}

/** What a node that died left behind is sealed before anything new begins. */
export async function recoverRecordings({ office, log }: Pick<MediaDeps, "office" | "log">): Promise<void> {
  for (const { trackId, folder, known } of await office.unfinishedTracks()) {
    for (const segment of await recoverTrack(folder, trackId, new Set(known))) await office.enterSegment(segment);
    await office.endTrack(trackId);
    log.warn({ trackId }, "media: a recording was cut short and is sealed");
  }
}
