import type { Role } from "#shared/domain/accounts/roles.ts";

/** Fictitious people; any resemblance is chance. Addresses end in a name that cannot exist. */

export const bodies = [
  {
    code: "OIIQ",
    name: "Ordre des infirmières et infirmiers du Québec",
    professionKey: "nursing",
    profession: "infirmière ou infirmier",
  },
  {
    code: "OACIQ",
    name: "Organisme d’autoréglementation du courtage immobilier du Québec",
    professionKey: "real-estate-brokerage",
    profession: "courtière immobilière ou courtier immobilier",
  },
] as const;
export type BodyCode = (typeof bodies)[number]["code"];

export interface StaffMember {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly bodyCode?: BodyCode;
}

export const staff: readonly StaffMember[] = [
  { givenName: "Nathalie", familyName: "Pelletier", email: "nathalie.pelletier@oiiq.test", roles: ["CLERK"], bodyCode: "OIIQ" },
  { givenName: "Benoît", familyName: "Girard", email: "benoit.girard@oaciq.test", roles: ["CLERK"], bodyCode: "OACIQ" },
  { givenName: "Marc", familyName: "Tremblay", email: "marc.tremblay@examen.test", roles: ["ADVISER"] },
  { givenName: "Line", familyName: "Gagnon", email: "line.gagnon@examen.test", roles: ["ADVISER"] },
  { givenName: "Hélène", familyName: "Roy", email: "helene.roy@examen.test", roles: ["ADVISER"] },
  { givenName: "Paul", familyName: "Bergeron", email: "paul.bergeron@examen.test", roles: ["ADVISER"] },
  { givenName: "Sophie", familyName: "Lavoie", email: "sophie.lavoie@examen.test", roles: ["RATER"] },
  { givenName: "Karim", familyName: "Haddad", email: "karim.haddad@examen.test", roles: ["RATER"] },
  { givenName: "Julie", familyName: "Côté", email: "julie.cote@examen.test", roles: ["RATER"] },
  { givenName: "Mathieu", familyName: "Gagné", email: "mathieu.gagne@examen.test", roles: ["RATER"] },
  { givenName: "Linh", familyName: "Nguyen", email: "linh.nguyen@examen.test", roles: ["RATER"] },
  { givenName: "Denis", familyName: "Fortin", email: "denis.fortin@examen.test", roles: ["SUPPORT"] },
  { givenName: "Ana", familyName: "Morales", email: "ana.morales@examen.test", roles: ["SUPPORT"] },
  { givenName: "Catherine", familyName: "Bouchard", email: "catherine.bouchard@examen.test", roles: ["DIRECTOR"] },
  // Two sign what is serious, and a third one reviews it.
  { givenName: "Yves", familyName: "Caron", email: "yves.caron@examen.test", roles: ["DIRECTOR"] },
  { givenName: "Mireille", familyName: "Aubin", email: "mireille.aubin@examen.test", roles: ["DIRECTOR"] },
  { givenName: "Solange", familyName: "Mercier", email: "solange.mercier@examen.test", roles: ["COMMITTEE"] },
];

export interface Candidate {
  readonly givenName: string;
  readonly familyName: string;
  readonly timeZone: string;
  readonly birthDate: string;
}

/** Taken two at a time for each session that the demonstration prepares. */
export const candidates: readonly Candidate[] = [
  { givenName: "Amina", familyName: "Benali", timeZone: "Europe/Paris", birthDate: "1991-04-17" },
  { givenName: "Joseph", familyName: "Kouassi", timeZone: "America/Toronto", birthDate: "1987-11-02" },
  { givenName: "Wei", familyName: "Zhang", timeZone: "America/Toronto", birthDate: "1993-07-29" },
  { givenName: "Fatou", familyName: "Diallo", timeZone: "America/Toronto", birthDate: "1990-01-21" },
  { givenName: "Daniel", familyName: "Popescu", timeZone: "Europe/Bucharest", birthDate: "1985-09-13" },
  { givenName: "Priya", familyName: "Sharma", timeZone: "America/Vancouver", birthDate: "1994-03-05" },
  { givenName: "Carlos", familyName: "Mendoza", timeZone: "America/Toronto", birthDate: "1989-06-30" },
  { givenName: "Yasmine", familyName: "Trabelsi", timeZone: "America/Toronto", birthDate: "1992-12-08" },
];

export const emailOf = (candidate: Candidate, round: number): string => {
  const plain = (name: string): string => name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return `${plain(candidate.givenName)}.${plain(candidate.familyName)}${round === 0 ? "" : `.${round}`}@courriel.test`;
};
