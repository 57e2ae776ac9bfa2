import type { TestApp } from "./app.ts";

/** A result that two of the directorate annulled, wherever it stood. */
export async function annulByTwo(app: TestApp, sittingId: string): Promise<void> {
  const { db } = app.deps;
  const { currentReportId } = await db.result.findUniqueOrThrow({ where: { sittingId }, select: { currentReportId: true } });
  for (const kind of ["PROPOSE_ANNULMENT", "ANNUL"] as const) {
    const deciderId = await app.account({ roles: ["DIRECTOR"] });
    const data = { reportId: currentReportId ?? "", kind, deciderId, reason: "Panne du serveur", createdAt: app.clock.now() };
    await db.resultDecision.create({ data, select: { id: true } });
  }
  await db.result.update({ where: { sittingId }, data: { state: "ANNULLED" } });
}
