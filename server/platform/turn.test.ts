import { expect, test } from "vitest";
import { iceServersFor } from "./turn.ts";

const turn = { url: "turn:relay.example:3478,turns:relay.example:443?transport=tcp", secret: "shared-with-coturn" };

test("[TURN-2] the credentials of a relay are one person's, hold for twelve hours, and are signed as coturn checks them", () => {
  const now = new Date("2026-01-01T01:00:00Z");
  expect(iceServersFor(turn, "amina", now)).toEqual([
    {
      urls: ["turn:relay.example:3478", "turns:relay.example:443?transport=tcp"],
      // 13:00 of that day, and what `openssl dgst -sha1 -hmac shared-with-coturn` makes of it.
      username: "1767272400:amina",
      credential: "6w3gj0saEBX7V7mk1h573xJT87U=",
    },
  ]);
  const credentials = [
    iceServersFor(turn, "marc", now),
    iceServersFor(turn, "amina", new Date(now.getTime() + 1_000)),
    iceServersFor({ ...turn, secret: "another" }, "amina", now),
  ].map(([server]) => server?.credential);
  expect(new Set([...credentials, iceServersFor(turn, "amina", now)[0]?.credential]).size).toBe(4);
});

test("[TURN-2] without a relay nobody is given credentials", () => {
  expect(iceServersFor(undefined, "amina", new Date())).toEqual([]);
});
