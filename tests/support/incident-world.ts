import type { Band } from "#shared/domain/marking/units.ts";
import * as contract from "#shared/protocol/incidents.ts";
import { addStaffNote, sittingRecord } from "#shared/protocol/integrity.ts";
import type { Caller, TestApp } from "./app.ts";
import { markTexts, sitExam } from "./exam-fixture.ts";
import { nth, sessionWorld, type SessionWorld } from "./session-world.ts";

/** An incident as people make it: a note of an adviser becomes one, and the directorate puts it to the person. */

export interface Directorate {
  readonly first: Caller;
  readonly second: Caller;
  readonly third: Caller;
}

export async function directorate(app: TestApp): Promise<Directorate> {
  const person = async (givenName: string): Promise<Caller> => app.as(await app.account({ roles: ["DIRECTOR"], givenName }));
  return { first: await person("Diane"), second: await person("Yves"), third: await person("Mireille") };
}

export interface Incident {
  readonly world: SessionWorld;
  readonly candidate: SessionWorld["candidates"][number];
  readonly sittingId: string;
  readonly incidentId: string;
  readonly observationId: string;
}

const level: readonly Band[] = [3, 3, 3, 3, 3];

/** A passed and marked exam, unless it is told not to be sat. */
export async function markedExam(app: TestApp): Promise<Pick<Incident, "world" | "candidate" | "sittingId">> {
  const world = await sessionWorld(app, { candidates: 1 });
  const candidate = nth(world.candidates, 0);
  await sitExam(app, world, candidate);
  await app.drain();
  await markTexts(app, candidate.sittingId, [level, level]);
  return { world, candidate, sittingId: candidate.sittingId };
}

type Kind = { readonly code: "AID-1" | "AID-3" | "ENV-1" | "IDN-2" | "STF-1"; readonly severity: number };
const actOf = { "AID-1": "ASKED_TO_REMOVE", "AID-3": "CONTINUED", "ENV-1": "REMINDED", "IDN-2": "CONTINUED", "STF-1": "APOLOGISED" } as const;

/** The first adviser notes something and makes an incident of it. */
export async function openOn(
  given: Pick<Incident, "world" | "candidate" | "sittingId">,
  { code, severity }: Kind = { code: "AID-3", severity: 3 },
): Promise<Incident> {
  const { caller } = nth(given.world.advisers, 0);
  const params = { sittingId: given.sittingId };
  await caller.must(addStaffNote, { params, body: { text: "Une deuxième voix se fait entendre." } });
  const { observations } = await caller.must(sittingRecord, { params });
  const observationId = observations.findLast(({ kind }) => kind === "STAFF_NOTE")?.observationId ?? "";
  const { incidentId } = await caller.must(contract.openIncident, {
    params,
    body: { code, severity, summary: "Une deuxième voix donne des mots pendant la rédaction.", act: actOf[code], observationIds: [observationId] },
  });
  return { ...given, incidentId, observationId };
}

/** The facts are put to the person, who answers. */
export async function answered(incident: Incident, { first }: Directorate): Promise<void> {
  const params = { incidentId: incident.incidentId };
  await first.must(contract.sendIncidentFacts, {
    params,
    body: { text: "Une deuxième voix a été entendue à 14 h 12.", observationIds: [incident.observationId] },
  });
  await incident.candidate.caller.must(contract.answerIncident, { params, body: { text: "C’était la radio du voisin." } });
}
