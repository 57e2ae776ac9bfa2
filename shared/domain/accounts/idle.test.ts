import { expect, test } from "vitest";
import { disconnectionPolicies } from "../sitting/disconnection-policy.ts";
import { idleStage, isNeverIdle } from "./idle.ts";

test("[CUT-8] after twenty-eight minutes without a touch a warning, after thirty a sign-out", () => {
  const stages = [0, 1_679, 1_680, 1_799, 1_800].map((seconds) => idleStage(disconnectionPolicies[1], seconds));
  expect(stages).toEqual(["HERE", "HERE", "WARNED", "WARNED", "GONE"]);
});

test("[CUT-8] an exam, its waiting, its check and the desk that conducts it are never idle", () => {
  for (const path of ["/seance/abc", "/bureau", "/bureau/abc/discussion", "/accueil", "/poste", "/verification/abc"])
    expect([path, isNeverIdle(path)]).toEqual([path, true]);
  for (const path of ["/", "/parcours", "/compte", "/ordre/liste", "/resultats", "/seances-a-venir"])
    expect([path, isNeverIdle(path)]).toEqual([path, false]);
});
