import { counts, effectsOpen, mayBeDecided } from "#shared/domain/incidents/incident-rules.ts";
import { isSittingOver } from "#shared/domain/results/scoring-facts.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type * as contract from "#shared/protocol/incidents.ts";
import type { myIncidents as mine } from "#shared/protocol/my-incidents.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { isStaffOf, observationSelect, recordedSitting } from "../integrity/queries.ts";
import { isResultTold } from "../results/queries.ts";
import { mayAddRecording } from "./call-recording.ts";
import { entryViews, incidentViewOf } from "./incident-views.ts";
import { lineOf, lineSelect, waitOf } from "./incident-lines.ts";
import { findIncident, isStoppedIn, openActivityOf } from "./load-incident.ts";
import { hasObserved, mayRead } from "./policy.ts";
import { taxonomyInForce } from "./taxonomy.ts";

export const incidentTaxonomy: RouteHandler<typeof contract.incidentTaxonomy> = async ({ db, clock }) => {
  const { version, codes } = await taxonomyInForce(db, clock.now());
  return ok({ version, codes: codes.map((one) => ({ ...one, acts: [...one.acts], effects: [...one.effects] })) });
};

export const incidentFile: RouteHandler<typeof contract.incidentFile> = async ({ db, clock }, actor, { params }) => {
  const now = clock.now();
  const facts = await findIncident(db, params.incidentId);
  const sitting = facts && (await recordedSitting(db, facts.sittingId));
  if (!facts || !sitting || !mayRead(actor, sitting)) return err("NOT_FOUND");
  const { state, severity, answerDueAt, acts } = facts;
  const incident = await incidentViewOf(db, params.incidentId);
  const observed = await hasObserved(db, params.incidentId, actor.accountId);
  const isMine = sitting.candidateId === actor.accountId;
  const decides = actor.roles.includes("DIRECTOR") && !observed;
  const isStopped = isStoppedIn(facts);
  const hasTime = (state === "FACTS_SENT" || state === "ANSWERED") && answerDueAt !== null && now <= answerDueAt;
  const newest = incident.decisions.at(-1);
  const signers = await db.incidentSignature.findMany({
    where: { decision: { incidentId: params.incidentId }, ...(newest ? { decisionId: newest.decisionId } : {}) },
    select: { signerId: true },
  });
  const mayDecide = decides && mayBeDecided(facts, now);
  const isOver = isSittingOver(facts.sitting.state);
  const hasSigned = signers.some(({ signerId }) => signerId === actor.accountId);
  const { review } = incident;
  const asked = acts.filter(({ act }) => act === "STOP_ACTIVITY");
  const choosesFacts = actor.roles.includes("DIRECTOR") && state === "OPEN" && counts(severity);
  const record = choosesFacts
    ? await db.observation.findMany({ where: { sittingId: facts.sittingId }, select: observationSelect })
    : [];
  return ok({
    incident,
    may: {
      stop:
        state === "OPEN" &&
        sitting.adviserIds.includes(actor.accountId) &&
        asked.length === 1 &&
        asked[0]?.actorId !== actor.accountId,
      sendFacts: choosesFacts,
      extend: actor.roles.includes("DIRECTOR") && state === "FACTS_SENT",
      answer: isMine && hasTime,
      noteCall: decides && hasTime,
      addRecording: decides && mayAddRecording(facts),
      decide: mayDecide && isOver,
      waitsForEnd: mayDecide && !isOver,
      sign: decides && state === "PROPOSED" && !hasSigned,
      askReview: isMine && review?.state === "OPEN" && now <= new Date(review.dueAt),
      review: decides && !hasSigned && (review?.state === "REQUESTED" || review?.state === "OPEN"),
      hasObserved: observed,
      effects: effectsOpen(facts.taxonomy.effects, { severity, isStopped }),
    },
    record: await entryViews(db, record),
    deskSessionId: isStaffOf(actor, sitting) ? facts.sitting.sessionId : null,
    serverNow: now.toISOString(),
  });
};

export const sittingIncidents: RouteHandler<typeof contract.sittingIncidents> = async ({ db }, actor, { params }) => {
  const sitting = await recordedSitting(db, params.sittingId);
  if (!sitting || !mayRead(actor, sitting)) return err("NOT_FOUND");
  const { session } = await db.sitting.findUniqueOrThrow({
    where: { id: params.sittingId },
    select: { session: { select: { timeZone: true, isPractice: true } } },
  });
  const rows = await db.incident.findMany({
    where: { sittingId: params.sittingId },
    select: lineSelect,
    orderBy: { openedAt: "asc" },
  });
  // Beside a candidate's own, only the staff of the session learns that a second person is asked for.
  const isStaff = isStaffOf(actor, sitting);
  const incidents = rows.flatMap((row) => lineOf(row) ?? []);
  return ok({
    incidents: incidents.map((line) => ({ ...line, waitsForSecond: isStaff && line.waitsForSecond })),
    timeZone: session.timeZone,
    closedBy: session.isPractice ? "PRACTICE" : (await isResultTold(db, params.sittingId)) ? "RESULT_TOLD" : null,
    hasOpenActivity: (await openActivityOf(db, params.sittingId)) !== null,
  });
};

export const myIncidents: RouteHandler<typeof mine> = async ({ db, clock }, actor) => {
  const rows = await db.incident.findMany({
    where: { sitting: { accountId: actor.accountId }, factsSentAt: { not: null } },
    select: lineSelect,
    orderBy: { openedAt: "desc" },
  });
  const now = clock.now();
  return ok({
    incidents: rows.flatMap((row) => {
      const line = lineOf(row);
      if (!line) return [];
      const isOpenToAnswer = row.state === "FACTS_SENT" && row.answerDueAt !== null && now <= row.answerDueAt;
      const waitsForMe = isOpenToAnswer ? "ANSWER" : row.review?.state === "OPEN" ? "DECISION_TO_READ" : "NOTHING";
      const standing = row.review?.state === "REQUESTED" ? "REVIEW_ASKED" : row.state === "DECIDED" ? "DECIDED" : "UNDER_WAY";
      const reviewDueAt = row.review?.dueAt.toISOString() ?? null;
      return [{ ...line, waitsForSecond: false, waitsForMe, standing, reviewDueAt }] as const;
    }),
  });
};

/** More than a year of them. */
const queueLength = 500;

export const incidentQueue: RouteHandler<typeof contract.incidentQueue> = async ({ db, clock }, actor) => {
  const rows = await db.incident.findMany({ select: lineSelect, orderBy: { openedAt: "desc" }, take: queueLength });
  const now = clock.now();
  const queue = [];
  for (const row of rows) {
    const line = lineOf(row);
    if (!line) continue;
    const { waitsFor, dueAt, rank } = waitOf(row, now);
    const { registration } = row.sitting;
    const hasSigned = row.decisions[0]?.signatures.some(({ signerId }) => signerId === actor.accountId) ?? false;
    const isOpen = waitsFor !== "NOTHING";
    const isForOthers = isOpen && (hasSigned || (await hasObserved(db, row.id, actor.accountId)));
    queue.push({
      rank,
      line: {
        ...line,
        waitsForSecond: false,
        candidateName: `${registration.givenName} ${registration.familyName}`,
        waitsFor,
        dueAt: dueAt?.toISOString() ?? null,
        isForOthers,
      },
    });
  }
  queue.sort((a, b) => a.rank - b.rank || (a.line.dueAt ?? "9").localeCompare(b.line.dueAt ?? "9"));
  return ok({ incidents: queue.map(({ line }) => line), serverNow: now.toISOString() });
};

