/**
 * The room is looked at together, in one order, with the same list at home and at the Office. Versions stay: a look says
 * under which one it was made.
 */
export const roomSteps = ["TABLE", "SCREEN", "WALLS", "DOOR", "UNDER_TABLE", "EARS", "BARE_EARS", "HEADSET", "PHONE"] as const;
export type RoomStep = (typeof roomSteps)[number];

/** What is well about a headset: it was shown and accepted, or there is none. */
export const headsets = ["ACCEPTED", "NONE"] as const;
export type Headset = (typeof headsets)[number];

/** Since version 2 the headset is a point of its own: that it was accepted is noted, and is not to be read into the ears. */
export const roomLists = {
  1: ["TABLE", "SCREEN", "WALLS", "DOOR", "UNDER_TABLE", "EARS", "PHONE"],
  2: ["TABLE", "SCREEN", "WALLS", "DOOR", "UNDER_TABLE", "BARE_EARS", "HEADSET", "PHONE"],
} as const satisfies Readonly<Record<number, readonly RoomStep[]>>;
export const currentRoomList = 2;

/** The lines of a version; one that this program does not know is not guessed at. */
export function roomList(version: number): readonly RoomStep[] {
  const lists: Readonly<Partial<Record<number, readonly RoomStep[]>>> = roomLists;
  const found = lists[version];
  if (!found) throw new Error(`There is no room list of version ${version}.`);
  return found;
}

/** What nobody has noted yet, in the order of the list. */
export const stepsMissing = (version: number, noted: readonly string[]): readonly RoomStep[] =>
  roomList(version).filter((step) => !noted.includes(step));

/** What is asked now: the first line that nobody has noted; null once all are. */
export function stepNow(version: number, noted: readonly string[]): RoomStep | null {
  return stepsMissing(version, noted)[0] ?? null;
}
