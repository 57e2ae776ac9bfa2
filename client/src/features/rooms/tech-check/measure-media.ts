import { joinTrialRoom } from "#shared/protocol/rooms.ts";
import type { TechCheckResults } from "#shared/domain/rooms/tech-check.ts";
import { call } from "#client/net/http.ts";
import { MediaSession } from "../media/media-session.ts";
import type { Entry, RemoteSource } from "../media/session-state.ts";
import { openTrack } from "../media/use-local-devices.ts";
import { iceServersOf } from "../media/ice-servers.ts";

type Media = TechCheckResults["media"];

const patienceMs = 15_000;
const nothing: Media = { hasPicture: false, hasSound: false, ms: 0 };

/**
 * One's picture and voice go to the media node and come back, through the very code, node and relays of the day: the
 * path is good when a picture is drawn and a sound track arrives.
 */
export async function measureMedia(): Promise<Media> {
  const startedAt = performance.now();
  const tracks: MediaStreamTrack[] = [];
  const sessions: MediaSession[] = [];
  try {
    const trial = await call(joinTrialRoom, {});
    const { roomId: room, mediaUrl } = trial;
    const iceServers = iceServersOf(trial.iceServers);
    const enter = (seat: typeof trial.sender, canPublish: Entry["canPublish"]): MediaSession => {
      const entry: Entry = { room, me: seat.peer, mediaUrl, ticket: seat.ticket, canPublish, iceServers };
      const session = new MediaSession(() => Promise.resolve(entry));
      sessions.push(session);
      return session;
    };
    const receiver = enter(trial.receiver, []);
    const sender = enter(trial.sender, ["camera", "microphone"]);
    for (const source of ["camera", "microphone"] as const) {
      const track = await openTrack(source);
      tracks.push(track);
      sender.publish(source, track);
    }
    const [hasPicture, hasSound] = await Promise.all([
      arrival(receiver, "camera").then((remote) => (remote ? isDrawn(receiver, remote) : false)),
      arrival(receiver, "microphone").then((remote) => remote !== undefined),
    ]);
    return { hasPicture, hasSound, ms: Math.round(performance.now() - startedAt) };
  } catch {
    return nothing;
  } finally {
    for (const session of sessions) session.stop();
    for (const track of tracks) track.stop();
  }
}

/** The source as soon as it has come back; undefined when it does not. */
function arrival(session: MediaSession, source: "camera" | "microphone"): Promise<RemoteSource | undefined> {
  return new Promise((resolve) => {
    const look = (): void => {
      const remote = session.state.remotes.find((candidate) => candidate.source === source);
      if (remote) finish(remote);
    };
    const finish = (remote: RemoteSource | undefined): void => {
      stop();
      clearTimeout(timer);
      resolve(remote);
    };
    const stop = session.subscribe(look);
    const timer = setTimeout(() => finish(undefined), patienceMs);
    look();
  });
}

/** A track alone proves nothing: a picture has to be decoded. */
function isDrawn(session: MediaSession, { producerId, stream }: RemoteSource): Promise<boolean> {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  session.setSize(producerId, "full");
  return new Promise((resolve) => {
    const finish = (hasPicture: boolean): void => {
      clearTimeout(timer);
      video.srcObject = null;
      resolve(hasPicture);
    };
    const timer = setTimeout(() => finish(false), patienceMs);
    video.addEventListener("loadeddata", () => finish(true), { once: true });
    void video.play().catch(() => undefined);
  });
}
