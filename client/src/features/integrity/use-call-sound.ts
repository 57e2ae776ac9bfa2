import { useCallback, useEffect, useRef, useState } from "react";
import { maxSoundBytes, soundTypeOf, type SoundMime } from "#shared/domain/incidents/sound-type.ts";
import { deviceFailureOf, type DeviceFailure } from "#client/net/device-failure.ts";

/** Why there is no sound. Each has its sentence, with what to do. */
export type SoundFault = DeviceFailure | "TYPE" | "TOO_LARGE";

export type Sound =
  | { readonly status: "none"; readonly fault?: SoundFault }
  | { readonly status: "asking" }
  | { readonly status: "recording"; readonly sinceMs: number }
  /** `isCut`: the recording ended by itself, at its limit or with its microphone. */
  | { readonly status: "held"; readonly file: Blob; readonly mime: SoundMime; readonly isCut?: boolean };

export interface CallSound {
  readonly sound: Sound;
  readonly record: () => Promise<void>;
  readonly stop: () => void;
  readonly choose: (file: Blob) => Promise<void>;
  readonly discard: () => void;
}

// The other side comes out of a loudspeaker: what takes echoes away would take their voice.
const audio: MediaTrackConstraints = { echoCancellation: false, noiseSuppression: false, autoGainControl: true, channelCount: 1 };
/** Clear speech, and an hour and a half of it in what may be sent. */
const audioBitsPerSecond = 48_000;
/** What is left for the last second, and for the end of the file. */
const reserveBytes = 256 * 1024;

/** A file that may be sent, by what it begins as; `unknown` is why a file that begins as none of them is not there. */
export async function checkedSound(file: Blob, unknown: SoundFault): Promise<Sound> {
  if (file.size > maxSoundBytes) return { status: "none", fault: "TOO_LARGE" };
  const mime = soundTypeOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
  return mime === undefined ? { status: "none", fault: unknown } : { status: "held", file: file.slice(0, file.size, mime), mime };
}

/** The sound of a call, from this computer’s microphone or from a file; it stays in this page until it is sent. */
export function useCallSound(): CallSound {
  const [sound, setSound] = useState<Sound>({ status: "none" });
  const recorder = useRef<MediaRecorder>(undefined);
  const isGone = useRef(false);
  const isStopped = useRef(false);

  // The microphone closes with the page.
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      release(recorder.current?.stream);
    };
  }, []);

  const record = useCallback(async (): Promise<void> => {
    setSound({ status: "asking" });
    let stream: MediaStream | undefined;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio });
      if (isGone.current) return release(stream);
      isStopped.current = false;
      recorder.current = recorded(stream, (file) =>
        void checkedSound(file, "FAILED").then((made) => setSound(made.status === "held" ? { ...made, isCut: !isStopped.current } : made)),
      );
      setSound({ status: "recording", sinceMs: performance.now() });
    } catch (error) {
      release(stream);
      setSound({ status: "none", fault: deviceFailureOf(error) });
    }
  }, []);
  const stop = useCallback((): void => {
    isStopped.current = true;
    if (recorder.current?.state === "recording") recorder.current.stop();
  }, []);
  const choose = useCallback(async (file: Blob): Promise<void> => setSound(await checkedSound(file, "TYPE")), []);
  const discard = useCallback((): void => setSound({ status: "none" }), []);
  return { sound, record, stop, choose, discard };
}

const release = (stream: MediaStream | undefined): void => stream?.getTracks().forEach((track) => track.stop());

/** Records until it is stopped, the microphone is pulled out, or no more may be sent: what was said by then is there. */
function recorded(stream: MediaStream, onEnd: (file: Blob) => void): MediaRecorder {
  const made = new MediaRecorder(stream, { audioBitsPerSecond });
  const pieces: Blob[] = [];
  made.addEventListener("dataavailable", ({ data }) => {
    pieces.push(data);
    const size = pieces.reduce((sum, piece) => sum + piece.size, 0);
    if (size > maxSoundBytes - reserveBytes && made.state === "recording") made.stop();
  });
  made.addEventListener("stop", () => {
    release(stream);
    onEnd(new Blob(pieces));
  });
  made.start(1_000);
  return made;
}
