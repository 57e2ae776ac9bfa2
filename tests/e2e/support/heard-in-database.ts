import { formContent } from "#shared/domain/forms/form-content.ts";
import { createDb, type Db } from "#server/platform/db.ts";
import { recordTypes } from "#server/platform/journal/format.ts";
import { JournalWriter, journalNowMs } from "#server/platform/journal/journal-writer.ts";
import { addSegment, createTrack, endTrack, keyOf, openRecording, trackFolder } from "#server/features/rooms/recording-store.ts";
import { quietPacket } from "#tests/support/quiet-packet.ts";
import { staff } from "./people.ts";
import type { TestServer } from "./server.ts";

/** What a marker has behind them that no page makes in a minute: an interview that was heard, an answer that was judged. */

export interface Shelf {
  /** Where the server keeps recordings, and the key under which it does. */
  readonly folder: string;
  readonly masterKey: Buffer;
}

const seconds = 2;

/** The person's voice in an interview that is over, kept as the media node keeps it; it is sealed within a minute. */
async function keepVoice(
  db: Db,
  { folder, masterKey }: Shelf,
  { sittingId, sessionId, accountId, openedById }: { readonly sittingId: string; readonly sessionId: string; readonly accountId: string; readonly openedById: string },
): Promise<void> {
  const now = new Date(Date.now());
  const room = { kind: "INTERVIEW", sessionId, sittingId, openedById, openedAt: now, closedAt: now, frame: {} } as const;
  const { id: roomId } = await db.room.create({ data: { ...room, state: "CLOSED" }, select: { id: true } });
  const track = await db.$transaction(async (tx) => {
    const key = await keyOf(tx, masterKey, { sittingId, roomId: null }, now);
    if (!key) throw new Error("The key was destroyed.");
    const recording = await openRecording(tx, roomId, now);
    const of = { recordingId: recording.id, keyId: key.id, accountId, source: "microphone", nodeId: "", startedAt: now, clipId: null };
    const { id: trackId } = await createTrack(tx, of);
    return { trackId, key: key.key, folder: trackFolder(folder, recording.id, trackId) };
  });
  const onFailed = (error: unknown): void => {
    throw error;
  };
  const writer = new JournalWriter({ ...track, meta: { levelId: 10 }, onFailed, onSealed: async (segment) => void (await addSegment(db, segment, now)) });
  const startMs = journalNowMs();
  for (let index = 0; index < seconds * 50; index += 1) writer.append(recordTypes.rtp, quietPacket(index), startMs + index * 20);
  await writer.close();
  await endTrack(db, track.trackId, now);
}

/** The interview of this sitting, whoever held it, can be heard. */
export async function keepInterview(server: TestServer, sittingId: string, shelf: Shelf): Promise<void> {
  const db = createDb(server.databaseUrl, 2);
  try {
    const sitting = await db.sitting.findUniqueOrThrow({ where: { id: sittingId }, select: { sessionId: true, accountId: true, rooms: { where: { kind: "INTERVIEW" }, select: { openedById: true } } } });
    const [held] = sitting.rooms;
    if (!held) throw new Error("No interview was held.");
    await keepVoice(db, shelf, { sittingId, sessionId: sitting.sessionId, accountId: sitting.accountId, ...held });
  } finally {
    await db.$disconnect();
  }
}

/** Nothing is being sealed any more: until then it is no recording that anybody can hear. */
export async function isAllSealed(server: TestServer): Promise<boolean> {
  const db = createDb(server.databaseUrl, 2);
  try {
    return (await db.recording.count({ where: { sealedAt: null } })) === 0;
  } finally {
    await db.$disconnect();
  }
}

/** One of the people whose text this marker has was interviewed and recorded, and the marker has marked it from the sound. */
export async function heardInterview(server: TestServer, email: string, { folder, masterKey }: Shelf): Promise<{ readonly blindCode: string }> {
  const db = createDb(server.databaseUrl, 2);
  const now = new Date(Date.now());
  try {
    const { id: raterId } = await db.account.findUniqueOrThrow({ where: { email }, select: { id: true } });
    const { sittingId, sitting } = await db.markingTask.findFirstOrThrow({
      where: { raterId },
      select: { sittingId: true, sitting: { select: { sessionId: true, accountId: true } } },
    });
    // Whoever opened the interview has met the person, and would lose the recording within a minute.
    const opened = await db.account.findUniqueOrThrow({ where: { email: staff.marc }, select: { id: true } });
    await keepVoice(db, { folder, masterKey }, { ...sitting, sittingId, openedById: opened.id });
    const place = { sittingId, unit: "interview.EO", round: "ORIGINAL", ordinal: 1, raterId } as const;
    const blindCode = "HEARDONE";
    const { id: taskId } = await db.markingTask.create({
      data: { ...place, blindCode, state: "MARKED", createdAt: now, dueAt: now },
      select: { id: true },
    });
    await db.mark.create({ data: { ...place, taskId, bands: [3, 3, 3, 3], comments: "", lockedAt: now } });
    return { blindCode };
  } finally {
    await db.$disconnect();
  }
}

/** What was heard is to be heard by the same marker for one unit more. */
export async function toBeHeard(server: TestServer, email: string): Promise<{ readonly taskId: string; readonly blindCode: string }> {
  const db = createDb(server.databaseUrl, 2);
  const now = new Date(Date.now());
  try {
    const { id: raterId } = await db.account.findUniqueOrThrow({ where: { email }, select: { id: true } });
    const { sittingId } = await db.mark.findFirstOrThrow({ where: { raterId, unit: "interview.EO" }, select: { sittingId: true } });
    const place = { sittingId, unit: "interview.CO", round: "ORIGINAL", ordinal: 1, raterId } as const;
    const blindCode = "HEARDTWO";
    const { id: taskId } = await db.markingTask.create({
      data: { ...place, blindCode, state: "ALLOTTED", createdAt: now, dueAt: now },
      select: { id: true },
    });
    return { taskId, blindCode };
  } finally {
    await db.$disconnect();
  }
}

/** Somebody gave an answer that no key settles, and this marker has said what it is worth. */
export async function judgedAnswer(server: TestServer, email: string, sample: string): Promise<void> {
  const db = createDb(server.databaseUrl, 2);
  try {
    const { id: raterId } = await db.account.findUniqueOrThrow({ where: { email }, select: { id: true } });
    const { sittingId, sitting } = await db.markingTask.findFirstOrThrow({
      where: { raterId },
      select: { sittingId: true, sitting: { select: { formId: true, form: { select: { content: true } } } } },
    });
    const [item] = formContent.parse(sitting.form.content).items.filter(({ type }) => type === "SHORT_ANSWER");
    if (!item) throw new Error("The form has a short answer.");
    const answer = { formId: sitting.formId, itemId: item.id, answer: sample.toLowerCase() };
    await db.openAnswer.create({ data: { ...answer, sittingId, sample } });
    await db.openAnswerMark.create({ data: { ...answer, points: 0, raterId, markedAt: new Date(Date.now()) } });
  } finally {
    await db.$disconnect();
  }
}

/** A further mark of a discussion was asked of an adviser of its session, and its day was yesterday. */
export async function askedOfAdviser(server: TestServer, email: string): Promise<{ readonly name: string; readonly dueAt: Date }> {
  const db = createDb(server.databaseUrl, 2);
  const now = new Date(Date.now());
  const dueAt = new Date(now.getTime() - 86_400_000);
  try {
    const { id: raterId } = await db.account.findUniqueOrThrow({ where: { email }, select: { id: true } });
    const { id: sittingId, registration } = await db.sitting.findFirstOrThrow({
      where: { session: { advisers: { some: { accountId: raterId } } } },
      select: { id: true, registration: { select: { givenName: true, familyName: true } } },
    });
    const place = { sittingId, unit: "discussion.EO", round: "ORIGINAL", ordinal: 3, raterId } as const;
    await db.markingTask.create({ data: { ...place, blindCode: "ASKEDONE", state: "ALLOTTED", createdAt: now, dueAt }, select: { id: true } });
    return { name: `${registration.givenName} ${registration.familyName}`, dueAt };
  } finally {
    await db.$disconnect();
  }
}
