import { err, ok } from "#shared/kernel/result.ts";
import { languageOf } from "#shared/domain/forms/language.ts";
import { scanMimes } from "#shared/domain/paper/scan-type.ts";
import * as contract from "#shared/protocol/paper.ts";
import * as policyContract from "#shared/protocol/transcription-policy.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { contentOfForm } from "../reading/queries.ts";
import { enterStation, giveStationCode, recordArrival } from "./arrivals.ts";
import { keyReading, readingSheet, sealReading } from "./key-reading.ts";
import { collectPaper, paperKit } from "./paper-kit.ts";
import { scanOf, sessionsWithPaper, transcriptionOf } from "./queries.ts";
import { paperSitting } from "./sitting.ts";
import { finishTextCheck, saveTextCheck } from "./check-text.ts";
import { saveTranscription, sealTranscription } from "./transcribe.ts";
import { uploadScan } from "./upload-scan.ts";
import { setTranscriptionPolicy, transcriptionPolicies } from "./transcription-policy.ts";

const extensions: Readonly<Record<string, string>> = {
  [scanMimes[0]]: "pdf",
  [scanMimes[1]]: "jpg",
  [scanMimes[2]]: "png",
};

export const paperRoutes: readonly BoundRoute[] = [
  serve(contract.paperSessions, async ({ db, clock }, actor) =>
    ok({ sessions: await sessionsWithPaper(db, actor), serverNow: clock.now().toISOString() }),
  ),
  serve(contract.recordArrival, recordArrival),
  serve(contract.giveStationCode, giveStationCode),
  serve(contract.enterStation, enterStation),
  serve(contract.paperKit, paperKit),
  serve(contract.collectPaper, collectPaper),
  serve(contract.readingSheet, readingSheet),
  serve(contract.keyReading, keyReading),
  serve(contract.sealReading, sealReading),
  serve(contract.uploadScan, uploadScan),
  serve(contract.scanFile, async ({ db }, actor, { params: { sittingId, page } }) => {
    const found = await paperSitting(db, actor, sittingId);
    if (!found.ok) return err(found.error);
    const scan = await scanOf(db, sittingId, page);
    if (!scan) return err("NOT_FOUND");
    return ok({ bytes: scan.bytes, mime: scan.mime, fileName: `page-${page}.${extensions[scan.mime] ?? "bin"}` });
  }),
  serve(contract.transcription, async ({ db }, actor, { params: { sittingId } }) => {
    const found = await paperSitting(db, actor, sittingId);
    if (!found.ok) return err(found.error);
    if (found.value.writingTool !== "HANDWRITTEN") return err("NOT_HANDWRITTEN");
    const isSealed = found.value.run("WRITING").seal !== null;
    const language = languageOf(await contentOfForm(db, found.value.formId));
    return ok({ name: found.value.name, language, ...(await transcriptionOf(db, sittingId, actor.accountId, isSealed)) });
  }),
  serve(contract.saveTranscription, saveTranscription),
  serve(contract.sealTranscription, sealTranscription),
  serve(policyContract.transcriptionPolicies, transcriptionPolicies),
  serve(policyContract.setTranscriptionPolicy, setTranscriptionPolicy),
  serve(contract.saveTextCheck, saveTextCheck),
  serve(contract.finishTextCheck, finishTextCheck),
];
