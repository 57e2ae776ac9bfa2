import type { Band } from "#shared/domain/marking/units.ts";
import * as calibration from "#shared/protocol/calibration.ts";
import * as results from "#shared/protocol/results.ts";
import type { Caller, TestApp } from "./app.ts";
import { makeRaters, markTexts, sitExam, textTasks } from "./exam-fixture.ts";
import { nth, sessionWorld } from "./session-world.ts";

/** Beside every live text one whose marks are known, as long as there is one that its marker has not had. */
export const everyTextAnchored = {
  isRequired: false,
  minExact: 60,
  minAdjacent: 90,
  refreshMonths: 12,
  anchorPercent: 50,
  driftPoints: 5,
  reason: "Essai",
};

/** A text that was marked and told, agreed on as an anchor; and live exams on its form. Nobody marks any more afterwards. */
export async function anchorWorld(
  app: TestApp,
  director: Caller,
  bands: readonly Band[],
): Promise<{ readonly anchorId: string; readonly sitLive: () => Promise<string> }> {
  await makeRaters(app, 2);
  const past = await sessionWorld(app, { candidates: 1 });
  const { sittingId: anchorId } = nth(past.candidates, 0);
  await sitExam(app, past, nth(past.candidates, 0));
  await app.drain();
  await markTexts(app, anchorId, [bands, bands]);
  const params = { sittingId: anchorId };
  const { reportId } = await director.must(results.resultOf, { params });
  await director.must(results.confirmResult, { params, body: { reportId, reason: "" } });
  await app.drain();
  await app.deps.db.account.updateMany({ where: { roles: { has: "RATER" } }, data: { roles: ["SUPPORT"] } });
  const body = { taskId: nth(await textTasks(app, anchorId), 0).id, setId: null, bands: [...bands], reasons: bands.map(() => "Convenu.") };
  await director.must(calibration.agreeReference, { body });
  await director.must(calibration.setCalibrationPolicy, { body: everyTextAnchored });
  return {
    anchorId,
    sitLive: async () => {
      const live = await sessionWorld(app, { candidates: 1 });
      const { sittingId } = nth(live.candidates, 0);
      await app.deps.db.session.update({ where: { id: live.sessionId }, data: { formId: past.formId } });
      await app.deps.db.sitting.update({ where: { id: sittingId }, data: { formId: past.formId } });
      await sitExam(app, live, nth(live.candidates, 0));
      await app.drain();
      return sittingId;
    },
  };
}
