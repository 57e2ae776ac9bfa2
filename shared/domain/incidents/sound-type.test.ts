import { expect, test } from "vitest";
import { soundFileName, soundTypeOf } from "./sound-type.ts";

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part, "latin1")] : part)));

test.each([
  ["audio/webm", bytes([0x1a, 0x45, 0xdf, 0xa3], "….")],
  ["audio/ogg", bytes("OggS", [0, 2])],
  ["audio/wav", bytes("RIFF", [1, 2, 3, 4], "WAVEfmt ")],
  ["audio/mp4", bytes([0, 0, 0, 0x20], "ftypM4A ")],
  ["audio/mpeg", bytes("ID3", [4, 0])],
  ["audio/mpeg", bytes([0xff, 0xfb, 0x90, 0])],
  [undefined, bytes("RIFF", [1, 2, 3, 4], "AVI LIST")],
  [undefined, bytes([0xff, 0xf1, 0x50])],
  [undefined, bytes([0xff, 0xd8, 0xff, 0xe0])],
  [undefined, bytes([0xff, 0xfe], "B\0o\0n\0")],
  [undefined, bytes([0, 0, 0, 0x18], "ftypheic")],
  [undefined, bytes("%PDF-1.7")],
  [undefined, bytes("Ogg")],
  [undefined, bytes()],
])("[INC-21] what a sound is, its first bytes say: %s", (mime, given) => {
  expect(soundTypeOf(given)).toBe(mime);
});

test("[INC-21] it leaves under its hash", () => {
  expect(soundFileName("audio/mp4", "0123456789abcdef")).toBe("appel-0123456789ab.m4a");
});
