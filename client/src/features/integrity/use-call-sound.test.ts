import { expect, test } from "vitest";
import { maxSoundBytes } from "#shared/domain/incidents/sound-type.ts";
import { checkedSound } from "./use-call-sound.ts";

test("[INC-21] a file is taken for what it begins as, whatever it calls itself", async () => {
  const file = new Blob(["OggS", "…"], { type: "video/ogg" });
  expect(await checkedSound(file, "TYPE")).toMatchObject({ status: "held", mime: "audio/ogg", file: { type: "audio/ogg", size: file.size } });
});

test("[INC-21] what is no sound, and what is too long to be sent, is said at once", async () => {
  expect(await checkedSound(new Blob(["%PDF-1.7"], { type: "audio/mpeg" }), "TYPE")).toEqual({ status: "none", fault: "TYPE" });
  expect(await checkedSound(new Blob([]), "FAILED")).toEqual({ status: "none", fault: "FAILED" });
  const long = new Blob(["OggS", new Uint8Array(maxSoundBytes)]);
  expect(await checkedSound(long, "TYPE")).toEqual({ status: "none", fault: "TOO_LARGE" });
});
