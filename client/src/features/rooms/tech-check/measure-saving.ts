import { operationHash } from "#shared/domain/answers/answer-value.ts";
import type { TechCheckResults } from "#shared/domain/rooms/tech-check.ts";
import { saveTrial } from "#shared/protocol/rooms.ts";
import { call } from "#client/net/http.ts";
import { createIndexedDbStore } from "#client/net/outbox/indexed-db-store.ts";

type Saving = TechCheckResults["saving"];

const runId = "trial";

/** One answer goes the way of every answer of the exam: on this device first, then on the server, then forgotten here. */
export async function measureSaving(registrationId: string | undefined): Promise<Saving> {
  const answer = { key: "trial", value: new Date().toISOString() };
  const op = { ...answer, seq: 1, hash: operationHash(answer) };
  const isOnDevice = await isKeptHere(op).catch(() => false);
  // Without a file there is nowhere to save to: the device alone is tried.
  if (registrationId === undefined) return { isOnDevice, isOnServer: true, ms: 0 };
  const startedAt = performance.now();
  const isOnServer = await call(saveTrial, { params: { registrationId }, body: op }).then(
    ({ hash }) => hash === op.hash,
    () => false,
  );
  return { isOnDevice, isOnServer, ms: Math.round(performance.now() - startedAt) };
}

async function isKeptHere(op: { seq: number; key: string; value: string; hash: string }): Promise<boolean> {
  const store = createIndexedDbStore();
  const clientId = "page-of-the-trial";
  await store.write([{ ...op, runId, clientId, leaseEpoch: 1, content: op.value, tMono: 0 }]);
  const kept = await store.read(runId);
  await store.forget(runId, clientId, op.seq);
  return kept.some(({ hash }) => hash === op.hash);
}
