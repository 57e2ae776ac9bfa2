import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { openOutbox, type Outbox } from "#client/net/outbox/outbox.ts";
import type { Batch, OutboxTransport } from "#client/net/outbox/outbox-types.ts";
import { answersOfRun, headsOfRun, historyOfRun } from "#server/features/answers/queries.ts";
import { importOpsStep } from "#server/features/answers/steps.ts";
import { closeRuns } from "#server/features/sitting/close-runs.ts";
import { fenceRuns } from "#server/features/sitting/seat-store.ts";
import { creditStep, moveRunStep } from "#server/features/sitting/steps.ts";
import { commit } from "#server/platform/unit-of-work.ts";
import { storableText, type AnswerValue } from "#shared/domain/answers/answer-value.ts";
import { closingGraceSeconds } from "#shared/domain/sitting/time-ledger.ts";
import { ok } from "#shared/kernel/result.ts";
import { submitRun } from "#shared/protocol/sitting.ts";
import type { Caller, TestApp } from "./app.ts";
import type { BreakingDatabase } from "./breaking-database.ts";
import { openRun } from "./exam-room.ts";
import type { Act, Weather } from "./saving-acts.ts";
import { httpTransport, manualTimers, memoryStore, type Device } from "./saving-device.ts";
import { countedIn, expectHeld, expectKept, expectNothingForgotten, expectReplayed, type Wire } from "./saving-invariants.ts";
import { nth, sessionWorld } from "./session-world.ts";

interface OpenPage {
  readonly outbox: Outbox;
  readonly device: Device;
}

/** Plays one person's writing against the real server and database, and checks after each act what must always hold. */
export async function playWriting(app: TestApp, database: BreakingDatabase, acts: readonly Act[]): Promise<void> {
  const realNow = Date.now;
  try {
    const writing = await Writing.begin(app, database);
    for (const act of acts) {
      await writing.play(act);
      await writing.check();
    }
    await writing.settle();
  } finally {
    Date.now = realNow;
  }
}

class Writing implements Wire {
  private readonly app: TestApp;
  private readonly database: BreakingDatabase;
  private readonly sittingId: string;
  private readonly runId: string;
  private readonly caller: Caller;
  private weather: Weather = "up";
  /** Saves that their page has given up, and that are still under way. */
  private readonly delayed: (() => Promise<unknown>)[] = [];
  private readonly devices = new Set<Device>();
  private page: OpenPage | undefined;
  private readonly ghosts: OpenPage[] = [];
  private pages = 0;
  private underWay = 0;
  private readonly timers = manualTimers();
  /** What each page sent under each number, and how far the server said that it has it. */
  readonly sent = new Map<string, string>();
  readonly acknowledged = new Map<string, number>();
  private readonly heads = new Map<string, number>();
  private countedAtEnd: string | undefined;

  static async begin(app: TestApp, database: BreakingDatabase): Promise<Writing> {
    const { candidates } = await sessionWorld(app, { candidates: 1 });
    const { caller, sittingId } = nth(candidates, 0);
    const runId = await openRun(app, sittingId, "WRITING");
    const made = new Writing(app, database, sittingId, runId, caller);
    made.page = await made.open(memoryStore());
    return made;
  }

  private constructor(
    app: TestApp,
    database: BreakingDatabase,
    sittingId: string,
    runId: string,
    caller: Caller,
  ) {
    this.app = app;
    this.database = database;
    this.sittingId = sittingId;
    [this.runId, this.caller] = [runId, caller];
  }

  async play(act: Act): Promise<void> {
    const { app, sittingId, runId, page } = this;
    switch (act.kind) {
      case "type":
        return this.type(act);
      case "flush":
        this.weather = act.weather;
        await page?.outbox.flush();
        this.weather = "up";
        break;
      case "lateArrival":
        await (act.which === "oldest" ? this.delayed.shift() : this.delayed.pop())?.();
        break;
      case "hide":
        await Promise.all([page?.outbox.flush(), page?.outbox.flush({ isLast: true })]);
        break;
      case "serverCrash":
        this.database.breakNext(act.when);
        await page?.outbox.flush();
        this.database.mend();
        break;
      case "reload":
        await this.replace(page?.device ?? memoryStore(), false);
        break;
      case "unreadable": {
        const device = page?.device ?? memoryStore();
        device.isUnreadable = true;
        expect(await this.open(device)).toBeUndefined();
        device.isUnreadable = false;
        await this.replace(device, false);
        break;
      }
      case "disk":
        if (page) page.device.isFull = act.isFull;
        break;
      case "otherTab":
        await this.replace(page?.device ?? memoryStore(), true);
        break;
      case "otherMachine":
        await this.replace(memoryStore(), true);
        break;
      case "readmission":
        return this.readmit(act.isHeardFirst);
      case "ghost":
        await this.ghosts.at(-1)?.outbox.flush();
        break;
      case "deviceClock": {
        const now = Date.now();
        Date.now = () => now + act.hours * 3_600_000;
        break;
      }
      case "time":
        app.clock.advance(act.seconds);
        this.timers.advance(act.seconds * 1_000);
        break;
      case "extension": {
        const credit = { cause: "ADVISER_CREDIT", seconds: act.seconds, actorId: null, reason: "" } as const;
        await commit(app.deps, async (uow) => ok(await creditStep(uow, runId, credit)));
        break;
      }
      case "pause":
        await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "WRITING", "interrupt", null));
        break;
      case "resume":
        await commit(app.deps, (uow) => moveRunStep(uow, sittingId, "WRITING", "resume", null));
        break;
      case "timeUp": {
        const { endsAt } = await this.run();
        if (!endsAt) break;
        app.clock.set(new Date(endsAt.getTime() + (closingGraceSeconds + 1) * 1_000).toISOString());
        // The page was heard all along, so that no silence gives time back.
        await app.deps.db.presence.updateMany({ where: { sittingId }, data: { lastSeenAt: app.clock.now() } });
        break;
      }
      case "closingJob":
        await closeRuns(app.deps);
        break;
      case "handIn":
        await this.handIn();
        break;
    }
    await sleep(1);
  }

  private async type(act: Extract<Act, { kind: "type" }>): Promise<void> {
    const { page } = this;
    const held = page?.outbox.get(act.key);
    const before = typeof held === "string" ? held : "";
    const at = Math.min(act.at, before.length);
    page?.outbox.set(act.key, storableText(before.slice(0, at) + act.put + before.slice(at + act.cut)));
    this.timers.advance(700);
    await sleep(1);
  }

  /** What was handed in is what the person saw; whatever is not in yet refuses it [SIT-9]. */
  private async handIn(): Promise<void> {
    const { page, runId } = this;
    const body = page?.outbox.claim();
    if (!page || !body || (await this.isOver())) return;
    const handedIn = await this.caller.call(submitRun, { params: { runId }, body });
    if (!handedIn.ok) return;
    expect((await headsOfRun(this.app.deps.db, runId))[body.clientId] ?? 0).toBe(body.lastSeq);
    for (const { key, value } of await answersOfRun(this.app.deps.db, runId)) expect(page.outbox.get(key)).toEqual(value);
  }

  /** The person goes on in a new page. What the old one shows must come along on the same device. */
  private async replace(device: Device, isOldAlive: boolean): Promise<void> {
    const old = this.page;
    const shown = old && old.device === device && old.outbox.status().kind !== "elsewhere" ? old : undefined;
    const expected = shown && new Map(["text", "notes"].map((key) => [key, shown.outbox.get(key)]));
    const opened = await this.open(device);
    if (!opened) return;
    this.page = opened;
    if (old) this.ghosts.push(old);
    if (expected && shown.outbox.status().kind !== "failed" && !device.behind.has(shown.outbox.clientId))
      for (const [key, value] of expected) expect(opened.outbox.get(key)).toEqual(value);
    if (isOldAlive && old) await Promise.all([old.outbox.flush(), opened.outbox.flush()]);
  }

  /** Another machine was readmitted. What is brought before its person goes on counts as if the former one went on [RSC-5]. */
  private async readmit(isHeardFirst: boolean): Promise<void> {
    const old = this.page;
    const { runId, sittingId, app } = this;
    // A device that could not write has less than its page; its file is an older one.
    if (!old || old.device.behind.size > 0 || (await this.isOver())) return;
    const shown = old.outbox.status().kind === "elsewhere" || old.outbox.status().kind === "failed" ? undefined : old.outbox;
    const kept = [...old.device.entries.values()];
    await app.deps.db.$transaction((tx) => fenceRuns(tx, sittingId));
    if (isHeardFirst) await old.outbox.flush();
    const logs = Map.groupBy(kept, ({ clientId, leaseEpoch }) => `${clientId} ${leaseEpoch}`).values();
    const file = [...logs].flatMap((ops) => ops.slice(0, 1).map(({ clientId, leaseEpoch }) => ({ clientId, leaseEpoch, ops })));
    for (const { clientId, seq, hash } of kept) this.sent.set(`${clientId} ${seq}`, hash);
    const taken = await commit(app.deps, (uow) => importOpsStep(uow, runId, file));
    expect(taken.ok && taken.value.filter(({ refusal }) => refusal !== null)).toEqual([]);
    await this.check();
    await this.replace(memoryStore(), false);
    if (!shown || this.page === old) return;
    for (const key of ["text", "notes"]) expect(this.page?.outbox.get(key) ?? "").toEqual(shown.get(key) ?? "");
  }

  private async open(device: Device): Promise<OpenPage | undefined> {
    this.pages += 1;
    const clientId = `page-${String(this.pages).padStart(8, "0")}`;
    this.devices.add(device);
    const { runId, timers } = this;
    const setup = { runId, clientId, store: device, transport: this.watched(), timers, onChange: () => undefined };
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const opened = await openOutbox(setup).catch(() => undefined);
      if (opened) return { outbox: opened, device };
    }
    return undefined;
  }

  /** Sees what goes over the wire: a number never changes its answer, and what is acknowledged is promised. */
  private watched(): OutboxTransport {
    const inner = httpTransport(this.caller, this.runId, () => this.weather, this.delayed);
    const note = ({ clientId, ops }: Batch): void => {
      for (const { seq, hash } of ops) {
        const name = `${clientId} ${seq}`;
        expect(this.sent.get(name) ?? hash).toBe(hash);
        this.sent.set(name, hash);
      }
    };
    const counted = async <T>(request: Promise<T>): Promise<T> => {
      this.underWay += 1;
      return request.finally(() => (this.underWay -= 1));
    };
    return {
      lease: (clientId) => counted(inner.lease(clientId)),
      save: async (batch, options) => {
        note(batch);
        const answer = await counted(inner.save(batch, options));
        this.acknowledged.set(batch.clientId, Math.max(answer.head, this.acknowledged.get(batch.clientId) ?? 0));
        return answer;
      },
    };
  }

  /** Until no page is waiting for an answer: the database is then looked at as it stands. */
  private async quiet(): Promise<void> {
    for (let calm = 0; calm < 3; calm = this.underWay === 0 ? calm + 1 : 0) await sleep(1);
  }

  private run() {
    return this.app.deps.db.activityRun.findUniqueOrThrow({ where: { id: this.runId }, select: { state: true, endsAt: true } });
  }

  private async isOver(): Promise<boolean> {
    const { state, endsAt } = await this.run();
    const isPastEnd = endsAt !== null && this.app.clock.now().getTime() > endsAt.getTime() + closingGraceSeconds * 1_000;
    return (state !== "OPEN" && state !== "INTERRUPTED") || isPastEnd;
  }

  /** The invariants I1 to I12 of the protocol. */
  async check(): Promise<void> {
    await this.quiet();
    const { app, runId } = this;
    const { db } = app.deps;
    const log = await historyOfRun(db, runId);
    const heads = await headsOfRun(db, runId);
    expectHeld(log, this, heads);
    // I5: a head never decreases.
    for (const [clientId, head] of Object.entries(heads)) {
      expect(head).toBeGreaterThanOrEqual(this.heads.get(clientId) ?? 0);
      this.heads.set(clientId, head);
    }
    for (const device of this.devices) expectNothingForgotten(log, device);

    // I4, I7: the projection is the fold of the main lane.
    const projection = new Map((await answersOfRun(db, runId)).map(({ key, value }) => [key, value]));
    expect(projection).toEqual(countedIn(log));
    expectReplayed(log, projection.get("text"));

    // I6, I9: once it is over nothing that counts changes, until a person gives more time.
    const isOver = await this.isOver();
    const state = JSON.stringify([...projection]);
    if (isOver && this.countedAtEnd !== undefined) expect(state).toBe(this.countedAtEnd);
    this.countedAtEnd = isOver ? state : undefined;

    await this.checkPage(projection, isOver);
  }

  private async checkPage(projection: ReadonlyMap<string, AnswerValue>, isOver: boolean): Promise<void> {
    const { page } = this;
    if (!page) return;
    const { outbox, device } = page;
    const { clientId, lastSeq } = outbox.claim();
    // I8: nothing waits exactly when the server has everything.
    if (outbox.unsent() === 0) expect(this.heads.get(clientId) ?? 0).toBe(lastSeq);
    expectKept(outbox, device, this.heads.get(clientId) ?? 0);
    // I11: «saved» means that the server shows what the page shows.
    if (outbox.status().kind === "saved" && !isOver && outbox.unsent() === 0 && lastSeq > 0)
      for (const [key, value] of projection) expect(outbox.get(key)).toEqual(value);
  }

  /** In the end the network is there: everything arrives, and counts if there was time. */
  async settle(): Promise<void> {
    this.weather = "up";
    for (const ghost of this.ghosts) await ghost.outbox.flush();
    await this.check();
    if (!this.page || (await this.isOver())) return;
    if (this.page.outbox.status().kind === "failed") await this.replace(this.page.device, false);
    for (let attempt = 0; attempt < 6; attempt += 1) await this.page.outbox.flush();
    await sleep(2);
    await this.check();
    const { outbox } = this.page;
    expect(outbox.status().kind).toBe("saved");
    expect(outbox.unsent()).toBe(0);
    const projection = await answersOfRun(this.app.deps.db, this.runId);
    for (const { key, value } of projection) expect(outbox.get(key)).toEqual(value);
  }
}
