/** The professional order's portal: refer, validate, follow. */
export const referrals = {
  "referrals.title": "Personnes référées",
  "referrals.referOne": "Référer une personne",
  "referrals.referMany": "Référer plusieurs personnes",
  "referrals.importedRows": "{count, plural, one {# ligne lue} other {# lignes lues}}",
  "referrals.empty": "Aucune personne référée pour le moment.",
} as const;
