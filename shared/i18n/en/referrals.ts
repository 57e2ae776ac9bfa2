import type { referrals as french } from "../fr/referrals.ts";

export const referrals: Readonly<Record<keyof typeof french, string>> = {
  "referrals.title": "Referred people",
  "referrals.referOne": "Refer one person",
  "referrals.referMany": "Refer several people",
  "referrals.importedRows": "{count, plural, one {# row read} other {# rows read}}",
  "referrals.empty": "No one has been referred yet.",
};
