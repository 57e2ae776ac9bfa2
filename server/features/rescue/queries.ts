import type { Db } from "../../platform/db.ts";

/** Whose files are imported here, and which were. */
export async function rescueDeskOf(db: Db, sittingId: string) {
  const { registration, session, runs } = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      registration: { select: { givenName: true, familyName: true } },
      session: { select: { timeZone: true } },
      runs: {
        select: {
          activity: true,
          rescues: {
            select: {
              id: true,
              operations: true,
              importedAt: true,
              importedBy: { select: { givenName: true, familyName: true } },
            },
          },
        },
      },
    },
  });
  const imports = runs.flatMap(({ activity, rescues }) =>
    rescues.map(({ id, operations, importedAt, importedBy }) => ({
      importId: id,
      activity,
      operations,
      importedByName: `${importedBy.givenName} ${importedBy.familyName}`,
      importedAt: importedAt.toISOString(),
    })),
  );
  return {
    candidateName: `${registration.givenName} ${registration.familyName}`,
    timeZone: session.timeZone,
    imports: imports.toSorted((a, b) => (a.importedAt < b.importedAt ? -1 : 1)),
  };
}
