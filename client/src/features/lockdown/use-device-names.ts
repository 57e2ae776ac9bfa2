import { useEffect } from "react";
import { programNamed } from "#shared/domain/integrity/device-names.ts";
import { lockdownRules, type LockdownLevel } from "#shared/domain/integrity/lockdown-policy.ts";
import { deviceNameKinds } from "#shared/domain/integrity/observation-kinds.ts";
import { watchDevicesInUse } from "#client/net/devices-in-use.ts";
import { reportFact } from "#client/net/report-fact.ts";

/**
 * A camera or a microphone that bears the name of a program is a line of the record, from the check-in call to the last
 * word. This page tells a program once; the server keeps one line, whatever other pages tell.
 */
export function useDeviceNames(sittingId: string, { level, version }: { readonly level: LockdownLevel; readonly version: number }): void {
  // Devices come and go with the rooms: whatever is opened while this day is shown is looked at.
  useEffect(() => {
    if (!lockdownRules(version, level).DEVICE_NAME.isNoted) return;
    const told = new Set<string>();
    return watchDevicesInUse((device, label) => {
      const program = programNamed(version, device, label);
      if (program === undefined || told.has(`${device} ${program}`)) return;
      told.add(`${device} ${program}`);
      reportFact(sittingId, { kind: deviceNameKinds[device], details: { program } });
    });
  }, [sittingId, level, version]);
}
