import { randomBytes } from "node:crypto";
import { z } from "zod";
import { attestationHash, type AttestationContent } from "#shared/attestation/content.ts";
import { formatAttestationNumber } from "#shared/attestation/number.ts";
import { verificationCode, VERIFICATION_CODE_BYTES } from "#shared/attestation/verification-code.ts";
import { formContent } from "#shared/domain/forms/form-content.ts";
import { officeDay } from "#shared/domain/marking/deadlines.ts";
import { id } from "#shared/kernel/wire.ts";
import { ok } from "#shared/kernel/result.ts";
import type { OutboxJob } from "../../jobs/job.ts";
import type { Deps } from "../../platform/deps.ts";
import { sha256Hex } from "../../platform/hash.ts";
import { buildAttestationPdf } from "../../platform/pdf/attestation-pdf.ts";
import { signPdf } from "../../platform/signer/pades.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { sentResult } from "../results/queries.ts";
import { createAttestation, lockAttestations, nextSequence } from "./store.ts";

const issuer = "Office québécois de la langue française";
/** The Office's wording for other legal bases is not known; every referral leads to the same sentence until it is. */
const legalBasis = "Charte de la langue française, art. 35";

/** What changes from one attestation of a sitting to the next. */
export type AttestationFacts = Pick<AttestationContent, "candidateFullName" | "profession" | "date">;

/** Numbers, builds, signs and stores one attestation, or nothing at all: a failure leaves the number free. */
export async function makeAttestation(
  deps: Deps,
  uow: UnitOfWork,
  sittingId: string,
  facts: AttestationFacts,
  actorId: string | null,
) {
  const year = Number(officeDay(uow.now).slice(0, 4));
  const number = formatAttestationNumber({ year, sequence: await nextSequence(uow.tx, year) });
  const code = verificationCode(randomBytes(VERIFICATION_CODE_BYTES));
  const content: AttestationContent = { version: 1, number, verificationCode: code, ...facts, issuer, legalBasis };
  const { publicUrl, isDemonstration } = deps.config;
  const unsigned = await buildAttestationPdf(content, { publicUrl, isDemonstration });
  const pdf = await signPdf(unsigned, deps.signer, {
    signingTime: uow.now,
    name: issuer,
    reason: `Attestation ${number}`,
  });
  const contentHash = attestationHash(content, sha256Hex);
  const made = await createAttestation(uow.tx, {
    sittingId,
    number,
    code,
    content,
    contentHash,
    pdf,
    issuedAt: uow.now,
  });
  uow.audit({
    actorId,
    type: "attestation.issued",
    subjectType: "attestation",
    subjectId: made.id,
    data: { sittingId, number, contentHash, pdfHash: sha256Hex(pdf) },
  });
  return made;
}

/** A confirmed pass gives one attestation, however often this is run. Any other outcome gives none. */
async function issueAttestation(deps: Deps, sittingId: string): Promise<void> {
  await commit(deps, async (uow) => {
    await lockAttestations(uow.tx, sittingId);
    const sent = await sentResult(uow.tx, sittingId);
    if (sent?.outcome !== "PASS") return ok({});
    if ((await uow.tx.attestation.count({ where: { sittingId } })) > 0) return ok({});
    const sitting = await uow.tx.sitting.findUniqueOrThrow({
      where: { id: sittingId },
      select: { registration: { select: { givenName: true, familyName: true } }, form: { select: { content: true } } },
    });
    const { givenName, familyName } = sitting.registration;
    const facts = {
      candidateFullName: `${givenName} ${familyName}`,
      profession: formContent.parse(sitting.form.content).profession,
      date: officeDay(sent.sentAt),
    };
    await makeAttestation(deps, uow, sittingId, facts, null);
    return ok({});
  });
}

export const attestationJobs: readonly OutboxJob[] = [
  {
    topic: "result.sent",
    handle: (deps, given) => issueAttestation(deps, z.object({ sittingId: id }).parse(given).sittingId),
  },
];
