import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { err, ok } from "#shared/kernel/result.ts";
import { auditHash, genesisHash } from "#server/platform/audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { drainOnce } from "#server/platform/outbox.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const fact = (subjectId: string) => ({ actorId: null, type: "thing.done", subjectType: "thing", subjectId });

test("[PLAT-1] a refusal rolls back every write, the audit and the outbox", async () => {
  const before = await app.deps.db.auditEvent.count();
  const result = await commit(app.deps, async (uow) => {
    await uow.tx.attestationCounter.create({ data: { year: 1999, last: 1 } });
    uow.audit(fact("refused"));
    uow.outbox("never", {});
    return err("NOT_ALLOWED_NOW" as const);
  });
  expect(result).toEqual({ ok: false, error: "NOT_ALLOWED_NOW" });
  expect(await app.deps.db.attestationCounter.count({ where: { year: 1999 } })).toBe(0);
  expect(await app.deps.db.outboxEvent.count({ where: { topic: "never" } })).toBe(0);
  expect(await app.deps.db.auditEvent.count()).toBe(before);
});

test("[PLAT-9] data and pages each carry the rules of their kind", async () => {
  const headersOf = async (path: string): Promise<Headers> => (await fetch(`${app.url}${path}`)).headers;
  const data = await headersOf("/api/demonstration");
  expect(data.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  // Outside the interface everything has a page's rules, also where no page was built.
  const page = await headersOf("/live");
  expect(page.get("content-security-policy")).toContain("script-src 'self'");
  expect(page.get("permissions-policy")).toContain("camera=(self)");
  for (const headers of [data, page]) {
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  }
});

test("[PLAT-2] the audit is one unbroken chain, even when many commit at once", async () => {
  await Promise.all(
    Array.from({ length: 24 }, (_, index) =>
      commit(app.deps, async (uow) => {
        uow.audit(fact(`a-${index}`));
        uow.audit(fact(`b-${index}`));
        return ok(null);
      }),
    ),
  );
  const rows = await app.deps.db.auditEvent.findMany({ orderBy: { seq: "asc" } });
  expect(rows.length).toBeGreaterThanOrEqual(48);
  let prevHash = genesisHash;
  for (const [index, row] of rows.entries()) {
    expect(row.seq).toBe(BigInt(index + 1));
    expect(row.prevHash).toBe(prevHash);
    expect(auditHash({ ...row, data: row.data as Record<string, never> })).toBe(row.hash);
    prevHash = row.hash;
  }
});

test("[PLAT-3] evidence cannot be changed or deleted, whoever asks the database", async () => {
  await commit(app.deps, async (uow) => {
    uow.audit(fact("kept"));
    return ok(null);
  });
  // PostgreSQL's restrict_violation, raised by the trigger; Prisma's message keeps only the code in some versions.
  const refused = /append-only|23001/;
  await expect(app.deps.db.$executeRaw`UPDATE "AuditEvent" SET type = 'forged'`).rejects.toThrow(refused);
  await expect(app.deps.db.$executeRaw`DELETE FROM "AuditEvent"`).rejects.toThrow(refused);
  await expect(app.deps.db.$executeRaw`TRUNCATE "AuditEvent"`).rejects.toThrow(refused);
  expect(await app.deps.db.auditEvent.count({ where: { subjectId: "kept" } })).toBe(1);
});

test("[PLAT-3] every table that the schema calls append-only has both triggers, and they are on", async () => {
  const schema = readFileSync(resolve(import.meta.dirname, "../../prisma/schema.prisma"), "utf8");
  const models = Array.from(schema.matchAll(/((?:^\/\/\/.*\n)+)model (\w+)/gm), ([, says = "", name = ""]) => ({ says, name }));
  const evidence = models.filter(({ says }) => says.includes("append-only")).map(({ name }) => name);
  expect(evidence.length).toBeGreaterThan(50);
  // What a trigger listens to is a sum of bits: before (2), each row (1), DELETE (8), UPDATE (16), TRUNCATE (32).
  const guarded = await app.deps.db.$queryRaw<{ name: string; type: number }[]>`
    SELECT relname AS name, tgtype::int AS type FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE proname = 'refuse_change' AND tgenabled = 'O'`;
  const refusing = (type: number): string[] => evidence.filter((name) => guarded.some((one) => one.name === name && one.type === type));
  expect(refusing(2 + 1 + 8 + 16)).toEqual(evidence);
  expect(refusing(2 + 32)).toEqual(evidence);
});

test("[PLAT-4] an outbox event is handed on at least once, by one reader at a time, and again after a failure", async () => {
  await commit(app.deps, async (uow) => {
    uow.outbox("test.handed", { n: 1 });
    return ok(null);
  });
  let calls = 0;
  const handlers = new Map([
    [
      "test.handed",
      async () => {
        calls += 1;
        if (calls === 1) throw new Error("the first try fails");
      },
    ],
  ]);
  const quiet = { ...app.deps, log: app.deps.log.child({}, { level: "silent" }) };
  const counts = await Promise.all([drainOnce(quiet, handlers), drainOnce(quiet, handlers), drainOnce(quiet, handlers)]);
  expect(counts.toSorted()).toEqual([0, 0, 1]);
  expect(await drainOnce(quiet, handlers)).toBe(0);
  app.clock.advance(5);
  expect(await drainOnce(quiet, handlers)).toBe(1);
  app.clock.advance(60);
  expect(await drainOnce(quiet, handlers)).toBe(0);
  expect(calls).toBe(2);
});

test("[PLAT-4] a reader that was slow leaves to others what they took over", async () => {
  await commit(app.deps, async (uow) => {
    uow.outbox("test.slow", { n: 1 });
    uow.outbox("test.slow", { n: 2 });
    return ok(null);
  });
  const second: string[] = [];
  const quick = new Map([["test.slow", async ({ n }: { n?: unknown }) => void (n === 2 && second.push("quick"))]]);
  const slow = new Map([
    [
      "test.slow",
      async ({ n }: { n?: unknown }) => {
        if (n === 2) return void second.push("slow");
        app.clock.advance(120);
        await drainOnce(app.deps, quick);
      },
    ],
  ]);
  await drainOnce(app.deps, slow);
  expect(second).toEqual(["quick"]);
});

test("[PLAT-5] of two commands that wait for each other, both are done in the end, each once", async () => {
  const { db } = app.deps;
  await db.attestationCounter.createMany({ data: [{ year: 1901, last: 0 }, { year: 1902, last: 0 }] });
  const add = (tx: Tx, year: number) => tx.attestationCounter.update({ where: { year }, data: { last: { increment: 1 } } });
  const inOrder = (first: number, second: number) =>
    commit(app.deps, async (uow) => {
      await add(uow.tx, first);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await uow.tx.$executeRaw`UPDATE "AttestationCounter" SET last = last + 1 WHERE year = ${second}`;
      uow.audit(fact(`waited-${first}`));
      uow.outbox("test.waited", { first });
      return ok(null);
    });
  expect(await Promise.all([inOrder(1901, 1902), inOrder(1902, 1901)])).toEqual([ok(null), ok(null)]);
  const counters = await db.attestationCounter.findMany({ where: { year: { in: [1901, 1902] } }, select: { last: true } });
  expect(counters).toEqual([{ last: 2 }, { last: 2 }]);
  expect(await db.auditEvent.count({ where: { subjectId: { startsWith: "waited-" } } })).toBe(2);
  expect(await db.outboxEvent.count({ where: { topic: "test.waited" } })).toBe(2);
});
