import { noMeasures, type Measures } from "#shared/domain/accommodations/measures.ts";
import type { TestApp } from "./app.ts";

/** Grants these measures now, as the directorate's decision stands in the database. */
export async function grantMeasures(
  app: TestApp,
  { registrationId, decidedById }: { readonly registrationId: string; readonly decidedById: string },
  measures: Partial<Measures>,
): Promise<void> {
  const decision = { registrationId, outcome: "GRANTED", reason: "selon la demande", decidedById, decidedAt: app.clock.now() } as const;
  await app.deps.db.accommodationDecision.create({ data: { ...decision, measures: { ...noMeasures, ...measures } } });
}
