import { expect, test } from "vitest";
import { devicePrograms, programNamed } from "./device-names.ts";
import { currentLockdownVersion } from "./lockdown-policy.ts";

test("[LOCK-5] the name of a camera that is a program is known, and those of ordinary cameras are not", () => {
  for (const [label, program] of [
    ["OBS Virtual Camera", "OBS"],
    ["ManyCam Video Source", "ManyCam"],
    ["Snap Camera", "Snap Camera"],
    ["XSplit VCam", "XSplit"],
    ["v4l2loopback dummy", "v4l2loopback"],
    ["Dummy video device (0x0000)", "v4l2loopback"],
    ["DroidCam Source 3", "DroidCam"],
    ["Some Virtual Webcam", "Virtual"],
  ] as const)
    expect([label, programNamed(currentLockdownVersion, "camera", label)]).toEqual([label, program]);
  for (const label of ["FaceTime HD Camera", "Integrated Webcam (0bda:5634)", "Logitech BRIO", "Jobs camera", "", "fake_device_0"])
    expect([label, programNamed(currentLockdownVersion, "camera", label)]).toEqual([label, undefined]);
});

test("[LOCK-5] microphones have names of their own, and a version that nobody knows has none", () => {
  expect(programNamed(currentLockdownVersion, "microphone", "CABLE Output (VB-Audio Virtual Cable)")).toBe("VB-Audio");
  expect(programNamed(currentLockdownVersion, "microphone", "BlackHole 2ch")).toBe("BlackHole");
  expect(programNamed(currentLockdownVersion, "camera", "BlackHole 2ch")).toBeUndefined();
  for (const label of ["Default - Microphone (Realtek(R) Audio)", "Casque Jabra Evolve 65", "Fake Default Audio Input"])
    expect([label, programNamed(currentLockdownVersion, "microphone", label)]).toEqual([label, undefined]);
  expect(programNamed(99, "camera", "OBS Virtual Camera")).toBeUndefined();
});

test("[LOCK-5] no two lines of the list are the same program", () => {
  expect(new Set(devicePrograms).size).toBe(devicePrograms.length);
});
