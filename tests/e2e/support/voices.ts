import type { Page } from "@playwright/test";

/** Voices that a test has written: each person's microphone plays a prepared WAV file when the test says so. */

export interface Tone {
  /** Seconds from the beginning. */
  readonly from: number;
  readonly to: number;
}

/** The height of a wave at this second, from -1 to 1. */
type Wave = (second: number) => number;

export const tone =
  (hertz: number): Wave =>
  (second) =>
    0.35 * Math.sin(2 * Math.PI * hertz * second);

/**
 * What speech looks like to a browser that takes noise out of a microphone: overtones of a pitch that moves, in syllables.
 * A tone that stands still is noise to it, and is gone after a second.
 */
export const murmur =
  (hertz: number): Wave =>
  (second) => {
    const turn = (perSecond: number): number => Math.sin(2 * Math.PI * perSecond * second);
    const phase = 2 * Math.PI * hertz * (second - (0.1 / (2 * Math.PI * 0.7)) * Math.cos(2 * Math.PI * 0.7 * second));
    let height = 0;
    for (let overtone = 1; overtone <= 10; overtone += 1)
      height += ((1 + 0.7 * turn(1.1 + 0.23 * overtone)) * Math.sin(overtone * phase)) / overtone;
    return 0.16 * (0.6 + 0.4 * turn(4.2)) * height;
  };

/** Mono, 16 bits: a wave wherever the script says so, digital silence elsewhere. */
export function wavOf(script: readonly Tone[], lastsSeconds: number, wave: Wave, rate = 8_000): Buffer {
  const samples = Math.round(lastsSeconds * rate);
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (const { from, to } of script)
    for (let index = Math.round(from * rate); index < Math.min(samples, Math.round(to * rate)); index += 1)
      wav.writeInt16LE(Math.round(Math.max(-1, Math.min(1, wave(index / rate))) * 32_767), 44 + index * 2);
  return wav;
}

declare global {
  interface Window {
    /** Makes the prepared file ready for this page's microphone. */
    epreuveDrawBreath?: () => Promise<void>;
    /** Plays it once, from that moment of the machine's clock on. */
    epreuveSpeak?: (atMs: number) => void;
  }
}

/**
 * A microphone that plays `wav`, and a camera that shows next to nothing: six real pictures on two cores would starve
 * the sound that is measured. The browser's own fake device takes one file for all pages and begins whenever it likes.
 */
export async function giveVoice(page: Page, wav: Buffer): Promise<void> {
  await page.addInitScript((encoded: string) => {
    let context: AudioContext | undefined;
    let mouth: MediaStreamAudioDestinationNode | undefined;
    const open = (): MediaStreamAudioDestinationNode => {
      context ??= new AudioContext();
      if (!mouth) {
        mouth = context.createMediaStreamDestination();
        // A microphone that is open is never without samples, nor without any noise: some 80 dB below the loudest.
        const breath = context.createConstantSource();
        breath.offset.value = 0.0001;
        breath.connect(mouth);
        breath.start();
      }
      return mouth;
    };
    const look = (): MediaStreamTrack[] => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [64, 48];
      const brush = canvas.getContext("2d");
      let step = 0;
      setInterval(() => {
        step = (step + 8) % 64;
        brush?.clearRect(0, 0, 64, 48);
        brush?.fillRect(step, 0, 8, 48);
      }, 500);
      return canvas.captureStream(2).getVideoTracks();
    };
    navigator.mediaDevices.getUserMedia = async (wanted) =>
      new MediaStream([
        ...(wanted?.audio ? open().stream.clone().getAudioTracks() : []),
        ...(wanted?.video ? look() : []),
      ]);
    let sound: AudioBufferSourceNode | undefined;
    window.epreuveDrawBreath = async () => {
      const destination = open();
      if (!context) return;
      await context.resume();
      const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
      sound = context.createBufferSource();
      sound.buffer = await context.decodeAudioData(bytes.buffer);
      sound.connect(destination);
    };
    window.epreuveSpeak = (atMs) => sound?.start((context?.currentTime ?? 0) + Math.max(0, atMs - Date.now()) / 1_000);
  }, wav.toString("base64"));
}

/** Everybody begins at the same moment, however long each page takes to be told. */
export async function speakTogether(pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => page.evaluate(() => window.epreuveDrawBreath?.())));
  const at = Date.now() + 5_000;
  await Promise.all(pages.map((page) => page.evaluate((moment) => window.epreuveSpeak?.(moment), at)));
}
