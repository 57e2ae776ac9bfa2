import { consentVersion } from "#shared/domain/privacy/consent-items.ts";
import { recordConsents } from "#shared/protocol/privacy.ts";
import { moveSittingStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { sessionWorld, type SessionWorld, type WorldOptions, type WorldPlace } from "./session-world.ts";

export async function agree({ caller, registrationId }: SessionWorld["candidates"][number], isGranted: boolean): Promise<void> {
  const answers = [{ item: "ONLINE_SUPERVISION", version: consentVersion.ONLINE_SUPERVISION, isGranted }] as const;
  await caller.must(recordConsents, { params: { registrationId }, body: { answers: [...answers] } });
}

/** Everybody's identity is confirmed and everybody has agreed; nothing has been opened yet. */
export async function supervisedWorld(app: WorldPlace, options: WorldOptions = {}): Promise<SessionWorld> {
  const world = await sessionWorld(app, options);
  for (const candidate of world.candidates) {
    if (options.deliveryMode !== "IN_PERSON") await agree(candidate, true);
    await commit(app.deps, (uow) => moveSittingStep(uow, candidate.sittingId, "arrive", candidate.accountId));
    await commit(app.deps, (uow) => moveSittingStep(uow, candidate.sittingId, "confirmIdentity", candidate.accountId));
  }
  return world;
}

