import { ok } from "#shared/kernel/result.ts";
import type { ruledSessions as contract } from "#shared/protocol/lockdown.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { ruledBy, ruledSelect, ruledView } from "./queries.ts";

/** The sessions whose level can still be chosen, and under which each stands; the soonest first. */
export const ruledSessions: RouteHandler<typeof contract> = async ({ db }, actor) => {
  const rows = await db.session.findMany({
    where: { ...ruledBy(actor), state: "OPEN" },
    select: { id: true, ...ruledSelect },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
  });
  return ok({ sessions: rows.map((row) => ({ ...ruledView(row), sessionId: row.id })) });
};
