import { isBirthDate, isEmail, isName, isPhone, isPrintable, maxFileNumberLength, personFields, type PersonField } from "./person-data.ts";
import { readReason, type ReferralReason } from "./referral-reasons.ts";

/** Reads the rows of a file in which an order refers many people: pure, so that preview and import decide alike. */

export const maxRows = 2_000;

export const rowFaults = [
  "MISSING",
  "BAD_NAME",
  "BAD_EMAIL",
  "BAD_DATE",
  "BAD_REASON",
  "BAD_PHONE",
  "TOO_LONG",
  "BAD_TEXT",
  "TWICE_IN_FILE",
  "ALREADY_REFERRED",
  "NUMBER_TAKEN",
  "EMAIL_NOT_USABLE",
] as const;
export type RowFault = (typeof rowFaults)[number];

export interface ReferredPerson {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly birthDate: string;
  readonly fileNumber: string;
  readonly reason: ReferralReason;
  readonly phone: string | null;
}

export type Cells = Readonly<Record<PersonField, string>>;

export interface ReadRow {
  /** As an editor or a spreadsheet counts: the header is line 1. */
  readonly line: number;
  readonly cells: Cells;
  readonly faults: readonly { readonly field: PersonField; readonly fault: RowFault }[];
  /** Null when there are faults. */
  readonly person: ReferredPerson | null;
  /** Had the same number in a referral that has ended. */
  readonly isAgain: boolean;
}

const names: Readonly<Record<PersonField, readonly string[]>> = {
  givenName: ["prenom", "givenname", "firstname"],
  familyName: ["nom", "nomdefamille", "familyname", "lastname", "surname"],
  email: ["courriel", "adressecourriel", "email", "mail", "emailaddress"],
  birthDate: ["datedenaissance", "naissance", "birthdate", "dateofbirth"],
  fileNumber: ["numerodedossier", "nodedossier", "dossier", "filenumber", "file"],
  reason: ["motif", "motifdorientation", "reason", "ground"],
  phone: ["telephone", "numerodetelephone", "phone", "phonenumber"],
};
const optional: readonly PersonField[] = ["phone"];

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");

/** Which column holds what; `undefined` when a column that is needed is missing or there twice. */
export function readHeader(header: readonly string[]): ReadonlyMap<PersonField, number> | undefined {
  const columns = new Map<PersonField, number>();
  for (const [index, title] of header.entries()) {
    const field = personFields.find((one) => names[one].includes(plain(title)));
    if (field === undefined) continue;
    if (columns.has(field)) return undefined;
    columns.set(field, index);
  }
  return personFields.every((field) => columns.has(field) || optional.includes(field)) ? columns : undefined;
}

/** What the order has already: to be asked of the database once for the whole file. */
export interface Known {
  readonly emails: ReadonlySet<string>;
  /** Of referrals that go on. */
  readonly fileNumbers: ReadonlySet<string>;
  /** Of referrals that have ended, with the addresses of those whom they were for. */
  readonly endedNumbers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Addresses of people who work for the exam: they cannot be candidates. */
  readonly staffEmails: ReadonlySet<string>;
}

type Numbered = Pick<ReferredPerson, "email" | "fileNumber">;

/** A number is taken by a referral that goes on, and by anybody else’s that has ended: it may well be mistyped. */
export function isNumberTaken({ fileNumbers, endedNumbers }: Known, { email, fileNumber }: Numbered): boolean {
  const ended = endedNumbers.get(fileNumber);
  return fileNumbers.has(fileNumber) || (ended !== undefined && !ended.has(email));
}

/** The same person under the number of a referral that has ended: allowed, and said. */
export const isReferredAgain = (known: Known, given: Numbered): boolean =>
  known.endedNumbers.has(given.fileNumber) && !isNumberTaken(known, given);

export function checkRow(line: number, cells: Cells, today: string): ReadRow {
  const faults: { field: PersonField; fault: RowFault }[] = [];
  const blame = (field: PersonField, fault: RowFault): void => void faults.push({ field, fault });
  const reason = readReason(cells.reason);
  const isLong = cells.fileNumber.length > maxFileNumberLength;
  const checks: readonly (readonly [PersonField, boolean, RowFault])[] = [
    ["givenName", isName(cells.givenName), "BAD_NAME"],
    ["familyName", isName(cells.familyName), "BAD_NAME"],
    ["email", isEmail(cells.email), "BAD_EMAIL"],
    ["birthDate", isBirthDate(cells.birthDate, today), "BAD_DATE"],
    ["fileNumber", !isLong && isPrintable(cells.fileNumber), isLong ? "TOO_LONG" : "BAD_TEXT"],
    ["reason", reason !== undefined, "BAD_REASON"],
  ];
  for (const [field, isRight, fault] of checks) {
    if (cells[field] === "") blame(field, "MISSING");
    else if (!isRight) blame(field, fault);
  }
  if (cells.phone !== "" && !isPhone(cells.phone)) blame("phone", "BAD_PHONE");
  const { phone, ...person } = cells;
  const isGood = faults.length === 0 && reason !== undefined;
  return {
    line,
    cells,
    faults,
    person: isGood ? { ...person, email: person.email.toLowerCase(), reason, phone: phone === "" ? null : phone } : null,
    isAgain: false,
  };
}

/** The second of two rows with the same address or number is at fault, and so is one that the order already has. */
export function checkAgainst(rows: readonly ReadRow[], known: Known): ReadRow[] {
  const emails = new Set<string>();
  const numbers = new Set<string>();
  return rows.map((row) => {
    const email = row.cells.email.toLowerCase();
    const { fileNumber } = row.cells;
    const faults = [...row.faults];
    if (email !== "") {
      if (emails.has(email)) faults.push({ field: "email", fault: "TWICE_IN_FILE" });
      else if (known.staffEmails.has(email)) faults.push({ field: "email", fault: "EMAIL_NOT_USABLE" });
      else if (known.emails.has(email)) faults.push({ field: "email", fault: "ALREADY_REFERRED" });
      emails.add(email);
    }
    if (fileNumber !== "") {
      if (numbers.has(fileNumber)) faults.push({ field: "fileNumber", fault: "TWICE_IN_FILE" });
      else if (isNumberTaken(known, { email, fileNumber })) faults.push({ field: "fileNumber", fault: "NUMBER_TAKEN" });
      numbers.add(fileNumber);
    }
    const person = faults.length === 0 ? row.person : null;
    return { ...row, faults, person, isAgain: person !== null && isReferredAgain(known, person) };
  });
}
