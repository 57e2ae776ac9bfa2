import { expect, test } from "vitest";
import type { CandidateSittingView, RunView } from "#shared/protocol/sitting.ts";
import { activities, type RunState } from "#shared/domain/sitting/run-machine.ts";
import { dayStage, lostBefore, lostForGood, stepState } from "./day-stage.ts";

const runs = (...states: RunState[]): RunView[] =>
  activities.map((activity, index) => ({
    runId: `run-${activity}`,
    activity,
    state: states[index] ?? "PENDING",
    startedAt: null,
    endsAt: null,
    baseSeconds: 60,
    isSilent: false,
    stoppedAt: null,
    stopCause: null,
    ledger: [],
  }));
const checkIn = { roomId: "room-1", kind: "CHECK_IN", openedByName: "Marc" } as const;

test.each<[CandidateSittingView["state"], RunState[], CandidateSittingView["openRooms"], object]>([
  ["SCHEDULED", [], [], { kind: "arrive" }],
  ["WAITING", [], [], { kind: "waiting" }],
  ["WAITING", [], [checkIn], { kind: "checkIn", roomId: "room-1" }],
  ["IDENTITY_CONFIRMED", [], [], { kind: "between", next: "READING", isFirst: true }],
  ["IDENTITY_CONFIRMED", [], [checkIn], { kind: "checkIn", roomId: "room-1" }],
  ["IN_PROGRESS", ["OPEN"], [checkIn], { kind: "activity", run: { activity: "READING" } }],
  ["INTERRUPTED", ["INTERRUPTED"], [checkIn], { kind: "checkIn", roomId: "room-1" }],
  ["INTERRUPTED", ["COMPLETED"], [checkIn], { kind: "checkIn", roomId: "room-1" }],
  ["IN_PROGRESS", ["OPEN"], [], { kind: "activity", run: { activity: "READING" } }],
  ["IN_PROGRESS", ["COMPLETED"], [], { kind: "between", next: "DISCUSSION", isFirst: false }],
  ["INTERRUPTED", ["COMPLETED", "COMPLETED", "INTERRUPTED"], [], { kind: "activity", run: { activity: "WRITING" } }],
  ["IN_PROGRESS", ["COMPLETED", "TECHNICAL"], [], { kind: "between", next: "WRITING", isFirst: false }],
  ["IN_PROGRESS", ["COMPLETED", "COMPLETED", "COMPLETED", "COMPLETED"], [], { kind: "finished" }],
  ["COMPLETED", [], [], { kind: "finished" }],
  ["NOT_COMPLETED", [], [], { kind: "stopped" }],
  ["NOT_COMPLETED", [], [checkIn], { kind: "checkIn", roomId: "room-1" }],
  ["ABSENT", [], [], { kind: "absent" }],
])("[SIT-13] %s with %j shows %j", (state, states, openRooms, stage) => {
  const here = { seat: "HERE", isFrozen: false, writingTool: "KEYBOARD" } as const;
  expect(dayStage({ state, runs: runs(...states), openRooms, ...here })).toMatchObject(stage);
});

test.each<[RunState | undefined, string]>([
  [undefined, "next"],
  ["PENDING", "next"],
  ["OPEN", "current"],
  ["INTERRUPTED", "current"],
  ["COMPLETED", "done"],
  ["TECHNICAL", "done"],
])("[SIT-32] an activity that is %s is shown as %s", (state, shown) => {
  expect(stepState(state)).toBe(shown);
});

test.each<[CandidateSittingView["seat"], CandidateSittingView["openRooms"], boolean, object]>([
  ["ELSEWHERE", [], false, { kind: "elsewhere", isAsked: false }],
  ["ELSEWHERE", [checkIn], true, { kind: "elsewhere", isAsked: false }],
  ["REQUESTED", [], true, { kind: "elsewhere", isAsked: true }],
  ["REQUESTED", [checkIn], false, { kind: "checkIn", roomId: "room-1" }],
  ["STATION_NEEDED", [], false, { kind: "station" }],
  ["HERE", [checkIn], true, { kind: "ready" }],
  ["HERE", [], false, { kind: "activity", run: { activity: "READING" } }],
])("[SEAT-3] a browser whose seat is %s shows the exam only when it sits", (seat, openRooms, isFrozen, stage) => {
  const sitting = { state: "IN_PROGRESS", runs: runs("OPEN"), openRooms, writingTool: "KEYBOARD" } as const;
  expect(dayStage({ ...sitting, seat, isFrozen })).toMatchObject(stage);
});

test("[SIT-13] whoever lost the activity just before is told that it is sat again; an older one, or one handed in, is not said again", () => {
  expect(lostBefore("WRITING", runs("COMPLETED", "TECHNICAL"))).toBe("DISCUSSION");
  expect(lostBefore("WRITING", runs("TECHNICAL", "COMPLETED"))).toBeUndefined();
  expect(lostBefore("READING", runs())).toBeUndefined();
});

test("[SIT-33] the end of the day names every activity that a technical cause took, and no other", () => {
  expect(lostForGood(runs("COMPLETED", "TECHNICAL", "COMPLETED", "TECHNICAL"))).toEqual(["DISCUSSION", "INTERVIEW"]);
  expect(lostForGood(runs("COMPLETED", "GATE_STOPPED", "NOT_EVALUATED", "ABSENT"))).toEqual([]);
});
