/**
 * What can be written into the record of a sitting: facts, in neutral words, the same for the candidate and for the
 * adviser. A kind says what happened, never why and never what it proves.
 */

/** What the candidate's own page may report. Anything else is noticed by the server or written by a person. */
export const pageKinds = [
  "EXTERNAL_PASTE",
  "DROP",
  "REPLACEMENT",
  "UNTYPED_TEXT",
  "TEXT_ALTERED",
  "SHARE_WRONG_SURFACE",
  "PAGE_HIDDEN",
  "FOCUS_LEFT",
  "DEVICE_SLEPT",
  "SCREEN_LOCKED",
  "FULL_SCREEN_LEFT",
  "SECOND_DISPLAY",
  "COPY_ATTEMPT",
  "PRINT_ATTEMPT",
  "CONTEXT_MENU",
  "SELECTION_ATTEMPT",
  "DEVELOPER_TOOLS",
  "PAGE_TRANSLATED",
  "VIRTUAL_CAMERA",
  "VIRTUAL_MICROPHONE",
  "PAGE_RELOADED",
  "SECOND_PAGE",
] as const;
export type PageKind = (typeof pageKinds)[number];

/** Said once of one device in one sitting, however often it is opened again: the line names the program that its name is. */
export const deviceNameKinds = { camera: "VIRTUAL_CAMERA", microphone: "VIRTUAL_MICROPHONE" } as const satisfies Record<string, PageKind>;

/** What the server notices by itself, or writes when somebody of the staff acts. */
const serverKinds = [
  // A page that could say these of itself could stop its own clock, and start it again unseen.
  "SHARE_MISSING",
  "SHARE_STOPPED",
  "SHARE_RESUMED",
  "CAMERA_MISSING",
  "CAMERA_LOST",
  "CAMERA_RESTORED",
  "MICROPHONE_MISSING",
  "MICROPHONE_LOST",
  "MICROPHONE_RESTORED",
  // The page is heard, and nothing of its person is seen: it has not come to the room that shows them, or has left it.
  "LIVE_MISSING",
  "LIVE_LOST",
  "LIVE_RESTORED",
  "CONNECTION_LOST",
  "CONNECTION_RESTORED",
  "PAUSED",
  "RESUMED",
  "TIME_CREDITED",
  "ACTIVITY_OPENED",
  "ACTIVITY_END_ASKED",
  "ACTIVITY_END_DECLINED",
  "ACTIVITY_ENDED",
  "ACTIVITY_CLOSED",
  "HANDED_IN",
  "TIME_UP",
  "BREAK_STARTED",
  "BREAK_ENDED",
  "READER_ARRIVED",
  "READER_LEFT",
  "CLOCK_STOPPED",
  "DEVICE_STOPPED_CLOCK",
  "DECISION_NEEDED",
  "EXAM_BROWSER_MISSING",
  "EXAM_BROWSER_RELEASED",
  "EXAM_BROWSER_OVERRIDDEN",
  "EXAM_BROWSER_END",
  "SECOND_LOGIN",
  "NETWORK_CHANGED",
  "REFUSED_REQUEST",
  "UNKNOWN_MESSAGE",
  "PAPER_COLLECTED",
  "MARKED_ABSENT",
  "POSTPONED",
  "NEW_DATE_CHOSEN",
  "IDENTITY_RECORDED",
  "ORDER_ASKED",
  "ORDER_CONFIRMED",
  "ORDER_NOT_CONFIRMED",
  "ROOM_LOOKED",
  "ROOM_NOT_LOOKED",
  "ROOM_NOTED",
  "RECHECKED",
  "RECHECK_NOTED",
  "ARRIVAL_RECORDED",
  "STATION_CODE_GIVEN",
  "SEAT_REQUESTED",
  "READMITTED",
  "CONTINUED",
  "ANSWERS_KEYED",
  "TEXT_TRANSCRIBED",
  "SAVED_LATE",
  "LATE_COUNTED",
  "LATE_NOT_COUNTED",
  "SAVED_DURING_PAUSE",
  "SAVE_CONFLICT",
  "RESCUE_IMPORTED",
  "RECORDING_OPENED",
  "RECORDING_UNUSABLE",
  "HISTORY_OPENED",
  "EXTRACT_OPENED",
  "CALL_OPENED",
  "SIDE_CAMERA_PAIRED",
  "SIDE_CAMERA_ENDED",
  // Only where a session asks for it.
  "SIDE_CAMERA_LOST",
  "SIDE_CAMERA_RESTORED",
  "TALK_STARTED",
  "TALK_ENDED",
  "INCIDENT_OPENED",
  "INCIDENT_FACTS_SENT",
  "INCIDENT_ANSWERED",
  "INCIDENT_DECIDED",
  "STAFF_OBSERVATION",
  "STAFF_NOTE",
] as const;

export const observationKinds = [...pageKinds, ...serverKinds] as const;
export type ObservationKind = (typeof observationKinds)[number];

export const isObservationKind = (kind: string): kind is ObservationKind =>
  (observationKinds as readonly string[]).includes(kind);

/** What somebody of the staff saw or heard, under one of these: words that accuse nobody. The order is that of the keys. */
export const observationCategories = [
  "OTHER_PERSON",
  "OTHER_VOICE",
  "NOISE",
  "OUT_OF_FRAME",
  "OBJECT",
  "OTHER_SCREEN",
  "EQUIPMENT",
  "IDENTITY",
  "OTHER",
] as const;
export type ObservationCategory = (typeof observationCategories)[number];
