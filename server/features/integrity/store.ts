import type { Json } from "#shared/kernel/canonical-json.ts";
import type { ObservationKind } from "#shared/domain/integrity/observation-kinds.ts";
import type { Tx } from "../../platform/db.ts";

/** Sole writer of Observation. */

export const addObservation = (
  tx: Tx,
  observation: {
    sittingId: string;
    kind: ObservationKind;
    details: { readonly [key: string]: Json };
    authorId: string | null;
    createdAt: Date;
  },
) => tx.observation.create({ data: observation, select: { id: true } });
