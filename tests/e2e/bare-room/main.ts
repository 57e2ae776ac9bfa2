import { microphoneConstraints } from "#client/net/device-failure.ts";
import { MediaSession } from "#client/features/rooms/media/media-session.ts";
import type { Entry } from "#client/features/rooms/media/session-state.ts";

/** A page with nothing but a session: what is tested here is media, not the application. Who enters is in the address. */
const params = new URLSearchParams(location.search);
const startedAtMs = performance.now();

const session = new MediaSession(async (): Promise<Entry> => {
  const response = await fetch(`/entry?${params}`);
  if (!response.ok) throw Object.assign(new Error(), { code: "ROOM_NOT_OPEN" });
  return (await response.json()) as Entry;
});

const connections: string[] = [];
const elements = new Map<string, HTMLMediaElement>();
const box = document.querySelector("#remotes");
const stateLine = document.querySelector("#state");

function render(): void {
  const { connection, remotes, members } = session.state;
  // A connection may come and go faster than a test looks.
  if (connection !== connections.at(-1)) connections.push(connection);
  document.body.dataset["connections"] = connections.join(" ");
  if (stateLine) stateLine.textContent = `${connection} ${members.filter((member) => member.isConnected).length}`;
  document.body.dataset["recorded"] = members.filter((member) => member.isRecorded).map(({ peer }) => peer).join(" ");
  document.body.dataset["stalled"] = members.filter((member) => member.stalled.includes("microphone")).map(({ peer }) => peer).join(" ");
  document.body.dataset["silent"] = String(session.state.isSilent);
  document.body.dataset["soundless"] = members.filter((member) => member.isSoundless).map(({ peer }) => peer).join(" ");
  document.body.dataset["soundlessOwn"] = String(session.state.isSoundless);
  document.body.dataset["eased"] = session.state.eased.join(" ");
  document.body.dataset["voice"] = String(session.state.quality.microphone ?? "");
  document.body.dataset["easedOthers"] = members.filter(({ peer }) => peer !== session.state.me).flatMap(({ eased }) => eased).join(" ");
  const present = new Set(remotes.map(({ producerId }) => producerId));
  for (const [producerId, element] of elements) {
    if (present.has(producerId)) continue;
    element.remove();
    elements.delete(producerId);
  }
  for (const remote of remotes) {
    if (elements.has(remote.producerId)) continue;
    const element = document.createElement(remote.kind === "video" ? "video" : "audio");
    element.dataset["testid"] = `remote-${remote.kind}`;
    element.autoplay = true;
    element.srcObject = remote.stream;
    if (element instanceof HTMLVideoElement) {
      element.muted = true;
      element.requestVideoFrameCallback(() => {
        element.dataset["firstFrameMs"] = String(Math.round(performance.now() - startedAtMs));
      });
    }
    box?.append(element);
    elements.set(remote.producerId, element);
  }
}
session.subscribe(render);
render();

const stream = params.has("flash")
  ? flashAndBeep()
  : await navigator.mediaDevices.getUserMedia({
      audio: microphoneConstraints,
      video: { width: 640, height: 480, frameRate: 15 },
    });
for (const track of stream.getTracks()) session.publish(track.kind === "video" ? "camera" : "microphone", track);
// Somebody who is watched: other packets of their voice, and their screen beside it.
if (params.get("part") === "WATCHED") {
  const screen = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: 5 } });
  for (const track of screen.getVideoTracks()) session.publish("screen", track);
}

Object.assign(window, { session });

/** A picture that turns white at the very moment at which a tone is heard, a third of a second in each two. */
function flashAndBeep(): MediaStream {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  const brush = canvas.getContext("2d");
  const sound = new AudioContext();
  const tone = new OscillatorNode(sound, { frequency: 880 });
  const loudness = new GainNode(sound, { gain: 0 });
  const out = sound.createMediaStreamDestination();
  tone.connect(loudness).connect(out);
  tone.start();
  let isLoud = false;
  setInterval(() => {
    const isNow = performance.now() % 2_000 < 333;
    if (isNow !== isLoud) loudness.gain.value = isNow ? 0.5 : 0;
    isLoud = isNow;
    if (!brush) return;
    brush.fillStyle = isNow ? "white" : "black";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    // Two pictures alike would be sent as one.
    brush.fillStyle = "gray";
    brush.fillRect(Math.random() * 600, 460, 20, 20);
  }, 33);
  return new MediaStream([...canvas.captureStream(30).getVideoTracks(), ...out.stream.getAudioTracks()]);
}
