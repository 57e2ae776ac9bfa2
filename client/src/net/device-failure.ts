/** Why a camera or a microphone is not there. Each has its sentence, with what to do. */
export type DeviceFailure = "REFUSED" | "MISSING" | "BUSY" | "UNPLUGGED" | "FAILED";

/** What the browser's refusal means for the person in front of it. */
export function deviceFailureOf(error: unknown): DeviceFailure {
  const name = error instanceof DOMException ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return "REFUSED";
    case "NotFoundError":
    case "OverconstrainedError":
      return "MISSING";
    case "NotReadableError":
    case "AbortError":
      return "BUSY";
    default:
      return "FAILED";
  }
}

export const cameraConstraints: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 480 },
  frameRate: { ideal: 15, max: 30 },
};

/** A conversation: no echo of the others, a steady level. */
export const microphoneConstraints: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  channelCount: 1,
};
