/** Why a text cannot be judged as it stands. */
export const referralKinds = ["ILLEGIBLE", "THREATENING", "OTHER_LANGUAGE"] as const;
export type ReferralKind = (typeof referralKinds)[number];

/** What the directorate decides: the same marker goes on, with an answer, or somebody else begins. */
export const referralResolutions = ["RETURN", "REALLOT"] as const;
export type ReferralResolution = (typeof referralResolutions)[number];
