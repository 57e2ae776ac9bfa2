import { lazy, Suspense, type ComponentType, type LazyExoticComponent, type ReactNode } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { loadWords, useT } from "#client/app/i18n.tsx";
import { ErrorBoundary } from "#client/app/error-boundary.tsx";
import { IdleSignOut } from "#client/app/idle-sign-out.tsx";
import { HomePage } from "#client/app/pages/home-page.tsx";
import { KeepFocus } from "#client/app/keep-focus.tsx";
import { NotFoundPage } from "#client/app/pages/not-found-page.tsx";
import { RouterLink } from "#client/app/router-link.tsx";
import { SiteLayout, type Frame } from "#client/app/site-layout.tsx";
import { WindowTitle } from "#client/app/window-title.tsx";
import { LinkProvider, Skeleton } from "#client/ui/index.ts";

/** Every address of the client. Pages load when they are visited. */

interface Page {
  readonly path: string;
  readonly Component: LazyExoticComponent<ComponentType>;
  /** Absent: the page has the whole window (exam room, live rooms). */
  readonly frame?: Frame;
}

type Module<Name extends string> = { readonly [name in Name]: ComponentType };

/** `page("/parcours", () => import("…/journey-page.tsx"), "JourneyPage", { width: "narrow" })` */
function page<Name extends string>(path: string, load: () => Promise<Module<Name>>, name: Name, frame?: Frame): Page {
  const Component = lazy(async () => ({ default: (await load())[name] }));
  return frame ? { path, Component, frame } : { path, Component };
}

/** As `page`, for what is seen from the device check to the end of the exam: its words come with the page. */
function dayPage<Name extends string>(path: string, load: () => Promise<Module<Name>>, name: Name, frame?: Frame): Page {
  return page(path, async () => (await Promise.all([load(), loadWords("day")]))[0], name, frame);
}

/** As `page`, for people who are not candidates: their words come with the page. */
function staffPage<Name extends string>(path: string, load: () => Promise<Module<Name>>, name: Name, frame?: Frame): Page {
  return page(path, async () => (await Promise.all([load(), loadWords("day", "staff")]))[0], name, frame);
}

const pages: readonly Page[] = [
  // Candidates and everybody.
  staffPage("/style-guide", () => import("#client/app/style-guide.tsx").then((module) => ({ StyleGuide: module.default })), "StyleGuide"),
  page("/connexion", () => import("#client/features/accounts/sign-in-page.tsx"), "SignInPage", {}),
  page("/lien", () => import("#client/features/accounts/link-page.tsx"), "LinkPage", { width: "narrow" }),
  // As links were written before.
  page("/lien/:token", () => import("#client/features/accounts/link-page.tsx"), "LinkPage", { width: "narrow" }),
  staffPage("/compte", () => import("#client/features/accounts/account-page.tsx"), "AccountPage", { width: "narrow" }),
  page("/parcours", () => import("#client/app/pages/my-journey-page.tsx"), "MyJourneyPage", { width: "narrow" }),
  page("/entrainement", () => import("#client/features/journey/practice-page.tsx"), "PracticePage", { width: "narrow" }),
  page("/parcours/renseignements", () => import("#client/features/journey/data-page.tsx"), "DataPage", { width: "narrow" }),
  page("/parcours/consentement", () => import("#client/features/journey/consent-page.tsx"), "ConsentPage", { width: "narrow" }),
  page("/parcours/seance", () => import("#client/features/journey/session-page.tsx"), "SessionPage", { width: "narrow" }),
  // Few people need it, so its words are not in the first load.
  staffPage("/parcours/adaptation/:registrationId", () => import("#client/features/accommodations/my-page.tsx"), "MyAccommodationsPage", { width: "narrow" }),
  staffPage("/mes-incidents/:incidentId", () => import("#client/features/integrity/my-incident-page.tsx"), "MyIncidentPage", { width: "narrow" }),
  dayPage("/verification", () => import("#client/app/pages/tech-check-page.tsx"), "TechCheckPage", { width: "narrow" }),
  dayPage("/verification/:registrationId", () => import("#client/app/pages/tech-check-page.tsx"), "TechCheckPage", { width: "narrow" }),
  dayPage("/seance/:sittingId", () => import("#client/app/pages/day-page.tsx"), "DayPage"),
  dayPage("/poste", () => import("#client/features/paper/station-page.tsx"), "StationPage", { width: "narrow" }),
  dayPage("/micro", () => import("#client/features/rooms/table/microphone-page.tsx"), "MicrophonePage", { width: "narrow" }),
  dayPage("/camera", () => import("#client/features/rooms/side-camera/side-camera-page.tsx"), "SideCameraPage", { width: "narrow" }),
  dayPage("/seance/:sittingId/journal", () => import("#client/app/pages/record-page.tsx"), "RecordPage", { width: "narrow" }),
  staffPage("/resultat/:sittingId", () => import("#client/app/pages/my-result-page.tsx"), "MyResultPage", { width: "narrow" }),
  page("/verifier", () => import("#client/features/attestation/verify-page.tsx"), "VerifyPage", { width: "narrow" }),
  page("/verifier/:code", () => import("#client/features/attestation/verify-page.tsx"), "VerifyPage", { width: "narrow" }),
  dayPage("/navigateur/:campaignId", () => import("#client/features/exam-browser/start-page.tsx"), "StartPage", { width: "narrow" }),
  dayPage("/fin/:quitToken", () => import("#client/features/exam-browser/start-page.tsx"), "QuitPage", { width: "narrow" }),
  staffPage("/engagements", () => import("#client/features/lockdown/promises-page.tsx"), "PromisesPage", { width: "narrow" }),
  // Staff, markers, orders.
  staffPage("/ordre", () => import("#client/app/pages/order-page.tsx"), "OrderListPage", { width: "wide" }),
  staffPage("/ordre/nouvelle", () => import("#client/features/referrals/refer-page.tsx"), "ReferPage", { width: "narrow" }),
  staffPage("/ordre/liste", () => import("#client/features/referrals/file-page.tsx"), "FilePage", {}),
  staffPage("/ordre/identite/:token", () => import("#client/features/identity/order-page.tsx"), "OrderIdentityPage", { width: "narrow" }),
  staffPage("/correction", () => import("#client/features/marking/queue-page.tsx"), "QueuePage", {}),
  staffPage("/correction/signalements", () => import("#client/features/marking/referrals-page.tsx"), "ReferralsPage", {}),
  staffPage("/correction/constance", () => import("#client/features/marking/own-consistency-page.tsx"), "OwnConsistencyPage", { width: "narrow" }),
  staffPage("/resultats/constance", () => import("#client/features/marking/team-consistency-page.tsx"), "TeamConsistencyPage", { width: "wide" }),
  staffPage("/resultats/transcriptions", () => import("#client/features/paper/policy-page.tsx"), "TextCheckPolicyPage", { width: "narrow" }),
  staffPage("/resultats/etalonnage", () => import("#client/features/marking/calibration/desk-page.tsx"), "CalibrationDeskPage", { width: "wide" }),
  staffPage("/resultats/etalonnage/:taskId", () => import("#client/features/marking/calibration/agree-page.tsx"), "AgreePage", { width: "wide" }),
  staffPage("/correction/evaluations", () => import("#client/features/marking/corrections/own-marks-page.tsx"), "OwnMarksPage", {}),
  staffPage("/correction/evaluations/:markId", () => import("#client/features/marking/corrections/correct-mark-page.tsx"), "CorrectMarkPage", { width: "wide" }),
  staffPage("/correction/absences", () => import("#client/features/marking/own-absences-page.tsx"), "OwnAbsencesPage", { width: "narrow" }),
  staffPage("/correction/etalonnage", () => import("#client/features/marking/calibration/own-page.tsx"), "OwnCalibrationPage", { width: "narrow" }),
  staffPage("/correction/etalonnage/:attemptId/:referenceId", () => import("#client/features/marking/calibration/text-page.tsx"), "CalibrationTextPage", { width: "wide" }),
  staffPage("/resultats/repartition", () => import("#client/features/marking/allotment/allotment-page.tsx"), "AllotmentPage", { width: "wide" }),
  staffPage("/correction/questions/:formId/:itemId", () => import("#client/features/marking/open-item-page.tsx"), "OpenItemPage", { width: "wide" }),
  staffPage("/resultats/items", () => import("#client/features/items/items-page.tsx"), "ItemsPage", { width: "wide" }),
  staffPage("/cahiers", () => import("#client/features/forms/forms-page.tsx"), "FormsPage", { width: "wide" }),
  staffPage("/cahiers/redaction/:draftId", () => import("#client/features/forms/draft-page.tsx"), "DraftPage", {}),
  staffPage("/cahiers/redaction/:draftId/apercu", () => import("#client/app/pages/form-preview-page.tsx"), "DraftPreviewPage", { width: "full" }),
  staffPage("/cahiers/:formId/apercu", () => import("#client/app/pages/form-preview-page.tsx"), "FormPreviewPage", { width: "full" }),
  staffPage("/resultats/regles", () => import("#client/features/policies/policies-page.tsx"), "PoliciesPage", { width: "wide" }),
  staffPage("/resultats/regles/proposition", () => import("#client/features/policies/propose-page.tsx"), "ProposePage", {}),
  staffPage("/resultats/equite", () => import("#client/features/equity/equity-page.tsx"), "EquityPage", { width: "wide" }),
  staffPage("/resultats/retards", () => import("#client/features/late-answers/late-page.tsx"), "LatePage", {}),
  staffPage("/resultats/:sittingId/historique", () => import("#client/features/typed-history/history-page.tsx"), "HistoryPage", { width: "wide" }),
  staffPage("/resultat/:sittingId/historique", () => import("#client/features/typed-history/history-page.tsx"), "MyHistoryPage", { width: "wide" }),
  staffPage("/correction/:taskId/historique", () => import("#client/features/typed-history/history-page.tsx"), "MarkedHistoryPage", { width: "wide" }),
  staffPage("/correction/:taskId", () => import("#client/features/marking/script-page.tsx"), "ScriptPage", { width: "wide" }),
  staffPage("/correction/enregistrement/:taskId", () => import("#client/features/marking/listening-page.tsx"), "ListeningPage", { width: "wide" }),
  staffPage("/correction/orale/:sittingId/:activity", () => import("#client/features/marking/oral-page.tsx"), "OralPage", { width: "narrow" }),
  staffPage("/direction", () => import("#client/app/pages/directorate-page.tsx"), "DirectoratePage", { width: "wide" }),
  staffPage("/resultats", () => import("#client/app/pages/confirmation-desk.tsx"), "ConfirmationDesk", { width: "full" }),
  staffPage("/enregistrements", () => import("#client/features/recordings/recordings-page.tsx"), "RecordingsPage", { width: "wide" }),
  staffPage("/enregistrements/:sittingId/:activity", () => import("#client/features/recordings/playback-page.tsx"), "PlaybackPage", { width: "wide" }),
  staffPage("/incidents", () => import("#client/features/integrity/incident-queue-page.tsx"), "IncidentQueuePage", {}),
  staffPage("/incidents/:incidentId", () => import("#client/features/integrity/incident-page.tsx"), "IncidentPage", { width: "narrow" }),
  staffPage("/bureau", () => import("#client/features/desk/session-list-page.tsx"), "SessionListPage", {}),
  staffPage("/bureau/:sessionId", () => import("#client/app/pages/desk-pages.tsx"), "DeskBoardPage", { width: "full", density: "dense" }),
  staffPage("/surveillance", () => import("#client/app/pages/wall-page.tsx"), "WallPage", { width: "full", density: "dense" }),
  staffPage("/sous-titres", () => import("#client/features/rooms/captioning/captioning-page.tsx"), "CaptioningPage", { width: "wide" }),
  staffPage("/bureau/:sessionId/rapport", () => import("#client/app/pages/report-page.tsx"), "ReportPage", { width: "regular" }),
  staffPage("/bureau/:sessionId/navigateur", () => import("#client/features/exam-browser/session-page.tsx"), "ExamBrowserPage", { width: "narrow" }),
  staffPage("/bureau/:sessionId/accueil/:sittingId", () => import("#client/app/pages/room-pages.tsx"), "CheckInPage", { width: "full", density: "dense" }),
  staffPage("/bureau/:sessionId/discussion", () => import("#client/app/pages/room-pages.tsx"), "DiscussionPage"),
  staffPage("/bureau/:sessionId/entrevue/:sittingId", () => import("#client/app/pages/room-pages.tsx"), "InterviewPage"),
  staffPage("/nouvelle-date/:sittingId", () => import("#client/features/scheduling/new-date-page.tsx"), "NewDatePage", { width: "narrow" }),
  staffPage("/regles", () => import("#client/features/lockdown/rules-list-page.tsx"), "RulesListPage", { width: "wide" }),
  staffPage("/regles/:sessionId", () => import("#client/features/lockdown/session-rules-page.tsx"), "SessionRulesPage", {}),
  staffPage("/adaptations", () => import("#client/features/accommodations/files-page.tsx"), "AccommodationFilesPage", {}),
  staffPage("/appels", () => import("#client/features/messages/calls-page.tsx"), "CallsPage", { width: "narrow" }),
  staffPage("/accueil", () => import("#client/app/pages/desk-pages.tsx"), "SupportPage", {}),
  staffPage("/secours/:sittingId", () => import("#client/features/rescue/rescue-page.tsx"), "RescuePage", { width: "narrow" }),
  staffPage("/accueil/:sittingId/lecture", () => import("#client/features/paper/keying-page.tsx"), "KeyingPage", { width: "wide" }),
  staffPage("/accueil/:sittingId/texte", () => import("#client/features/paper/text-page.tsx"), "TextPage", { width: "wide" }),
  staffPage("/accueil/:sittingId/copie/:activity", () => import("#client/features/paper/kit-page.tsx"), "KitPage"),
  staffPage("/demo", () => import("#client/features/demo/demo-page.tsx"), "DemoPage", { width: "wide" }),
  staffPage("/demo/entrer/:token", () => import("#client/features/demo/demo-entry-page.tsx"), "DemoEntryPage", { width: "narrow" }),
  staffPage("/dev/mailbox", () => import("#client/features/messages/mailbox-page.tsx"), "MailboxPage", { width: "narrow" }),
];

export function AppRoutes(): ReactNode {
  const t = useT();
  const waiting = <Skeleton label={t("common.loading")} look="card" />;
  const shown = ({ Component }: Page): ReactNode => (
    <Suspense fallback={waiting}>
      <Component />
    </Suspense>
  );
  return (
    <BrowserRouter>
      <LinkProvider component={RouterLink}>
        <WindowTitle />
        <KeepFocus />
        <IdleSignOut />
        <ErrorBoundary>
          <Routes>
            <Route path="/" element={<SiteLayout><HomePage /></SiteLayout>} />
            {pages.map((one) => (
              <Route
                key={one.path}
                path={one.path}
                element={one.frame ? <SiteLayout {...one.frame}>{shown(one)}</SiteLayout> : shown(one)}
              />
            ))}
            <Route path="*" element={<SiteLayout><NotFoundPage /></SiteLayout>} />
          </Routes>
        </ErrorBoundary>
      </LinkProvider>
    </BrowserRouter>
  );
}
