import type { ObservationKind } from "#shared/domain/integrity/observation-kinds.ts";

/** What was lost is found again by its counterpart. */
const foundAgain: Readonly<Partial<Record<ObservationKind, ObservationKind>>> = {
  CAMERA_LOST: "CAMERA_RESTORED",
  MICROPHONE_LOST: "MICROPHONE_RESTORED",
  SHARE_STOPPED: "SHARE_RESUMED",
};

/** True while a camera, a microphone or a screen share has been lost and not found again; the newest fact comes first. */
export function hasDeviceLost(observations: readonly { readonly kind: ObservationKind }[]): boolean {
  return Object.entries(foundAgain).some(([lost, found]) => {
    const newest = observations.find(({ kind }) => kind === lost || kind === found);
    return newest?.kind === lost;
  });
}
