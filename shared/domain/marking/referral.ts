/** Why a text cannot be judged as it stands. */
export const textReferralKinds = ["ILLEGIBLE", "THREATENING", "OTHER_LANGUAGE"] as const;
export type TextReferralKind = (typeof textReferralKinds)[number];

/** The same of a recording: whoever was not there cannot hear it. */
export const referralKinds = [...textReferralKinds, "INAUDIBLE"] as const;
export type ReferralKind = (typeof referralKinds)[number];

/** What the directorate decides: the same marker goes on, with an answer, somebody else begins, or nobody marks from this recording any more. */
export const referralResolutions = ["RETURN", "REALLOT", "UNUSABLE"] as const;
export type ReferralResolution = (typeof referralResolutions)[number];
