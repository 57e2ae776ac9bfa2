/**
 * What programs that stand for a camera or a microphone call themselves: data of the lockdown policy, under its version.
 * A name is a reason to ask, and proves nothing.
 */
export type NamedDevice = "camera" | "microphone";

/** A program as both sides read it, with the words by which a browser's label names it. */
interface ProgramName {
  readonly program: string;
  readonly devices: readonly NamedDevice[];
  readonly words: readonly string[];
}

const camera = ["camera"] as const;
const microphone = ["microphone"] as const;
const both = ["camera", "microphone"] as const;

const firstList = [
  { program: "OBS", devices: both, words: ["obs"] },
  { program: "ManyCam", devices: both, words: ["manycam"] },
  { program: "Snap Camera", devices: camera, words: ["snap camera"] },
  { program: "XSplit", devices: both, words: ["xsplit"] },
  { program: "DroidCam", devices: both, words: ["droidcam"] },
  { program: "Iriun", devices: both, words: ["iriun"] },
  { program: "EpocCam", devices: both, words: ["epoccam"] },
  { program: "Camo", devices: both, words: ["camo"] },
  { program: "mmhmm", devices: camera, words: ["mmhmm"] },
  { program: "SplitCam", devices: both, words: ["splitcam"] },
  { program: "YouCam", devices: camera, words: ["youcam"] },
  { program: "v4l2loopback", devices: camera, words: ["v4l2loopback", "dummy video"] },
  { program: "NVIDIA Broadcast", devices: both, words: ["nvidia broadcast"] },
  { program: "VB-Audio", devices: microphone, words: ["vb-audio", "vb-cable", "cable output"] },
  { program: "VoiceMeeter", devices: microphone, words: ["voicemeeter"] },
  { program: "BlackHole", devices: microphone, words: ["blackhole"] },
  { program: "Soundflower", devices: microphone, words: ["soundflower"] },
  { program: "Loopback Audio", devices: microphone, words: ["loopback audio"] },
  { program: "Krisp", devices: microphone, words: ["krisp"] },
  // Programs that nobody has heard of yet mostly say this of themselves; whoever names more is found above.
  { program: "Virtual", devices: both, words: ["virtual"] },
] as const satisfies readonly ProgramName[];

const lists: Readonly<Partial<Record<number, readonly ProgramName[]>>> = { 1: firstList };

export type DeviceProgram = (typeof firstList)[number]["program"];
/** Every program of any version: nothing else is ever written into a record. */
export const devicePrograms: readonly DeviceProgram[] = firstList.map(({ program }) => program);

const isNamed = (label: string, word: string): boolean => new RegExp(`(^|[^a-z])${word}([^a-z]|$)`, "i").test(label);

/** The program whose name a device bears, by the list of that lockdown version; undefined for any other device. */
export function programNamed(version: number, device: NamedDevice, label: string): DeviceProgram | undefined {
  const found = lists[version]?.find(({ devices, words }) => devices.includes(device) && words.some((word) => isNamed(label, word)));
  return devicePrograms.find((program) => program === found?.program);
}
