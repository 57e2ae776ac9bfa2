import { readStored, writeStored } from "#client/ui/stored-state.ts";
import { wallClockMs } from "./wall-clock.ts";

/** Shared by every window of this browser: whoever works in one is not idle in another. */
const touchedKey = "epreuve.touched-at";

/** Somebody is here, or is at something that needs no hand. */
export const touch = (): void => writeStored(touchedKey, String(wallClockMs()));

export const idleSeconds = (): number => (wallClockMs() - (Number(readStored(touchedKey)) || wallClockMs())) / 1000;
