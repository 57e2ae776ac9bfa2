import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Band } from "#shared/domain/marking/units.ts";
import { groupVerificationCode } from "#shared/attestation/verification-code.ts";
import * as contract from "#shared/protocol/attestation.ts";
import { confirmResult, resultOf } from "#shared/protocol/results.ts";
import { outcomeForBody } from "#server/features/results/queries.ts";
import { runTool } from "#server/platform/signer/testing/tools.ts";
import { startTestApp, type Caller, type TestApp } from "#tests/support/app.ts";
import { ensurePolicy, makeRaters, markTexts, sitExam } from "#tests/support/exam-fixture.ts";
import { nth, sessionWorld } from "#tests/support/session-world.ts";

let app: TestApp;
let director: Caller;
beforeAll(async () => {
  app = await startTestApp();
  await ensurePolicy(app);
  director = await app.as(await app.account({ roles: ["DIRECTOR"] }));
});
afterAll(() => app.stop());
beforeEach(async () => {
  await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["SUPPORT"] } });
  await makeRaters(app, 2);
});

const level: readonly Band[] = [3, 3, 3, 3, 3];
const low: readonly Band[] = [2, 2, 2, 2, 2];

/** From a sealed sitting to a confirmed result; the attestation, if any, is made by the drain. */
async function confirmed(bands: readonly Band[] = level) {
  const session = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(session.candidates, 0);
  const { sittingId } = candidate;
  await sitExam(app, session, candidate);
  await app.drain();
  await markTexts(app, sittingId, [bands, bands]);
  const params = { sittingId };
  const { reportId } = await director.must(resultOf, { params });
  await director.must(confirmResult, { params, body: { reportId, reason: "" } });
  await app.drain();
  return { session, candidate, sittingId };
}

const stored = (sittingId: string) =>
  app.deps.db.attestation.findMany({ where: { sittingId }, orderBy: { number: "asc" } });
const verify = (code: string) => app.visitor().must(contract.verifyAttestation, { params: { code } });

describe("issuing", () => {
  test("[AIS-1] a confirmed pass gives one signed attestation that pdfsig finds valid; whoever may, downloads it", async () => {
    const { session, candidate, sittingId } = await confirmed();
    const [attestation, ...others] = await stored(sittingId);
    expect(others).toEqual([]);
    expect(attestation?.number).toMatch(/^A-2026-\d{6}$/);
    const params = { attestationId: attestation?.id ?? "" };
    const clerk = await app.as(await app.account({ roles: ["CLERK"], bodyId: session.bodyId }));
    const answer = await clerk.raw("GET", `/api/attestations/${params.attestationId}/pdf`);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    const pdf = new Uint8Array(await answer.arrayBuffer());
    const folder = await mkdtemp(join(tmpdir(), "epreuve-pdf-"));
    const file = join(folder, "attestation.pdf");
    await writeFile(file, pdf);
    const checked = await runTool("pdfsig", ["-nocert", file], folder);
    const text = await runTool("pdftotext", [file, "-"], folder);
    await rm(folder, { recursive: true });
    expect(checked.stdout).toContain("Signature is Valid.");
    expect(checked.stdout).toContain("Total document signed");
    const { givenName, familyName } = await app.deps.db.registration.findUniqueOrThrow({
      where: { id: candidate.registrationId },
    });
    expect(text.stdout.replaceAll(/\s+/g, " ")).toContain(`${givenName} ${familyName}`);
    expect(text.stdout).not.toMatch(/en ligne|en présence|clavier|\b60\b|\b65,5\b/i);
    expect((await candidate.caller.call(contract.attestationPdf, { params })).ok).toBe(true);
    expect((await director.call(contract.attestationPdf, { params })).ok).toBe(true);
  });

  test("[AIS-2] another order and another candidate find nothing", async () => {
    const { sittingId } = await confirmed();
    const params = { attestationId: nth(await stored(sittingId), 0).id };
    const elsewhere = await sessionWorld(app, { candidates: 1 });
    const callers = [
      await app.as(await app.account({ roles: ["CLERK"], bodyId: elsewhere.bodyId })),
      await app.as(await app.account({ roles: ["CLERK"] })),
      await app.as(await app.account({ roles: ["CANDIDATE"] })),
    ];
    for (const caller of callers)
      expect(await caller.call(contract.attestationPdf, { params })).toMatchObject({ code: "NOT_FOUND" });
    expect(
      await (await app.as(await app.account({ roles: ["RATER"] }))).call(contract.attestationPdf, { params }),
    ).toMatchObject({ code: "FORBIDDEN" });
  });

  test("[AIS-3] the event may come again and again, and from several nodes at once: one attestation, no number lost", async () => {
    const { sittingId } = await confirmed();
    const first = nth(await stored(sittingId), 0);
    await app.deps.db.outboxEvent.updateMany({
      where: { topic: "result.sent" },
      data: { processedAt: null, availableAt: app.clock.now() },
    });
    await Promise.all([app.drain(), app.drain()]);
    expect((await stored(sittingId)).map(({ number }) => number)).toEqual([first.number]);
    const counter = await app.deps.db.attestationCounter.findUniqueOrThrow({ where: { year: 2026 } });
    expect(counter.last).toBe(await app.deps.db.attestation.count());
  });

  test("[AIS-3] a signature that fails leaves no attestation and no gap; the next try issues it", async () => {
    const before = await app.deps.db.attestationCounter.findUnique({ where: { year: 2026 } });
    const { signer } = app.deps;
    const sign = signer.sign.bind(signer);
    let failures = 0;
    Object.assign(signer, {
      sign: async () => {
        failures += 1;
        throw new Error("the security module does not answer");
      },
    });
    const { sittingId } = await confirmed();
    Object.assign(signer, { sign });
    expect(failures).toBeGreaterThan(0);
    expect(await stored(sittingId)).toEqual([]);
    app.clock.advance(700);
    await app.drain();
    expect(await stored(sittingId)).toHaveLength(1);
    expect((await app.deps.db.attestationCounter.findUniqueOrThrow({ where: { year: 2026 } })).last).toBe(
      (before?.last ?? 0) + 1,
    );
  });

  test("[AIS-4] a failure gives no attestation, and the order is told the outcome only", async () => {
    const { sittingId, candidate } = await confirmed(low);
    expect(await stored(sittingId)).toEqual([]);
    expect(await outcomeForBody(app.deps.db, [candidate.registrationId])).toMatchObject([
      { outcome: "FAIL", attestationId: null },
    ]);
  });

  test("[AIS-4] the order's list names the attestation that can be downloaded", async () => {
    const { sittingId, candidate } = await confirmed();
    const [attestation] = await stored(sittingId);
    expect(await outcomeForBody(app.deps.db, [candidate.registrationId])).toMatchObject([
      { outcome: "PASS", attestationId: attestation?.id },
    ]);
  });
});

describe("verification by anybody", () => {
  test("[AIS-5] a valid code tells name, profession, date and number, however it is typed, and nothing else", async () => {
    const { sittingId, candidate } = await confirmed();
    const { code, number } = nth(await stored(sittingId), 0);
    const { givenName, familyName } = await app.deps.db.registration.findUniqueOrThrow({
      where: { id: candidate.registrationId },
    });
    const valid = {
      status: "valid",
      name: `${givenName} ${familyName}`,
      profession: "infirmière ou infirmier",
      date: "2026-11-22",
      number,
    };
    expect(await verify(code)).toEqual(valid);
    expect(await verify(` ${groupVerificationCode(code).toLowerCase()}`)).toEqual(valid);
  });

  test("[AIS-5] a typing error is not an unknown attestation", async () => {
    const { sittingId } = await confirmed();
    const { code } = nth(await stored(sittingId), 0);
    const wrong = `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`;
    expect(await verify(wrong)).toEqual({ status: "mistyped" });
    expect(await verify("abc")).toEqual({ status: "mistyped" });
    expect(await verify("0".repeat(20))).toEqual({ status: "unknown" });
  });

  test("[AIS-6] a replaced attestation says so, and the new one bears the corrected name", async () => {
    const { sittingId, candidate } = await confirmed();
    const old = nth(await stored(sittingId), 0);
    const params = { attestationId: old.id };
    const body = { candidateFullName: "Amina Benali-Côté", reason: " " };
    expect(await director.call(contract.replaceAttestation, { params, body })).toMatchObject({
      code: "REASON_REQUIRED",
    });
    const made = await director.must(contract.replaceAttestation, { params, body: { ...body, reason: "Nom corrigé" } });
    expect(await verify(old.code)).toEqual({ status: "replaced", number: old.number });
    const fresh = (await stored(sittingId)).find(({ id }) => id === made.attestationId);
    expect(await verify(fresh?.code ?? "")).toMatchObject({
      status: "valid",
      name: "Amina Benali-Côté",
      number: made.number,
    });
    expect(
      await director.call(contract.replaceAttestation, { params, body: { ...body, reason: "encore" } }),
    ).toMatchObject({ code: "NOT_ALLOWED_NOW" });
    expect(await candidate.caller.call(contract.attestationPdf, { params })).toMatchObject({ code: "NOT_FOUND" });
    expect(
      (await candidate.caller.call(contract.attestationPdf, { params: { attestationId: made.attestationId } })).ok,
    ).toBe(true);
    expect((await director.must(contract.sittingAttestations, { params: { sittingId } })).attestations).toMatchObject([
      { number: made.number, state: "ISSUED", candidateFullName: "Amina Benali-Côté" },
      { number: old.number, state: "REPLACED", reason: "Nom corrigé" },
    ]);
  });

  test("[AIS-6] a revoked attestation says so for ever", async () => {
    const { sittingId } = await confirmed();
    const { id, code, number } = nth(await stored(sittingId), 0);
    const params = { attestationId: id };
    expect(await director.call(contract.revokeAttestation, { params, body: { reason: "" } })).toMatchObject({
      code: "REASON_REQUIRED",
    });
    await director.must(contract.revokeAttestation, { params, body: { reason: "Fraude établie" } });
    expect(await verify(code)).toEqual({ status: "revoked", number });
    expect(await director.call(contract.revokeAttestation, { params, body: { reason: "encore" } })).toMatchObject({
      code: "NOT_ALLOWED_NOW",
    });
    expect(
      await director.call(contract.revokeAttestation, { params: { attestationId: sittingId }, body: { reason: "x" } }),
    ).toMatchObject({ code: "NOT_FOUND" });
    app.clock.advance(60);
    await app.deps.db.outboxEvent.updateMany({
      where: { topic: "result.sent" },
      data: { processedAt: null, availableAt: app.clock.now() },
    });
    await app.drain();
    expect(await verify(code)).toEqual({ status: "revoked", number });
    expect(await stored(sittingId)).toHaveLength(1);
  });

  test("[AIS-7] asking is counted for each address, so that nobody tries codes by the thousand and nobody else waits for it", async () => {
    const fresh = await startTestApp({ trustedProxies: ["loopback"] });
    const ask = async (place: number): Promise<number> =>
      (await fresh.visitor().raw("GET", "/api/verify/abc", { headers: { "x-forwarded-for": `192.0.2.${place}` } })).status;
    const answers = [];
    for (let index = 0; index < 31; index += 1) answers.push(await ask(1));
    expect(answers).toEqual([...Array.from({ length: 30 }, () => 200), 429]);
    expect(await ask(2)).toBe(200);
    await fresh.stop();
  });
});
