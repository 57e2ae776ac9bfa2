import * as allotment from "#shared/protocol/allotment.ts";
import * as calibrationContract from "#shared/protocol/calibration.ts";
import * as consistencyContract from "#shared/protocol/consistency.ts";
import * as corrections from "#shared/protocol/corrections.ts";
import * as items from "#shared/protocol/items.ts";
import * as recordings from "#shared/protocol/listening.ts";
import * as contract from "#shared/protocol/marking.ts";
import { serve, type BoundRoute } from "../../platform/serve.ts";
import { allotmentDesk, markerTasks, taskTakers } from "./allotment-desk.ts";
import { correctAnswerMark } from "./answer-corrections.ts";
import * as calibration from "./calibration.ts";
import * as calibrationDesk from "./calibration-desk.ts";
import { ownConsistency, teamConsistency } from "./consistency.ts";
import { correctMark } from "./correct-mark.ts";
import { markCorrections } from "./correction-history.ts";
import { giveListeningBack, giveTaskBack } from "./give-task-back.ts";
import * as listening from "./listening.ts";
import { lockOralMarks, oralMarks, saveOralMarks } from "./oral-marks.ts";
import { allotOralMark, oralTasks } from "./oral-tasks.ts";
import { releaseOralMark } from "./release-oral-mark.ts";
import { referListening } from "./refer-listening.ts";
import { referScript, resolveReferral, scriptReferrals } from "./referrals.ts";
import { markOpenAnswer, openItem, openItems } from "./open-answers.ts";
import { cancelAbsence, cancelOwnAbsence, enterAbsence, enterOwnAbsence, ownAbsences, reallotTask, setMarkerLanguages, setWorkload } from "./reallot.ts";
import { ownMark, ownMarks } from "./own-marks.ts";
import { recordMark } from "./record-mark.ts";
import { markingScript, markingTasks, saveMarkDraft } from "./text-desk.ts";

export const markingRoutes: readonly BoundRoute[] = [
  serve(contract.markingTasks, markingTasks),
  serve(contract.markingScript, markingScript),
  serve(contract.saveMarkDraft, saveMarkDraft),
  serve(contract.recordMark, recordMark),
  serve(contract.giveTaskBack, giveTaskBack),
  serve(contract.referScript, referScript),
  serve(contract.scriptReferrals, scriptReferrals),
  serve(contract.resolveReferral, resolveReferral),
  serve(allotment.allotmentDesk, allotmentDesk),
  serve(allotment.markerTasks, markerTasks),
  serve(allotment.taskTakers, taskTakers),
  serve(allotment.reallotTask, reallotTask),
  serve(allotment.setWorkload, setWorkload),
  serve(allotment.setMarkerLanguages, setMarkerLanguages),
  serve(allotment.enterAbsence, enterAbsence),
  serve(allotment.cancelAbsence, cancelAbsence),
  serve(allotment.ownAbsences, ownAbsences),
  serve(allotment.enterOwnAbsence, enterOwnAbsence),
  serve(allotment.cancelOwnAbsence, cancelOwnAbsence),
  serve(consistencyContract.ownConsistency, ownConsistency),
  serve(consistencyContract.teamConsistency, teamConsistency),
  serve(calibrationContract.calibrationDesk, calibrationDesk.calibrationDesk),
  serve(calibrationContract.setCalibrationPolicy, calibrationDesk.setCalibrationPolicy),
  serve(calibrationContract.referenceCandidate, calibrationDesk.referenceCandidate),
  serve(calibrationContract.agreeReference, calibrationDesk.agreeReference),
  serve(calibrationContract.retireReference, calibrationDesk.retireReference),
  serve(calibrationContract.addCalibrationSet, calibrationDesk.addCalibrationSet),
  serve(calibrationContract.openCalibrationSet, calibrationDesk.openCalibrationSet),
  serve(calibrationContract.ownCalibration, calibration.ownCalibration),
  serve(calibrationContract.startCalibration, calibration.startCalibration),
  serve(calibrationContract.calibrationText, calibration.calibrationText),
  serve(calibrationContract.markCalibrationText, calibration.markCalibrationText),
  serve(corrections.ownMarks, ownMarks),
  serve(corrections.ownMark, ownMark),
  serve(corrections.correctMark, correctMark),
  serve(corrections.correctAnswerMark, correctAnswerMark),
  serve(corrections.markCorrections, markCorrections),
  serve(items.openItems, openItems),
  serve(items.openItem, openItem),
  serve(items.markOpenAnswer, markOpenAnswer),
  serve(contract.oralMarks, oralMarks),
  serve(contract.saveOralMarks, saveOralMarks),
  serve(contract.lockOralMarks, lockOralMarks),
  serve(contract.oralTasks, oralTasks),
  serve(contract.allotOralMark, allotOralMark),
  serve(contract.releaseOralMark, releaseOralMark),
  serve(recordings.listeningTasks, listening.listeningTasks),
  serve(recordings.openListening, listening.openListening),
  serve(recordings.listenAgain, listening.listenAgain),
  serve(recordings.listeningVoice, listening.listeningVoice),
  serve(recordings.listeningDraft, listening.listeningDraft),
  serve(recordings.saveListening, listening.saveListening),
  serve(recordings.recordListening, listening.recordListening),
  serve(recordings.giveListeningBack, giveListeningBack),
  serve(recordings.referListening, referListening),
];
