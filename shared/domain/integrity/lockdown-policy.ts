/**
 * What the exam page keeps from happening, and what it writes into the record, by level. Data with a version: a session
 * is held under the level and the version that were chosen for it, and stays so.
 */
export const lockdownLevels = ["REHEARSAL", "STANDARD", "STRICT"] as const;
export type LockdownLevel = (typeof lockdownLevels)[number];

export const lockdownSignals = [
  "FULL_SCREEN",
  "DISPLAYS",
  "FOCUS",
  "SLEEP",
  "COPY",
  "DROP",
  "PRINT",
  "CONTEXT_MENU",
  "SELECTION",
  "DEVELOPER_TOOLS",
  "TRANSLATION",
  "SECOND_PAGE",
  "RELOAD",
  "DEVICE_NAME",
] as const;
export type LockdownSignal = (typeof lockdownSignals)[number];

/** `KEEP`: the page keeps it from happening, where a browser lets a page. `NOTE`: it stands once in the record. */
interface Treatment {
  readonly isKept: boolean;
  readonly isNoted: boolean;
}
export type LockdownRules = Readonly<Record<LockdownSignal, Treatment>>;

const keptAndNoted: Treatment = { isKept: true, isNoted: true };
const kept: Treatment = { isKept: true, isNoted: false };
const noted: Treatment = { isKept: false, isNoted: true };

const strict: LockdownRules = {
  FULL_SCREEN: keptAndNoted,
  DISPLAYS: noted,
  FOCUS: noted,
  SLEEP: noted,
  COPY: keptAndNoted,
  DROP: keptAndNoted,
  PRINT: keptAndNoted,
  CONTEXT_MENU: keptAndNoted,
  SELECTION: keptAndNoted,
  DEVELOPER_TOOLS: keptAndNoted,
  TRANSLATION: keptAndNoted,
  SECOND_PAGE: noted,
  RELOAD: noted,
  DEVICE_NAME: noted,
};

/** Selecting a question is a habit of people who read; it is kept from them and said to nobody. */
const standard: LockdownRules = { ...strict, SELECTION: kept };

/** The practice exam behaves as the day does; the server writes nothing of it into any record. */
const rehearsal: LockdownRules = standard;

export const lockdownPolicies = {
  1: { REHEARSAL: rehearsal, STANDARD: standard, STRICT: strict },
} as const satisfies Readonly<Record<number, Readonly<Record<LockdownLevel, LockdownRules>>>>;

export const currentLockdownVersion = 1;

/** What no level chooses: fields of text, sharing, the seat and the network are the same on every day of an exam. */
export const everydaySignals = ["PASTE", "UNTYPED", "SURFACE", "SECOND_LOGIN", "NETWORK"] as const;
export type EverydaySignal = (typeof everydaySignals)[number];
export const everydayRules: Readonly<Record<EverydaySignal, Treatment>> = {
  PASTE: keptAndNoted,
  UNTYPED: keptAndNoted,
  SURFACE: keptAndNoted,
  SECOND_LOGIN: noted,
  NETWORK: noted,
};

/** The rules of a session; a version that this program does not know is not guessed at. */
export function lockdownRules(version: number, level: LockdownLevel): LockdownRules {
  const policies: Readonly<Partial<Record<number, Readonly<Record<LockdownLevel, LockdownRules>>>>> = lockdownPolicies;
  const found = policies[version];
  if (!found) throw new Error(`There is no lockdown policy of version ${version}.`);
  return found[level];
}
