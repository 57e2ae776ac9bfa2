import type { OutboxJob } from "../../jobs/job.ts";
import { entryLink, reader, write, type IncidentKind } from "./compose-message.ts";
import { idIn, job } from "./write-messages.ts";

/** Each step of an incident is told to the person concerned, and says nothing but that something waits in their file. */

const toPerson = (topic: string, kind: IncidentKind): OutboxJob =>
  job(topic, async (deps, uow, payload, cause) => {
    const { sitting } = await uow.tx.incident.findUniqueOrThrow({
      where: { id: idIn(payload, "incidentId") },
      select: { sitting: { select: { account: { select: reader }, registration: { select: { bodyId: true } } } } },
    });
    await write(uow, cause, kind, sitting.account, await entryLink(uow, deps, sitting.account.id));
    // Only where the taxonomy says so, and never what the incident was.
    if (payload["tellsBody"] !== true) return;
    const clerks = await uow.tx.account.findMany({
      where: { bodyId: sitting.registration.bodyId, roles: { has: "CLERK" } },
      select: reader,
    });
    for (const clerk of clerks) await write(uow, cause, "incidentBody", clerk, `${deps.config.publicUrl}/ordre`);
  });

export const incidentMessages: readonly OutboxJob[] = [
  toPerson("incident.factsSent", "incidentFacts"),
  toPerson("incident.timeExtended", "incidentTime"),
  toPerson("incident.callNoted", "incidentCall"),
  toPerson("incident.decided", "incidentDecided"),
  toPerson("incident.reviewed", "incidentReviewed"),
  toPerson("incident.annulled", "incidentAnnulled"),
];
