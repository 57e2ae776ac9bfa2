import { expect, test } from "vitest";
import type { RoomPart } from "#shared/protocol/media.ts";
import { isOffered, membersKnown } from "./offering.ts";
import { Peer } from "./peer.ts";

const someone = (peer: string, part: RoomPart, of = peer): Peer =>
  new Peer({ node: "n", room: "r", peer, of, name: peer, role: "", part, canPublish: [], recorded: [], expiresAt: "2026-01-01T00:00:00Z" }, 1);
const nobody = (): undefined => undefined;

const amina = someone("amina", "WATCHED");
const telephone = someone("side:1", "SIDE", "amina");

test("[SIDE-5] a second camera is offered to whoever watches or is in the call with its person, and to nobody else", () => {
  const marc = someone("marc", "WATCHER");
  const to = [marc, amina, someone("joseph", "WATCHED"), telephone, someone("side:2", "SIDE", "joseph")];
  expect(to.map((one) => isOffered(telephone, "side", one, nobody))).toEqual([true, false, false, false, false]);
  const inCall = [someone("amina", "CIRCLE"), someone("marc", "CIRCLE")];
  expect(inCall.map((one) => isOffered(telephone, "side", one, nobody))).toEqual([false, true]);
  expect([marc, ...inCall].map((one) => isOffered(one, "microphone", telephone, nobody))).toEqual([false, false, false]);
});

test("[CAP-4] a listener receives the circle and is known to it; nothing is received of them, nor a camera at somebody’s side", () => {
  const denis = someone("denis", "LISTENER");
  const [joseph, marc] = [someone("joseph", "CIRCLE"), someone("marc", "CIRCLE")];
  expect([joseph, marc, telephone].map((one) => isOffered(one, "microphone", denis, nobody))).toEqual([true, true, false]);
  expect([joseph, marc, amina, telephone, someone("line", "WATCHER"), someone("ana", "LISTENER")].map((one) => isOffered(denis, "microphone", one, nobody))).toEqual(Array(6).fill(false));
  const peers = [joseph, marc, denis];
  for (const to of peers) expect(membersKnown(peers, to, nobody).map(({ peer }) => peer)).toEqual(["joseph", "marc", "denis"]);
});

test("[SIDE-5] a device is nobody: it stands in no list, and what stands still of it is said of its person to whoever sees it", () => {
  const marc = someone("marc", "WATCHER");
  const peers = [marc, amina, telephone];
  telephone.stalled.set("side", 0);
  const stalledFor = (to: Peer) => membersKnown(peers, to, nobody).map(({ peer, stalled }) => [peer, stalled]);
  expect(stalledFor(marc)).toEqual([
    ["marc", []],
    ["amina", ["side"]],
  ]);
  expect(stalledFor(amina)).toEqual([["amina", []]]);
  expect(stalledFor(telephone)).toEqual([["side:1", ["side"]]]);
});
