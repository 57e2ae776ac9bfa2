import { account } from "./account.ts";
import { accommodations } from "./accommodations.ts";
import { allotment } from "./allotment.ts";
import { calibration } from "./calibration.ts";
import { callSound } from "./call-sound.ts";
import { calls } from "./calls.ts";
import { captioning } from "./captioning.ts";
import { confirmation } from "./confirmation.ts";
import { consistency } from "./consistency.ts";
import { corrections } from "./corrections.ts";
import { items } from "./items.ts";
import { demo } from "./demo.ts";
import { desk } from "./desk.ts";
import { directorate } from "./directorate.ts";
import { equity } from "./equity.ts";
import { floor } from "./floor.ts";
import { forms } from "./forms.ts";
import { history } from "./history.ts";
import { incidents } from "./incidents.ts";
import { inperson } from "./inperson.ts";
import { late } from "./late.ts";
import { kept } from "./kept.ts";
import { leading } from "./leading.ts";
import { letter } from "./letter.ts";
import { lockdown } from "./lockdown.ts";
import { looking } from "./looking.ts";
import { marking } from "./marking.ts";
import { newDateWords } from "./new-date.ts";
import { orderWord } from "./order-word.ts";
import { policies } from "./policies.ts";
import { promises } from "./promises.ts";
import { qti } from "./qti.ts";
import { referrals } from "./referrals.ts";
import { retake } from "./retake.ts";
import { review } from "./review.ts";
import { rescue } from "./rescue.ts";
import { sessionLog } from "./session-log.ts";
import { textCheck } from "./text-check.ts";
import { wall } from "./wall.ts";

/** What staff, markers and orders see, and pages of candidates that few of them need: loaded with their pages. */
export const frForStaff = {
  ...account,
  ...accommodations,
  ...allotment,
  ...calibration,
  ...calls,
  ...callSound,
  ...captioning,
  ...confirmation,
  ...consistency,
  ...corrections,
  ...items,
  ...demo,
  ...desk,
  ...directorate,
  ...equity,
  ...floor,
  ...forms,
  ...history,
  ...incidents,
  ...inperson,
  ...late,
  ...kept,
  ...leading,
  ...letter,
  ...lockdown,
  ...looking,
  ...marking,
  ...newDateWords,
  ...orderWord,
  ...policies,
  ...promises,
  ...qti,
  ...referrals,
  ...retake,
  ...review,
  ...rescue,
  ...sessionLog,
  ...textCheck,
  ...wall,
};
