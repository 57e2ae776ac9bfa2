import { disconnectionPolicy, shortestSeconds } from "#shared/domain/sitting/disconnection-policy.ts";
import { coversTime } from "#shared/domain/sitting/time-ledger.ts";
import { unseenFact, unseenKinds, type UnseenFact } from "#shared/domain/sitting/unseen-rule.ts";
import { ok } from "#shared/kernel/result.ts";
import type { TimedJob } from "../../jobs/job.ts";
import type { Db, Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit } from "../../platform/unit-of-work.ts";
import { observeStep } from "../integrity/steps.ts";
import { rulesIn, rulesSelect } from "../lockdown/queries.ts";
import { agreesToSupervision } from "../privacy/queries.ts";
import { deviceStep } from "../sitting/steps.ts";
import { lockRoom } from "./store.ts";

/**
 * Whoever reads or writes at home, is heard, and stands in no room that shows them. A media node knows only who entered
 * it, and a page that never got there cannot say so: what tells is the servers' own word on both.
 */
export const watchUnseenJob: TimedJob = { name: "watch-unseen", everyMs: 1_000, run: watchUnseen };

export async function watchUnseen(deps: Deps): Promise<void> {
  for (const { sittingId, roomId } of await maybeUnseen(deps.db))
    await lookAt(deps, sittingId, roomId).catch((error: unknown) =>
      deps.log.error({ err: error, sittingId }, "somebody who is not seen could not be noted"),
    );
}

async function lookAt(deps: Deps, sittingId: string, roomId: string): Promise<void> {
  // Looked at without a lock first: somebody who does not agree is nobody's to see.
  if (!(await unseenIn(deps.db, sittingId, roomId))) return;
  await commit(deps, async (uow) => {
    // As the notes of media nodes do: of two that come together the second sees what the first has written.
    await lockRoom(uow.tx, roomId);
    const fact = await unseenIn(uow.tx, sittingId, roomId);
    if (!fact) return ok(null);
    await observeStep(uow, sittingId, fact.kind, "sinceMs" in fact ? { lostAt: new Date(fact.sinceMs).toISOString() } : {}, null);
    return ok(await deviceStep(uow, sittingId));
  });
}

/** Everybody but those of whom nothing can be to write: one statement a second, however many sit. */
const maybeUnseen = (db: Db): Promise<{ sittingId: string; roomId: string }[]> =>
  db.$queryRaw`
    SELECT sitting.id AS "sittingId", room.id AS "roomId"
    FROM "Room" room
    JOIN "Sitting" sitting ON sitting."sessionId" = room."sessionId" AND sitting.state IN ('IN_PROGRESS', 'INTERRUPTED')
    JOIN "ActivityRun" run ON run."sittingId" = sitting.id AND run.activity IN ('READING', 'WRITING') AND run.state IN ('OPEN', 'INTERRUPTED')
    JOIN "Presence" presence ON presence."sittingId" = sitting.id
    LEFT JOIN "RoomEntry" entry ON entry."roomId" = room.id AND entry."accountId" = sitting."accountId"
    LEFT JOIN LATERAL (
      SELECT kind, "createdAt" FROM "Observation" line
      WHERE line."sittingId" = sitting.id AND line.kind IN ('LIVE_MISSING', 'LIVE_LOST', 'LIVE_RESTORED') AND line."createdAt" >= run."startedAt"
      ORDER BY line."createdAt" DESC, line.id DESC LIMIT 1
    ) newest ON true
    WHERE room.kind = 'SUPERVISION' AND room.state <> 'CLOSED'
      AND CASE WHEN newest.kind IN ('LIVE_MISSING', 'LIVE_LOST') THEN entry."connectedAt" > newest."createdAt"
        ELSE run.state = 'OPEN'
          AND presence."lastSeenAt" >= GREATEST(run."startedAt", entry."connectedAt") + ${shortestSeconds("unstableSeconds")} * interval '1 second' END`;

async function unseenIn(db: Db | Tx, sittingId: string, roomId: string): Promise<UnseenFact | null> {
  const sitting = await db.sitting.findUniqueOrThrow({
    where: { id: sittingId },
    select: {
      registrationId: true,
      writingTool: true,
      session: { select: rulesSelect },
      presence: { select: { lastSeenAt: true } },
      account: { select: { roomEntries: { where: { roomId }, select: { connectedAt: true } } } },
      runs: {
        where: { activity: { in: ["READING", "WRITING"] }, state: { in: ["OPEN", "INTERRUPTED"] } },
        select: { state: true, startedAt: true, timeEntries: { select: { cause: true, createdAt: true } } },
      },
      observations: {
        where: { kind: { in: [...unseenKinds] } },
        select: { kind: true, createdAt: true },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: 1,
      },
    },
  });
  const { presence, account, observations, session } = sitting;
  const [run] = sitting.runs;
  const startedAt = run?.startedAt;
  if (!presence || !run || !startedAt || sitting.writingTool !== "KEYBOARD") return null;
  const restarts = run.timeEntries.filter(coversTime).map(({ createdAt }) => createdAt.getTime());
  // What was written of an earlier activity says nothing of this one.
  const newest = observations.find(({ createdAt }) => createdAt >= startedAt);
  const fact = unseenFact({
    heardAtMs: presence.lastSeenAt.getTime(),
    connectedAtMs: account.roomEntries[0]?.connectedAt?.getTime() ?? null,
    startedAtMs: startedAt.getTime(),
    restartedAtMs: restarts.length > 0 ? Math.max(...restarts) : null,
    isRunning: run.state === "OPEN",
    patienceMs: disconnectionPolicy(rulesIn(session).disconnectionVersion).unstableSeconds * 1_000,
    newest: newest ? { kind: newest.kind, writtenAtMs: newest.createdAt.getTime() } : null,
  });
  return fact && (await agreesToSupervision(db, sitting.registrationId)) ? fact : null;
}
