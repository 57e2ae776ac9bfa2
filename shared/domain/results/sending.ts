/** What becomes of a report in a batch that a person confirmed. */
export const sendingStates = ["WAITING", "SENT", "REFUSED", "STOPPED"] as const;
export type SendingState = (typeof sendingStates)[number];

/** Why one report of a batch was not sent; the others are. */
export const sendingRefusals = ["NOT_FOUND", "NOT_ALLOWED_NOW", "STATE_CHANGED", "MARKS_NEEDED", "LATE_TO_DECIDE", "INCIDENT_OPEN"] as const;
export type SendingRefusal = (typeof sendingRefusals)[number];

/** More than anybody ticks. */
export const maxBatch = 500;
