import type { RouteDefinition } from "./define.ts";
import * as accounts from "./accounts.ts";
import * as accommodations from "./accommodations.ts";
import * as annulments from "./annulments.ts";
import * as answers from "./answers.ts";
import * as attestation from "./attestation.ts";
import * as calibration from "./calibration.ts";
import * as captions from "./captions.ts";
import * as ending from "./ending.ts";
import * as equity from "./equity.ts";
import * as examContent from "./exam-content.ts";
import * as examBrowser from "./exam-browser.ts";
import * as conduct from "./conduct.ts";
import * as allotment from "./allotment.ts";
import * as consistency from "./consistency.ts";
import * as corrections from "./corrections.ts";
import * as discussion from "./discussion.ts";
import * as demo from "./demo.ts";
import * as floor from "./floor.ts";
import * as forms from "./forms.ts";
import * as identity from "./identity.ts";
import * as incidents from "./incidents.ts";
import * as integrity from "./integrity.ts";
import * as items from "./items.ts";
import * as journey from "./journey.ts";
import * as interview from "./interview.ts";
import * as myIncidents from "./my-incidents.ts";
import * as paper from "./paper.ts";
import * as lateAnswers from "./late-answers.ts";
import * as listening from "./listening.ts";
import * as lockdown from "./lockdown.ts";
import * as marking from "./marking.ts";
import * as messages from "./messages.ts";
import * as policies from "./policies.ts";
import * as practice from "./practice.ts";
import * as privacy from "./privacy.ts";
import * as recordings from "./recordings.ts";
import * as referrals from "./referrals.ts";
import * as rescue from "./rescue.ts";
import * as results from "./results.ts";
import * as resultSearch from "./result-search.ts";
import * as roomLook from "./room-look.ts";
import * as rooms from "./rooms.ts";
import * as scheduling from "./scheduling.ts";
import * as sendings from "./sendings.ts";
import * as seat from "./seat.ts";
import * as sessionLog from "./session-log.ts";
import * as sitting from "./sitting.ts";
import * as sideCamera from "./side-camera.ts";
import * as tableMicrophones from "./table-microphones.ts";
import * as transcriptionPolicy from "./transcription-policy.ts";
import * as typedHistory from "./typed-history.ts";
import * as watching from "./watching.ts";

/** Every route of the platform. A fragment exports views too; only routes have a path. */
const isRoute = (value: unknown): value is RouteDefinition =>
  typeof value === "object" && value !== null && "path" in value && "method" in value && "allow" in value;

// One a line, in the order of the alphabet: two people who add a feature do not meet here.
const fragments: readonly object[] = [
  accommodations,
  accounts,
  annulments,
  answers,
  attestation,
  calibration,
  captions,
  conduct,
  ending,
  watching,
  allotment,
  consistency,
  corrections,
  demo,
  discussion,
  equity,
  examBrowser,
  examContent,
  floor,
  forms,
  identity,
  incidents,
  integrity,
  interview,
  items,
  journey,
  lateAnswers,
  listening,
  lockdown,
  marking,
  messages,
  myIncidents,
  paper,
  policies,
  practice,
  privacy,
  recordings,
  referrals,
  rescue,
  results,
  resultSearch,
  roomLook,
  rooms,
  scheduling,
  sendings,
  seat,
  sessionLog,
  sitting,
  sideCamera,
  tableMicrophones,
  transcriptionPolicy,
  typedHistory,
];

export const routes: readonly RouteDefinition[] = fragments.flatMap((fragment) => Object.values(fragment)).filter(isRoute);
