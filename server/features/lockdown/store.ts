import type { LockdownLevel } from "#shared/domain/integrity/lockdown-policy.ts";
import type { SideCameraRule } from "#shared/domain/rooms/side-camera.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of SessionLockdown. */

export const addChoice = (
  tx: Tx,
  choice: {
    sessionId: string;
    level: LockdownLevel;
    sideCamera: SideCameraRule;
    lockdownVersion: number;
    disconnectionVersion: number;
    chosenById: string;
    createdAt: Date;
  },
) => tx.sessionLockdown.create({ data: choice, select: { id: true } });
