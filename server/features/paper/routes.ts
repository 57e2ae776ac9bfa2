import { ok } from "#shared/kernel/result.ts";
import * as contract from "#shared/protocol/paper.ts";
import * as policyContract from "#shared/protocol/transcription-policy.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { enterStation, giveStationCode, recordArrival } from "./arrivals.ts";
import { keyReading, readingSheet, sealReading } from "./key-reading.ts";
import { collectPaper, paperKit } from "./paper-kit.ts";
import { scanFile, transcription } from "./open-handwriting.ts";
import { sessionsWithPaper } from "./queries.ts";
import { finishTextCheck, saveTextCheck } from "./check-text.ts";
import { saveTranscription, sealTranscription } from "./transcribe.ts";
import { uploadScan } from "./upload-scan.ts";
import { setTranscriptionPolicy, transcriptionPolicies } from "./transcription-policy.ts";

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
  serve(contract.scanFile, scanFile),
  serve(contract.transcription, transcription),
  serve(contract.saveTranscription, saveTranscription),
  serve(contract.sealTranscription, sealTranscription),
  serve(policyContract.transcriptionPolicies, transcriptionPolicies),
  serve(policyContract.setTranscriptionPolicy, setTranscriptionPolicy),
  serve(contract.saveTextCheck, saveTextCheck),
  serve(contract.finishTextCheck, finishTextCheck),
];
