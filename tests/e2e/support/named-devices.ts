/** In the page: which tracks are named, under which key their name is kept, and what the page's switch is called. */
export interface NamedDevices {
  readonly kind: "audio" | "video";
  readonly key: string;
  readonly switchedBy: "switchCamera" | "switchMicrophone";
}

export const cameras: NamedDevices = { kind: "video", key: "test:camera", switchedBy: "switchCamera" };
export const microphones: NamedDevices = { kind: "audio", key: "test:microphone", switchedBy: "switchMicrophone" };

/** Runs in the page: devices that call themselves what the test says, as long as this browser is open; switching one ends its track. */
export function nameDevices({ kind, key, switchedBy }: NamedDevices): void {
  const opened: MediaStreamTrack[] = [];
  const own = Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, "label");
  Object.defineProperty(MediaStreamTrack.prototype, "label", {
    configurable: true,
    get(this: MediaStreamTrack): string {
      return (this.kind === kind ? sessionStorage.getItem(key) : null) ?? String(own?.get?.call(this));
    },
  });
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (asked) => {
    const stream = await open(asked);
    opened.push(...stream.getTracks().filter((track) => track.kind === kind));
    return stream;
  };
  const switchDevice = (name: string): void => {
    sessionStorage.setItem(key, name);
    const last = opened.at(-1);
    last?.stop();
    last?.dispatchEvent(new Event("ended"));
  };
  Object.assign(globalThis, { [switchedBy]: switchDevice });
}
