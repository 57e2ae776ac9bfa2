import { holdsResult } from "#shared/domain/incidents/incident-rules.ts";
import type { IncidentView } from "#shared/protocol/incident-views.ts";
import type { ObservationView } from "#shared/protocol/integrity.ts";
import type { Db, Prisma } from "../../platform/db.ts";
import { observationSelect, observationViews, toldLate } from "../integrity/queries.ts";
import { isStoppedIn } from "./load-incident.ts";
import { isAct, isCode } from "./taxonomy.ts";

const person = { select: { givenName: true, familyName: true } } as const;
const entry = { observation: { select: observationSelect } } as const;

const fileSelect = {
  id: true,
  sittingId: true,
  code: true,
  severity: true,
  state: true,
  summary: true,
  openedAt: true,
  openedBy: person,
  factsText: true,
  factsSentAt: true,
  answerDueAt: true,
  decisionId: true,
  sitting: {
    select: {
      registration: { select: { givenName: true, familyName: true } },
      session: { select: { startsAt: true, timeZone: true } },
    },
  },
  entries: { select: entry },
  acts: { select: { act: true, activity: true, actorId: true, createdAt: true, actor: person }, orderBy: { createdAt: "asc" } },
  disclosed: { select: { ...entry, disclosedBy: person } },
  statements: {
    select: {
      id: true,
      channel: true,
      text: true,
      companion: true,
      receivedAt: true,
      takenBy: person,
      recording: { select: { sha256: true, createdAt: true } },
    },
    orderBy: { receivedAt: "asc" },
  },
  decisions: {
    select: {
      id: true,
      effect: true,
      activity: true,
      reasons: true,
      decidedAt: true,
      citations: { select: { observationId: true } },
      signatures: { select: { agrees: true, note: true, signedAt: true, signer: person }, orderBy: { signedAt: "asc" } },
    },
    orderBy: { decidedAt: "asc" },
  },
  review: {
    select: {
      state: true,
      dueAt: true,
      request: true,
      requestedAt: true,
      conclusion: true,
      concludedAt: true,
      concludedBy: person,
    },
  },
} as const satisfies Prisma.IncidentSelect;

const nameOf = ({ givenName, familyName }: { givenName: string; familyName: string }): string => `${givenName} ${familyName}`;
const text = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

/** Observations in the order of time, as the record shows them. */
export const entryViews = (db: Db, rows: Parameters<typeof observationViews>[1]): Promise<ObservationView[]> =>
  observationViews(
    db,
    rows.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
  );

/** The file of an incident; the same whoever reads it. */
export async function incidentViewOf(db: Db, incidentId: string): Promise<IncidentView> {
  const row = await db.incident.findUniqueOrThrow({ where: { id: incidentId }, select: fileSelect });
  if (!isCode(row.code)) throw new Error(`The taxonomy has no ${row.code}.`);
  const disclosed = await entryViews(
    db,
    row.disclosed.map(({ observation }) => observation),
  );
  const { factsText, factsSentAt, answerDueAt, review } = row;
  const named = new Set([...row.entries, ...row.disclosed].map(({ observation }) => observation.id));
  // Whoever put the facts disclosed the entries, all at once.
  const sender = row.disclosed[0]?.disclosedBy;
  return {
    incidentId: row.id,
    sittingId: row.sittingId,
    candidateName: nameOf(row.sitting.registration),
    timeZone: row.sitting.session.timeZone,
    sessionStartsAt: row.sitting.session.startsAt.toISOString(),
    code: row.code,
    severity: row.severity,
    state: row.state,
    summary: row.summary,
    openedByName: nameOf(row.openedBy),
    openedAt: row.openedAt.toISOString(),
    entries: await entryViews(
      db,
      row.entries.map(({ observation }) => observation),
    ),
    acts: row.acts.flatMap(({ act, activity, actor, createdAt }) =>
      isAct(act) ? [{ act, activity, byName: nameOf(actor), at: createdAt.toISOString() }] : [],
    ),
    isStopped: isStoppedIn(row),
    facts:
      factsText !== null && factsSentAt && answerDueAt && sender
        ? {
            text: factsText,
            sentAt: factsSentAt.toISOString(),
            sentByName: nameOf(sender),
            answerDueAt: answerDueAt.toISOString(),
            entries: disclosed,
          }
        : null,
    toldLate: (await toldLate(db, [row.sittingId])).filter(({ observationId }) => !named.has(observationId)),
    statements: row.statements.map(({ id, channel, text: said, companion, takenBy, receivedAt, recording }) => ({
      statementId: id,
      channel,
      text: said,
      companion,
      takenByName: nameOf(takenBy),
      at: receivedAt.toISOString(),
      recording: recording && { sha256: recording.sha256, at: recording.createdAt.toISOString() },
    })),
    decisions: row.decisions.map((decision) => ({
      decisionId: decision.id,
      effect: decision.effect,
      activity: decision.activity,
      reasons: decision.reasons,
      at: decision.decidedAt.toISOString(),
      isStanding: decision.id === row.decisionId,
      isRefused: decision.signatures.some(({ agrees }) => !agrees),
      cited: disclosed.filter(({ observationId }) =>
        decision.citations.some((citation) => citation.observationId === observationId),
      ),
      signatures: decision.signatures.map(({ agrees, note, signedAt, signer }) => ({
        name: nameOf(signer),
        agrees,
        note,
        at: signedAt.toISOString(),
      })),
    })),
    review: review && {
      state: review.state,
      dueAt: review.dueAt.toISOString(),
      request: review.request,
      requestedAt: text(review.requestedAt),
      conclusion: review.conclusion,
      concludedByName: review.concludedBy ? nameOf(review.concludedBy) : null,
      concludedAt: text(review.concludedAt),
    },
    holdsResult: holdsResult(row),
  };
}
