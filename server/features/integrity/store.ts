import type { Json } from "#shared/kernel/canonical-json.ts";
import type { ObservationKind } from "#shared/domain/integrity/observation-kinds.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of Observation and RecordNote. */

/** Undefined when a fact of that name stands already. */
export async function addObservation(
  tx: Tx,
  observation: {
    id?: string;
    sittingId: string;
    kind: ObservationKind;
    details: { readonly [key: string]: Json };
    authorId: string | null;
    createdAt: Date;
  },
): Promise<{ id: string } | undefined> {
  const [added] = await tx.observation.createManyAndReturn({ data: [observation], skipDuplicates: true, select: { id: true } });
  return added;
}

/** A line of the record, as what refers to it names it. */
export type LineReference = { observationId: string } | { timeEntryId: string; runId: string } | { identityCheckId: string };

export const addNote = (
  tx: Tx,
  note: LineReference & { sittingId: string; text: string; createdAt: Date },
) => tx.recordNote.create({ data: note, select: { id: true } });
