import type { NamedDevice } from "#shared/domain/integrity/device-names.ts";

/** Which cameras and microphones a live room of this page uses, by the names that the browser gives them. */

type Listener = (device: NamedDevice, label: string) => void;

const inUse = new Map<NamedDevice, string>();
const listeners = new Set<Listener>();

/** Said by the room that opens a device, and again whenever another one takes its place. */
export function deviceInUse(device: NamedDevice, label: string): void {
  inUse.set(device, label);
  for (const listener of listeners) listener(device, label);
}

export function devicesLeft(): void {
  inUse.clear();
}

/** What is in use already is told at once. */
export function watchDevicesInUse(listener: Listener): () => void {
  listeners.add(listener);
  for (const [device, label] of inUse) listener(device, label);
  return () => void listeners.delete(listener);
}
