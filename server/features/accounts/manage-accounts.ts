import { z } from "zod";
import { roles as knownRoles, type Role } from "#shared/domain/accounts/roles.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { commit, type UnitOfWork } from "../../platform/unit-of-work.ts";
import { hashPassword, newPassword } from "./password.ts";
import { closeForGood, createAccount, endEverySession, findByEmail, setDuties, setPassword } from "./store.ts";

/**
 * Accounts of staff, markers and orders' clerks, and the orders themselves, on the decision of somebody of the
 * directorate: for whoever operates the server. Candidates have an account by being referred.
 */
type Needed = Pick<Deps, "db" | "bus" | "clock">;

export interface NewAccount {
  /** Addresses, in lower case. Nobody decides on the first account of an installation, which is the directorate’s. */
  readonly email: string;
  readonly by: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly roles: readonly string[];
  /** The order that a clerk works for. */
  readonly bodyCode: string;
}

const isStaffRole = (role: string): role is Role => role !== "CANDIDATE" && (knownRoles as readonly string[]).includes(role);

/** Answers with a password that is shown once: the person chooses their own on their account page. */
export async function openAccount(
  deps: Needed,
  { email, by, givenName, familyName, roles, bodyCode }: NewAccount,
): Promise<
  Result<{ password: string }, "EMAIL_UNREADABLE" | "NAME_MISSING" | "ROLES_UNKNOWN" | "BODY_UNKNOWN" | "BODY_NEEDED" | "NO_DIRECTOR" | "FIRST_IS_DIRECTOR" | "EMAIL_KNOWN">
> {
  if (!z.email().safeParse(email).success) return err("EMAIL_UNREADABLE");
  if (givenName.trim() === "" || familyName.trim() === "") return err("NAME_MISSING");
  const held = readRoles(roles, bodyCode);
  if (!held.ok) return held;
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  return commit(deps, async (uow) => {
    const director = await decidedBy(uow, by);
    if (!director && (await hasDirectorate(uow))) return err("NO_DIRECTOR");
    if (!director && !roles.includes("DIRECTOR")) return err("FIRST_IS_DIRECTOR");
    const bodyId = await bodyOf(uow, bodyCode);
    if (bodyId === undefined) return err("BODY_UNKNOWN");
    if (await findByEmail(uow.tx, email)) return err("EMAIL_KNOWN");
    const { id } = await createAccount(uow.tx, {
      email,
      givenName: givenName.trim(),
      familyName: familyName.trim(),
      roles: held.value,
      bodyId,
      passwordHash,
      createdAt: uow.now,
    });
    uow.audit({ actorId: director, type: "account.opened", subjectType: "account", subjectId: id, data: { roles: held.value, bodyCode } });
    return ok({ password });
  });
}

/** For somebody who has forgotten theirs: a new one, shown once. Their sessions end, and the second factor stays. */
export async function renewPassword(
  deps: Needed,
  { email, by }: { readonly email: string; readonly by: string },
): Promise<Result<{ password: string }, "PERSON_UNKNOWN" | "NO_DIRECTOR">> {
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  return commit(deps, async (uow) => {
    const person = await findByEmail(uow.tx, email);
    if (!person?.roles.some(isStaffRole)) return err("PERSON_UNKNOWN");
    const director = await decidedBy(uow, by);
    if (!director) return err("NO_DIRECTOR");
    await setPassword(uow.tx, person.id, passwordHash);
    await endEverySession(uow.tx, person.id, uow.now);
    uow.audit({ actorId: director, type: "account.passwordRenewed", subjectType: "account", subjectId: person.id });
    return ok({ password });
  });
}

/** What somebody of the staff does from now on, instead of what they did. */
export async function changeRoles(
  deps: Needed,
  { email, by, roles, bodyCode }: Pick<NewAccount, "email" | "by" | "roles" | "bodyCode">,
): Promise<Result<null, "ROLES_UNKNOWN" | "BODY_NEEDED" | "BODY_UNKNOWN" | "PERSON_UNKNOWN" | "NO_DIRECTOR" | "OWN_ACCOUNT">> {
  const held = readRoles(roles, bodyCode);
  if (!held.ok) return held;
  return commit(deps, async (uow) => {
    const person = await findByEmail(uow.tx, email);
    // Candidates are referred; whoever left may come back.
    if (!person || person.roles.includes("CANDIDATE")) return err("PERSON_UNKNOWN");
    const director = await decidedBy(uow, by);
    if (!director) return err("NO_DIRECTOR");
    if (director === person.id) return err("OWN_ACCOUNT");
    const bodyId = await bodyOf(uow, bodyCode);
    if (bodyId === undefined) return err("BODY_UNKNOWN");
    await setDuties(uow.tx, person.id, { roles: held.value, bodyId });
    const data = { before: person.roles, roles: held.value, bodyCode };
    uow.audit({ actorId: director, type: "account.rolesChanged", subjectType: "account", subjectId: person.id, data });
    return ok(null);
  });
}

/** Somebody leaves: no password, no role, no session. What they did keeps their name. */
export const closeAccount = (
  deps: Needed,
  { email, by }: { readonly email: string; readonly by: string },
): Promise<Result<null, "PERSON_UNKNOWN" | "NO_DIRECTOR" | "OWN_ACCOUNT">> =>
  commit(deps, async (uow) => {
    const person = await findByEmail(uow.tx, email);
    if (!person?.roles.some(isStaffRole)) return err("PERSON_UNKNOWN");
    const director = await decidedBy(uow, by);
    if (!director) return err("NO_DIRECTOR");
    if (director === person.id) return err("OWN_ACCOUNT");
    await closeForGood(uow.tx, person.id, uow.now);
    uow.audit({ actorId: director, type: "account.closed", subjectType: "account", subjectId: person.id, data: { roles: person.roles } });
    return ok(null);
  });

export interface NewBody {
  readonly by: string;
  /** Short, as the Office writes it: letters, digits and dashes. */
  readonly code: string;
  readonly name: string;
  /** What exam forms name the profession by, and what people read. */
  readonly professionKey: string;
  readonly profession: string;
}

/** An order whose people sit the exam. */
export const openBody = (
  deps: Needed,
  { by, code, name, professionKey, profession }: NewBody,
): Promise<Result<null, "NO_DIRECTOR" | "CODE_UNREADABLE" | "NAME_MISSING" | "CODE_KNOWN">> =>
  commit(deps, async (uow) => {
    const director = await decidedBy(uow, by);
    if (!director) return err("NO_DIRECTOR");
    if (!/^[A-Z0-9-]{2,20}$/u.test(code) || !/^[a-z0-9-]{2,60}$/u.test(professionKey)) return err("CODE_UNREADABLE");
    if (name.trim() === "" || profession.trim() === "") return err("NAME_MISSING");
    if ((await uow.tx.body.count({ where: { code } })) > 0) return err("CODE_KNOWN");
    const data = { code, name: name.trim(), professionKey, profession: profession.trim() };
    const { id } = await uow.tx.body.create({ data, select: { id: true } });
    uow.audit({ actorId: director, type: "body.opened", subjectType: "body", subjectId: id, data: { code } });
    return ok(null);
  });

function readRoles(roles: readonly string[], bodyCode: string): Result<Role[], "ROLES_UNKNOWN" | "BODY_NEEDED"> {
  const held = [...new Set(roles)];
  if (held.length === 0 || !held.every(isStaffRole)) return err("ROLES_UNKNOWN");
  return held.includes("CLERK") === (bodyCode !== "") ? ok(held) : err("BODY_NEEDED");
}

/** Undefined where no order has this code; nobody but a clerk has one. */
async function bodyOf({ tx }: UnitOfWork, bodyCode: string): Promise<string | null | undefined> {
  if (bodyCode === "") return null;
  return (await tx.body.findUnique({ where: { code: bodyCode }, select: { id: true } }))?.id;
}

/** Who of the directorate has this address. */
async function decidedBy({ tx }: UnitOfWork, by: string): Promise<string | null> {
  const director = await findByEmail(tx, by);
  return director?.roles.includes("DIRECTOR") ? director.id : null;
}

const hasDirectorate = async ({ tx }: UnitOfWork): Promise<boolean> => (await tx.account.count({ where: { roles: { has: "DIRECTOR" } } })) > 0;
