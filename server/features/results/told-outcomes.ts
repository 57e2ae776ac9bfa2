import { ok } from "#shared/kernel/result.ts";
import { periodOf } from "#shared/domain/equity/period.ts";
import { officeDay } from "#shared/domain/marking/deadlines.ts";
import { toldOutcome } from "#shared/domain/results/stored-combination.ts";
import type { toldOutcomes as contract } from "#shared/protocol/sendings.ts";
import { csvOf } from "../../platform/csv.ts";
import type { RouteHandler } from "../../platform/serve.ts";
import { commit } from "../../platform/unit-of-work.ts";

/**
 * The regulation has the order and the Office des professions told of each outcome. Orders read theirs in their list; the
 * Office des professions has no account, and is sent this file.
 */

const outcomeWords = { PASS: "réussi", FAIL: "non réussi", NOT_COMPLETED: "non terminé" } as const;
const header = ["ordre", "numero_dossier", "nom", "prenom", "date_seance", "resultat", "transmis_le"];

export const toldOutcomes: RouteHandler<typeof contract> = (deps, actor, { query }) =>
  commit(deps, async (uow) => {
    const { since, until } = periodOf(query);
    const sittings = await uow.tx.sitting.findMany({
      // Whoever did not come to the end has given their seat back, and was told so.
      where: { result: { state: { not: "ANNULLED" }, sentReportId: { not: null }, outcomeSentAt: { gte: since, lt: until } } },
      orderBy: [{ result: { outcomeSentAt: "asc" } }, { id: "asc" }],
      select: {
        session: { select: { startsAt: true } },
        registration: {
          select: { givenName: true, familyName: true, body: { select: { name: true } }, referral: { select: { fileNumber: true } } },
        },
        result: {
          select: {
            outcomeSentAt: true,
            sentReport: { select: { report: true } },
            sentCombination: { select: { combined: true } },
          },
        },
      },
    });
    const rows = sittings.flatMap(({ session, registration, result }) => {
      if (!result?.outcomeSentAt || !result.sentReport) return [];
      const outcome = toldOutcome(result.sentReport, result.sentCombination);
      // What is to be sat again in part has no outcome yet: the order is not told one either.
      if (outcome === "PENDING" || outcome === "ON_HOLD") return [];
      const { body, referral, familyName, givenName } = registration;
      const heldOn = officeDay(session.startsAt);
      const toldOn = officeDay(result.outcomeSentAt);
      return [[body.name, referral.fileNumber, familyName, givenName, heldOn, outcomeWords[outcome], toldOn]];
    });
    uow.audit({
      actorId: actor.accountId,
      type: "outcomes.exported",
      subjectType: "outcomes",
      subjectId: `${query.from} ${query.to}`,
      data: { from: query.from, to: query.to, people: rows.length },
    });
    return ok({
      bytes: csvOf([header, ...rows]),
      mime: "text/csv",
      fileName: `resultats-${query.from}-${query.to}.csv`,
    });
  });
