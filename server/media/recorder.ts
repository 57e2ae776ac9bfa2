import type { types } from "mediasoup";
import { feed, loudnessIdOf } from "./feed-journal.ts";
import { JournalWriter } from "../platform/journal/journal-writer.ts";
import { recoverTrack } from "../platform/journal/recover.ts";
import type { SealedSegment } from "../platform/journal/journal-writer.ts";
import type { MediaDeps } from "./service.ts";
import type { Peer, PeerProducer } from "./peer.ts";

type RecorderDeps = Pick<MediaDeps, "office" | "log">;

const keptLayer = 1;

/** Keeps what the tickets say is kept, as it passes: packets into journals, nothing decoded, nothing on a port. */
export class RoomRecorder {
  readonly #deps: RecorderDeps;
  readonly #room: string;
  readonly #router: types.Router;
  readonly #onChange: () => void;
  #transport: Promise<types.DirectTransport> | undefined;

  constructor(deps: RecorderDeps, room: string, router: types.Router, onChange: () => void) {
    this.#deps = deps;
    this.#room = room;
    this.#router = router;
    this.#onChange = onChange;
  }

  /** Begins before anybody hears the source. A recorder that fails never keeps people from talking: it is said instead. */
  async keep(peer: Peer, producer: PeerProducer): Promise<void> {
    const { source } = producer.appData;
    if (!peer.recorded.includes(source)) return;
    try {
      const track = await this.#deps.office.openTrack({ room: this.#room, peer: peer.id, source });
      if (!track || producer.closed) return;
      await this.#write(peer, producer, track);
    } catch (error) {
      this.#deps.log.error({ err: error, room: this.#room, source }, "media: a recording could not begin");
    }
  }

  async #write(
    peer: Peer,
    producer: PeerProducer,
    { trackId, folder, key }: NonNullable<Awaited<ReturnType<MediaDeps["office"]["openTrack"]>>>,
  ): Promise<void> {
    const { office, log } = this.#deps;
    const { source } = producer.appData;
    const consumer = await this.#receive(producer);
    const books = createBooks(this.#deps);
    const setRecorded = (isRecorded: boolean): void => {
      if (isRecorded) peer.recording.add(source);
      else peer.recording.delete(source);
      this.#onChange();
    };
    const writer = new JournalWriter({
      folder,
      trackId,
      key,
      meta: { trackId, source, epoch: peer.epoch, levelId: loudnessIdOf(consumer), codec: consumer.rtpParameters.codecs[0]?.mimeType ?? "" },
      onSealed: (segment) => books.enter(segment),
      onWaiting: (isWaiting) => log[isWaiting ? "error" : "info"]({ trackId }, isWaiting ? "media: the disk is full, a recording waits" : "media: a recording goes on"),
      onFailed: (error) => {
        log.error({ err: error, trackId }, "media: a recording stopped");
        setRecorded(false);
      },
    });
    const stop = feed(consumer, producer, writer);
    consumer.observer.once("close", () => {
      stop();
      setRecorded(false);
      const done = writer
        .close()
        .then(() => books.close())
        .then(() => office.endTrack(trackId))
        .catch((error: unknown) => log.error({ err: error, trackId }, "media: a recording waits for the next start"));
      pending.add(done);
      void done.finally(() => pending.delete(done));
    });
    await consumer.resume();
    setRecorded(true);
  }

  /** On no port: the packets come into this process. Of a camera with two layers one and the same is kept all along. */
  async #receive(producer: PeerProducer): Promise<types.Consumer> {
    this.#transport ??= this.#router.createDirectTransport();
    const transport = await this.#transport;
    const rtpCapabilities = this.#router.rtpCapabilities;
    const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities, paused: true });
    if (consumer.type === "simulcast") await consumer.setPreferredLayers({ spatialLayer: keptLayer, temporalLayer: 1 });
    return consumer;
  }
}

const pending = new Set<Promise<void>>();
/** Until every journal that is being closed is sealed. */
export const recordersClosed = async (): Promise<void> => void (await Promise.all(pending));

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
export async function recoverRecordings({ office, log }: RecorderDeps): Promise<void> {
  for (const { trackId, folder, known } of await office.unfinishedTracks()) {
    for (const segment of await recoverTrack(folder, trackId, new Set(known))) await office.enterSegment(segment);
    await office.endTrack(trackId);
    log.warn({ trackId }, "media: a recording was cut short and is sealed");
  }
}
