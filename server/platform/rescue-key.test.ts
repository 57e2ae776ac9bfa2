import { expect, test } from "vitest";
import { sealRescue } from "#client/net/outbox/seal-rescue.ts";
import { createRescueKey } from "./rescue-key.ts";

const names = {
  sittingId: "0195b4f0-0000-7000-8000-000000000001",
  runId: "0195b4f0-0000-7000-8000-000000000002",
};
const content = { entries: ["À la suite de notre discussion, je vous écris"] };
const textOf = (bytes: Uint8Array | undefined): unknown => bytes && JSON.parse(Buffer.from(bytes).toString());

test("[RSC-1] what the browser seals, the server alone opens, on every node that shares the secret", async () => {
  const file = await sealRescue(createRescueKey("un secret").publicKey, names, content);
  expect(textOf(createRescueKey("un secret").open(file))).toEqual(content);
  expect(createRescueKey("un autre secret").open(file)).toBeUndefined();
  expect(JSON.stringify(file)).not.toContain("discussion");
});

test("[RSC-1] a file of which anything was altered is not opened", async () => {
  const key = createRescueKey("un secret");
  const file = await sealRescue(key.publicKey, names, content);
  const other = file.sealed.startsWith("A") ? "B" : "A";
  const altered = [
    { ...file, sealed: other + file.sealed.slice(1) },
    { ...file, sealed: file.sealed.slice(0, 8) },
    { ...file, runId: names.sittingId },
    { ...file, sittingId: names.runId },
    { ...file, key: "A".repeat(87) },
    { ...file, iv: "A".repeat(16) },
  ];
  for (const one of altered) expect(key.open(one)).toBeUndefined();
});
