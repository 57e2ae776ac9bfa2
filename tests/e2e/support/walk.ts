import type { Page } from "@playwright/test";
import * as nursing from "#prisma/seed/content/nursing/index.ts";
import { formKeys } from "#shared/domain/forms/form-content.ts";
import type { Band } from "#shared/domain/marking/units.ts";
import { notesKey, operationHash } from "#shared/domain/answers/answer-value.ts";
import { requestAccommodation } from "#shared/protocol/accommodations.ts";
import { saveAnswers } from "#shared/protocol/answers.ts";
import { addCalibrationSet, agreeReference, calibrationDesk } from "#shared/protocol/calibration.ts";
import { ownMarks } from "#shared/protocol/corrections.ts";
import { askOrder, recordIdentityCheck } from "#shared/protocol/identity.ts";
import { answerIncident, openIncident, sendIncidentFacts } from "#shared/protocol/incidents.ts";
import { addStaffObservation } from "#shared/protocol/integrity.ts";
import { startDraft } from "#shared/protocol/forms.ts";
import { openInterview } from "#shared/protocol/interview.ts";
import { formItems } from "#shared/protocol/items.ts";
import { markingTasks } from "#shared/protocol/marking.ts";
import { rulesOf } from "#shared/domain/policies/stored-rules.ts";
import { proposePolicy } from "#shared/protocol/policies.ts";
import { callForHelp, developmentMailbox } from "#shared/protocol/messages.ts";
import { collectPaper, recordArrival } from "#shared/protocol/paper.ts";
import { startSession } from "#shared/protocol/conduct.ts";
import { resultList } from "#shared/protocol/results.ts";
import { closeCheckIn, openCheckIn } from "#shared/protocol/rooms.ts";
import { entrustWatching, sessionWatchers } from "#shared/protocol/watching.ts";
import { createCaller, type Caller } from "#tests/support/caller.ts";
import { confirmEveryResult, markEverything, play, runIdOf, type Sitter } from "#tests/support/day.ts";
import { firstAttestation, bookFirstOnline, confirm, consent, refer, newcomers } from "./booked-day.ts";
import { callerAtStation, callerFor, demonstrationDay, type DemonstrationDay } from "./callers.ts";
import { grantCaptions } from "./in-database.ts";
import { staff } from "./people.ts";
import type { TestServer } from "./server.ts";

/** Every page of the client, each at a moment when it has something to show, for the person who sees it. */
export interface Visit {
  readonly name: string;
  /** As client/src/app/routes.tsx spells it. */
  readonly path: string;
  readonly address: string;
  /** Null: a visitor. */
  readonly email: string | null;
  /** The exam and the adviser's desk ask for a computer; all else is read on a telephone too. */
  readonly needsComputer?: boolean;
  readonly prepare?: (page: Page) => Promise<void>;
  /** Who else is in the live room, and where they enter. */
  readonly company?: readonly { readonly email: string; readonly address: string }[];
}

const visit = (
  name: string,
  email: string | null,
  path: string,
  params: Record<string, string> = {},
  rest: Partial<Visit> = {},
): Visit => ({
  name,
  email,
  path,
  address: path.replaceAll(/:(\w+)/g, (_all, key: string) => params[key] ?? key),
  ...rest,
});

const desk = { needsComputer: true } as const;

/** Through the door, in either language; whoever comes back to a room finds no door. */
const enterRoom = async (page: Page): Promise<void> => {
  const door = page.getByRole("button", { name: /^(Entrer dans la salle|Enter the room)$/ });
  const inside = page.getByRole("group", { name: /^(Votre micro et votre caméra|Your microphone and camera)$/ });
  await door.or(inside).first().waitFor();
  if (await door.isVisible()) await door.click();
  await inside.waitFor();
};
const inRoom = { ...desk, prepare: enterRoom } as const;

/** As `enterRoom`, for somebody who has nothing to send. */
const listenIn = async (page: Page): Promise<void> => {
  const door = page.getByRole("button", { name: /^(Entrer dans la salle|Enter the room)$/ });
  const inside = page.getByTestId("recording");
  await door.or(inside).first().waitFor();
  if (await door.isVisible()) await door.click();
  await inside.waitFor();
};

function* forVisitors(): Generator<Visit> {
  yield visit("home", null, "/");
  yield visit("sign-in", null, "/connexion");
  yield visit("link", null, "/lien");
  yield visit("link-of-before", null, "/lien/:token", { token: "0123456789abcdef0123456789abcdef0123456789a" });
  yield visit("verify", null, "/verifier");
  yield visit("verify-unknown", null, "/verifier/:code", { code: "EPR-00000-00000" });
  yield visit("demo", null, "/demo");
  yield visit("demo-entry", null, "/demo/entrer/:token", { token: "0123456789abcdef0123456789abcdef0123456789a" });
  yield visit("mailbox", null, "/dev/mailbox");
  yield visit("style-guide", null, "/style-guide");
  yield visit("not-found", null, "/nulle-part");
  yield visit("station", null, "/poste");
  yield visit("table-microphone", null, "/micro");
  yield visit("side-camera", null, "/camera");
  yield visit("promises", null, "/engagements");
  yield visit("exam-browser-start", null, "/navigateur/:campaignId", {
    campaignId: "00000000-0000-4000-8000-000000000000",
  });
  yield visit("exam-browser-end", null, "/fin/:quitToken", { quitToken: "0123456789abcdef0123456789abcdef" });
}

/** From the referral to a booked seat. */
async function* beforeTheDay(server: TestServer): AsyncGenerator<Visit> {
  for (const [index, newcomer] of newcomers.entries()) {
    const person = await refer(server, newcomer, index);
    const isFirst = index === 0;
    const { registrationId, email } = person;
    if (isFirst) {
      yield visit("journey-invited", email, "/parcours");
      yield visit("journey-data", email, "/parcours/renseignements");
    }
    await confirm(person, newcomer);
    if (isFirst) yield visit("journey-consent", email, "/parcours/consentement");
    await consent(person);
    if (isFirst) {
      yield visit("journey-session", email, "/parcours/seance");
      // Asked while the day is still ahead: the session that is booked below can be held right now.
      yield visit("accommodation-ask", email, "/parcours/adaptation/:registrationId", { registrationId });
      const asked = { wishes: ["EXTRA_TIME" as const], text: "Un tiers de temps de plus pour lire.", why: "" };
      await person.caller.must(requestAccommodation, { params: { registrationId }, body: asked });
      yield visit("accommodation-decide", staff.ana, "/adaptations");
      await person.caller.must(callForHelp, { body: { text: "Puis-je changer de séance?" } });
      yield visit("calls", staff.ana, "/appels");
    }
    await bookFirstOnline(person);
    if (!isFirst) continue;
    yield visit("journey-booked", email, "/parcours");
    yield visit("journey-session-booked", email, "/parcours/seance");
    yield visit("practice", email, "/entrainement");
    yield visit("tech-check", email, "/verification");
    yield visit("tech-check-own", email, "/verification/:registrationId", { registrationId });
    yield visit("account", staff.clerk, "/compte");
  }
  yield visit("order-refer", staff.clerk, "/ordre/nouvelle");
  yield visit("order-file", staff.clerk, "/ordre/liste");
  yield visit("order-before", staff.clerk, "/ordre");
}

async function* online(server: TestServer, day: DemonstrationDay): AsyncGenerator<Visit> {
  const { sessionId, advisers, sitters } = day;
  const [first] = sitters;
  const [marc] = advisers;
  if (!first) throw new Error("The session has nobody.");
  const { sittingId, email } = first;
  const at = { sessionId, sittingId };
  const day1 = (name: string, rest: Partial<Visit> = {}): Visit => visit(name, email, "/seance/:sittingId", at, rest);
  const board = (name: string): Visit => visit(name, staff.marc, "/bureau/:sessionId", at, desk);

  yield visit("desk-sessions", staff.marc, "/bureau");
  yield visit("rules-list", staff.director, "/regles");
  yield visit("rules", staff.marc, "/regles/:sessionId", at);
  yield board("desk-before");
  yield day1("day-arrive");
  await play(day, "ARRIVED");
  yield day1("day-waiting");
  yield board("desk-arrived");
  yield visit("check-in-desk", staff.marc, "/bureau/:sessionId/accueil/:sittingId", at, desk);
  yield visit("order-word", staff.clerk, "/ordre/identite/:token", {
    token: await askedOfOrder(server, marc, sittingId),
  });
  const { roomId } = await marc.must(openCheckIn, { params: { sittingId } });
  yield day1("day-call-door");
  yield day1("day-call", { prepare: enterRoom });
  yield visit("check-in-desk-call", staff.marc, "/bureau/:sessionId/accueil/:sittingId", at, inRoom);
  await marc.must(closeCheckIn, { params: { roomId } });
  await play(day, "IDENTITY", "ARRIVED");
  yield day1("day-between");
  await play(day, "READING", "IDENTITY");
  yield day1("exam-reading", desk);
  yield board("desk-reading");
  yield visit("wall", staff.marc, "/surveillance", {}, desk);
  yield visit("desk-discussion-open", staff.marc, "/bureau/:sessionId/discussion", at, desk);
  await play(day, "DISCUSSION", "READING");
  const company = [
    ...sitters.slice(1).map((one) => ({ email: one.email, address: `/seance/${one.sittingId}` })),
    ...[staff.marc, staff.line].map((one) => ({ email: one, address: `/bureau/${sessionId}/discussion` })),
  ];
  yield day1("discussion", { ...inRoom, company });
  yield visit("captioning-none", staff.denis, "/sous-titres");
  await entrustCaptions(server, day);
  yield visit("captioning", staff.denis, "/sous-titres", {}, { prepare: listenIn });
  yield visit("desk-discussion", staff.marc, "/bureau/:sessionId/discussion", at, inRoom);
  yield visit("oral-marks", staff.marc, "/correction/orale/:sittingId/:activity", { ...at, activity: "DISCUSSION" });
  await play(day, "GATE", "DISCUSSION");
  yield visit("desk-discussion-closed", staff.marc, "/bureau/:sessionId/discussion", at, desk);
  await play(day, "WRITING", "GATE");
  yield day1("exam-writing", desk);
  yield board("desk-writing");
  await play(day, "WRITTEN", "WRITING");
  await sendLate(first);
  await marc.must(openInterview, { params: { sittingId } });
  yield day1("interview", inRoom);
  yield visit("desk-interview", staff.marc, "/bureau/:sessionId/entrevue/:sittingId", at, inRoom);
  await play(day, "INTERVIEWED", "WRITTEN");
  yield day1("day-finished");
  yield visit("record", email, "/seance/:sittingId/journal", at);
  yield board("desk-finished");
  yield visit("session-report", staff.marc, "/bureau/:sessionId/rapport", at);
  yield* incident(server, day);
  yield* afterTheDay(server, day);
}

/** The second person's exam has an incident whose facts wait for an answer; the first one's result goes on. */
async function* incident(server: TestServer, { advisers: [marc], sitters }: DemonstrationDay): AsyncGenerator<Visit> {
  const person = sitters[1];
  if (!person) throw new Error("The session has one person only.");
  const { sittingId, email } = person;
  const params = { sittingId };
  const noted = await marc.must(addStaffObservation, { params, body: { category: "OTHER_VOICE", text: "À 14 h 12." } });
  const observationIds = [noted.observationId];
  const { incidentId } = await marc.must(openIncident, {
    params,
    body: { code: "AID-3", severity: 3, summary: "Une autre voix donne des mots.", act: "CONTINUED", observationIds },
  });
  yield visit("incident-open", staff.director, "/incidents/:incidentId", { incidentId });
  const director = await callerFor(server, staff.director);
  const body = { text: "Une autre voix a été entendue à 14 h 12.", observationIds };
  await director.must(sendIncidentFacts, { params: { incidentId }, body });
  yield visit("incident-queue", staff.director, "/incidents");
  yield visit("incident-mine", email, "/mes-incidents/:incidentId", { incidentId });
  yield visit("journey-incident", email, "/parcours");
  await person.caller.must(answerIncident, { params: { incidentId }, body: { text: "C’était la radio du voisin." } });
  yield visit("incident-decide", staff.director, "/incidents/:incidentId", { incidentId });
}

async function* afterTheDay(server: TestServer, day: DemonstrationDay): AsyncGenerator<Visit> {
  const markers = await Promise.all(
    [staff.sophie, staff.karim, staff.julie, "mathieu.gagne@examen.test", "linh.nguyen@examen.test"].map((one) =>
      callerFor(server, one),
    ),
  );
  const tasksOf = async (index: number) => (await markers[index]?.must(markingTasks, {}))?.tasks ?? [];
  const tasks = await until(async () => ((await tasksOf(0)).length > 0 ? tasksOf(0) : undefined));
  yield visit("marking-queue", staff.sophie, "/correction");
  yield visit("marking-text", staff.sophie, "/correction/:taskId", { taskId: tasks[0]?.taskId ?? "" });
  yield visit("listening", staff.sophie, "/correction/enregistrement/:taskId", { taskId: tasks[0]?.taskId ?? "" });
  const director = await callerFor(server, staff.director);
  const [form] = (await director.must(formItems, {})).forms;
  const open = { formId: form?.formId ?? "", itemId: form?.items[0]?.itemId ?? "" };
  yield visit("marking-open-item", staff.sophie, "/correction/questions/:formId/:itemId", open);
  yield visit("marking-referrals", staff.director, "/correction/signalements");
  // A reading at the very line waits for somebody to look at it: not everybody's result need be ready.
  await until(async () => {
    const marked = await markEverything(markers);
    const { results } = await director.must(resultList, {});
    return (marked === 0 && results.some(({ state }) => state === "PENDING_APPROVAL")) || undefined;
  });
  yield visit("directorate", staff.director, "/direction");
  yield visit("directorate-committee", staff.committee, "/direction");
  yield visit("results", staff.director, "/resultats");
  const reason = "Révision demandée par la personne.";
  const openHistory = async (page: Page): Promise<void> => {
    const field = page.getByRole("textbox");
    if ((await field.count()) > 0) await field.fill(reason);
    await page.getByRole("button", { name: /^(Ouvrir l’historique|Open the history)$/ }).click();
    await page.getByRole("slider").waitFor();
  };
  const firstSitting = { sittingId: day.sitters[0]?.sittingId ?? "" };
  yield visit("typed-history", staff.director, "/resultats/:sittingId/historique", firstSitting, {
    prepare: openHistory,
  });
  yield visit("typed-history-own", day.sitters[0]?.email ?? null, "/resultat/:sittingId/historique", firstSitting, {
    prepare: openHistory,
  });
  yield visit("typed-history-marker", staff.sophie, "/correction/:taskId/historique", {
    taskId: tasks[0]?.taskId ?? "",
  });
  yield visit("recordings", staff.director, "/enregistrements");
  const oral = { ...firstSitting, activity: "INTERVIEW" };
  yield visit("recording-door", staff.director, "/enregistrements/:sittingId/:activity", oral);
  yield visit("late-answers", staff.director, "/resultats/retards");
  yield visit("allotment", staff.director, "/resultats/repartition");
  yield visit("items", staff.director, "/resultats/items");
  yield* formsPages(director, open.formId);
  yield visit("text-check-policy", staff.director, "/resultats/transcriptions");
  yield visit("policies-propose", staff.director, "/resultats/regles/proposition");
  const { rubric, ...numbers } = rulesOf({});
  const rules = { ...numbers, cut: 62, rubric: { ...rubric, nothing: { fr: "rien à évaluer", en: "nothing to judge" } } };
  await director.must(proposePolicy, { body: { rules, reason: "Étude des niveaux de l’automne." } });
  yield visit("policies", staff.director, "/resultats/regles");
  yield visit("policies-committee", staff.committee, "/resultats/regles");
  yield visit("equity", staff.director, "/resultats/equite");
  yield visit("equity-committee", staff.committee, "/resultats/equite");
  yield visit("consistency-team", staff.director, "/resultats/constance");
  yield visit("consistency-own", staff.sophie, "/correction/constance");
  const { marks } = await (await callerFor(server, staff.sophie)).must(ownMarks, {});
  yield visit("own-marks", staff.sophie, "/correction/evaluations");
  const openMark = marks.find(({ isOpen, unit }) => isOpen && unit === "writing.EE");
  yield visit("correct-mark", staff.sophie, "/correction/evaluations/:markId", { markId: openMark?.markId ?? "" });
  yield visit("own-absences", staff.sophie, "/correction/absences");
  yield visit("marking-empty", staff.sophie, "/correction");
  const sent = await confirmEveryResult(director);
  const { sittingId, code } = await until(() => firstAttestation(server, sent));
  const email = day.sitters.find((one) => one.sittingId === sittingId)?.email ?? null;
  yield visit("results-sent", staff.director, "/resultats");
  yield* calibrating(director);
  yield visit("my-result", email, "/resultat/:sittingId", { sittingId });
  yield visit("journey-after", email, "/parcours");
  yield visit("verify-valid", null, "/verifier/:code", { code });
  yield visit("order-after", staff.clerk, "/ordre");
}

/** A new version of the form that was sat, and what an approved one shows. */
async function* formsPages(director: Caller, formId: string): AsyncGenerator<Visit> {
  const { draftId } = await director.must(startDraft, { body: { from: "FORM", formId } });
  yield visit("forms", staff.director, "/cahiers");
  yield visit("forms-committee", staff.committee, "/cahiers");
  yield visit("form-draft", staff.director, "/cahiers/redaction/:draftId", { draftId });
  const openItems = async (page: Page): Promise<void> => {
    await page.getByRole("tab", { name: /^Questions/ }).click();
    for (const place of await page.locator("[data-place^=ITEM-] > details > summary").all()) await place.click();
  };
  yield visit("form-draft-items", staff.director, "/cahiers/redaction/:draftId", { draftId }, { prepare: openItems });
  yield visit("form-draft-preview", staff.director, "/cahiers/redaction/:draftId/apercu", { draftId }, desk);
  yield visit("form-preview", staff.director, "/cahiers/:formId/apercu", { formId }, desk);
}

/** An anchor is agreed on; too few results are sent for a set to open, so its text is nobody's. */
async function* calibrating(director: Caller): AsyncGenerator<Visit> {
  const taskId = (await director.must(calibrationDesk, {})).candidates[0]?.taskId ?? "";
  yield visit("calibration-agree", staff.director, "/resultats/etalonnage/:taskId", { taskId });
  const body = { taskId, setId: null, bands: [4, 4, 4, 4, 4] as Band[], reasons: ["Tâche accomplie.", "Plan clair.", "Mots justes.", "Erreurs rares.", "Ton juste."] };
  await director.must(agreeReference, { body });
  await director.must(addCalibrationSet, { body: { name: "Automne" } });
  yield visit("calibration-desk", staff.director, "/resultats/etalonnage");
  yield visit("calibration-own", staff.sophie, "/correction/etalonnage");
  yield visit("calibration-text", staff.sophie, "/correction/etalonnage/:attemptId/:referenceId", { attemptId: taskId, referenceId: taskId });
}

async function* atTheOffice(server: TestServer): AsyncGenerator<Visit> {
  const expected = await demonstrationDay(server, "IN_PERSON");
  const support = await callerFor(server, staff.denis);
  const [first, byHand] = expected.sitters;
  if (!first || !byHand) throw new Error("The session at the Office has two people.");
  let day = expected;
  const at = { sittingId: byHand.sittingId };
  const kit = (name: string, activity: string): Visit =>
    visit(name, staff.denis, "/accueil/:sittingId/copie/:activity", { ...at, activity }, desk);
  yield visit("office-before", staff.denis, "/accueil");
  await day.advisers[0].must(startSession, { params: { sessionId: day.sessionId } });
  for (const { sittingId } of day.sitters) {
    await support.must(recordArrival, { params: { sittingId } });
    await support.must(recordIdentityCheck, {
      params: { sittingId },
      body: { documentType: "PASSPORT", outcome: "CONFIRMED" },
    });
  }
  const keyboard = { ...first, caller: await callerAtStation(server, support, first.email, first.sittingId) };
  day = { ...day, sitters: [keyboard, ...day.sitters.slice(1)] };
  yield visit("new-date-none", staff.denis, "/nouvelle-date/:sittingId", at);
  await play(day, "READING", "IDENTITY");
  yield visit("office-reading", staff.denis, "/accueil");
  yield kit("office-kit-reading", "lecture");
  yield visit("day-on-paper", byHand.email, "/seance/:sittingId", at);
  await play({ ...day, sitters: [keyboard] }, "READ", "READING");
  await support.must(collectPaper, { params: { ...at, activity: "READING" } });
  yield visit("office-keying", staff.denis, "/accueil/:sittingId/lecture", at);
  await play(day, "DISCUSSION", "READ");
  yield visit("discussion-at-table", keyboard.email, "/seance/:sittingId", { sittingId: keyboard.sittingId }, desk);
  yield visit(
    "desk-discussion-at-table",
    staff.helene,
    "/bureau/:sessionId/discussion",
    { sessionId: day.sessionId },
    desk,
  );
  await play(day, "WRITING", "DISCUSSION");
  yield kit("office-kit-writing", "redaction");
  await support.must(collectPaper, { params: { ...at, activity: "WRITING" } });
  yield visit("rescue", staff.denis, "/secours/:sittingId", { sittingId: keyboard.sittingId });
  yield visit("office-text", staff.denis, "/accueil/:sittingId/texte", at);
  yield visit("exam-browser", staff.helene, "/bureau/:sessionId/navigateur", { sessionId: day.sessionId });
  yield visit("desk-office", staff.helene, "/bureau/:sessionId", { sessionId: day.sessionId }, desk);
}

/** Plays a whole examination and stops wherever there is a page to look at. */
export async function* walk(server: TestServer): AsyncGenerator<Visit> {
  yield* forVisitors();
  yield* beforeTheDay(server);
  yield* online(server, { ...(await demonstrationDay(server, "ONLINE")), keys: formKeys.parse(nursing.keys) });
  yield* atTheOffice(server);
}

/** The second person reads what somebody of the support staff types. */
async function entrustCaptions(server: TestServer, { advisers: [marc], sessionId, sitters }: DemonstrationDay): Promise<void> {
  await grantCaptions(server, sitters[1]?.sittingId ?? "");
  const params = { sessionId };
  const { CAPTIONS } = await marc.must(sessionWatchers, { params });
  const denis = CAPTIONS?.colleagues.find(({ name }) => name === "Denis Fortin");
  await marc.must(entrustWatching, { params, body: { accountId: denis?.accountId ?? "", duty: "CAPTIONS" } });
}

/** The person has no document: the token of the link that their order receives. */
async function askedOfOrder(server: TestServer, adviser: Caller, sittingId: string): Promise<string> {
  await adviser.must(askOrder, { params: { sittingId } });
  return until(async () => {
    const { messages } = await createCaller(server.url, "").must(developmentMailbox, {});
    return messages.flatMap(({ body }) => /\/ordre\/identite\/([\w-]{43})/.exec(body)?.[1] ?? [])[0];
  });
}

/** The page of the exam sends its last notes after the copy was handed in. */
async function sendLate(sitter: Sitter): Promise<void> {
  const runId = await runIdOf(sitter, "WRITING");
  const clientId = "a-page-of-the-test";
  const note = { key: notesKey, value: "Revenir sur la ronde de 19 h." };
  // Its text was its first operation.
  const ops = [{ ...note, seq: 2, hash: operationHash(note) }];
  await sitter.caller.must(saveAnswers, { params: { runId }, body: { leaseEpoch: 1, clientId, from: 2, ops } });
}

/** What the server does by itself in a moment. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 360; attempt += 1) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("What was awaited has not come in three minutes.");
}
