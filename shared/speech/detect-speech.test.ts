import { describe, expect, test } from "vitest";
import { cutSpeech, endSpeech, hearLevels, isLoud, speakingNow, speechRules, type SpeechPiece, type Voices } from "./detect-speech.ts";

interface Spoken {
  readonly fromMs: number;
  readonly toMs: number;
  readonly dbov?: number;
}
type Script = Readonly<Record<string, readonly Spoken[]>>;

/** What the media node's observer says of a script: packets of 20 ms, averaged in decibels over each look. */
function looksAt(script: Script, lastMs: number, { floor = -127, phaseMs = 0, lostEvery = 0 } = {}) {
  const { intervalMs, thresholdDbov } = speechRules;
  const looks = [];
  for (let atMs = phaseMs + intervalMs; atMs <= lastMs; atMs += intervalMs) {
    const levels = new Map<string, number>();
    for (const [peer, spoken] of Object.entries(script)) {
      const packets = [];
      for (let ms = Math.ceil((atMs - intervalMs) / 20) * 20; ms < atMs; ms += 20) {
        const now = spoken.find(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);
        packets.push(Math.max(now ? (now.dbov ?? -25) : -127, floor));
      }
      const average = Math.round(packets.reduce((sum, level) => sum + level, 0) / packets.length);
      // Packets that came late leave too few of them in a look: then nothing is said.
      const isLost = lostEvery > 0 && Math.round(atMs / intervalMs) % lostEvery === 0;
      if (average >= thresholdDbov && !isLost) levels.set(peer, average);
    }
    looks.push({ atMs, levels });
  }
  return looks;
}

function hear(script: Script, lastMs: number, options: { floor?: number; phaseMs?: number; cutEveryMs?: number; lostEvery?: number } = {}) {
  let voices: Voices = new Map();
  const pieces: SpeechPiece[] = [];
  for (const look of looksAt(script, lastMs, options)) {
    const heard = hearLevels(voices, look);
    voices = heard.voices;
    pieces.push(...heard.ended);
    if (options.cutEveryMs && look.atMs % options.cutEveryMs < speechRules.intervalMs) {
      const cut = cutSpeech(voices);
      voices = cut.voices;
      pieces.push(...cut.pieces);
    }
  }
  return [...pieces, ...endSpeech(voices)];
}

const later = (script: Script, byMs: number): Script =>
  Object.fromEntries(
    Object.entries(script).map(([peer, spoken]) => [
      peer,
      spoken.map((one) => ({ ...one, fromMs: one.fromMs + byMs, toMs: one.toMs + byMs })),
    ]),
  );

const msOf = (pieces: readonly SpeechPiece[], peer: string): number =>
  pieces.filter((piece) => piece.peer === peer).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);

/** Turns of some seconds, as in a discussion. */
const discussion: Script = {
  amina: [
    { fromMs: 1_000, toMs: 9_130 },
    { fromMs: 22_410, toMs: 26_000 },
    { fromMs: 41_000, toMs: 44_300 },
  ],
  joseph: [
    { fromMs: 9_500, toMs: 14_000, dbov: -38 },
    { fromMs: 44_000, toMs: 58_740, dbov: -42 },
  ],
  wei: [
    { fromMs: 14_200, toMs: 17_000 },
    { fromMs: 28_310, toMs: 39_600, dbov: -30 },
  ],
};

describe("from levels to speech", () => {
  test("[SPK-1] scripted turns are measured to within five per cent, wherever the looks fall", () => {
    for (const phaseMs of [0, 40, 80, 120, 160, 200, 240]) {
      const pieces = hear(discussion, 61_000, { phaseMs });
      for (const [peer, spoken] of Object.entries(discussion)) {
        const scripted = spoken.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
        expect(Math.abs(msOf(pieces, peer) - scripted) / scripted, `${peer} at ${phaseMs}`).toBeLessThanOrEqual(0.05);
      }
    }
  });

  test("[SPK-1] looks of which too few packets came are not silence: the error stays where it was", () => {
    for (const lostEvery of [2, 3, 4])
      for (const phaseMs of [0, 80, 160]) {
        const pieces = hear(discussion, 61_000, { phaseMs, lostEvery });
        for (const [peer, spoken] of Object.entries(discussion)) {
          const scripted = spoken.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
          expect(Math.abs(msOf(pieces, peer) - scripted) / scripted, `${peer}, ${lostEvery}`).toBeLessThanOrEqual(0.07);
        }
      }
  });

  test("[SPK-1] over many turns the error does not add up", () => {
    const spoken = Array.from({ length: 40 }, (_, index) => ({ fromMs: index * 4_037, toMs: index * 4_037 + 2_500 }));
    const measured = msOf(hear({ amina: spoken }, 170_000), "amina");
    expect(Math.abs(measured - 100_000) / 100_000).toBeLessThanOrEqual(0.03);
  });

  test("[SPK-1] one loud look is not speech, and a breath does not end it", () => {
    const cough = hear({ amina: [{ fromMs: 1_000, toMs: 1_250 }] }, 5_000);
    expect(cough).toEqual([]);
    const breathing = hear(
      { amina: [{ fromMs: 1_000, toMs: 4_000 }, { fromMs: 4_400, toMs: 8_000 }] },
      12_000,
    );
    expect(breathing).toHaveLength(1);
    expect(breathing[0]?.averageDbov).toBe(-25);
  });

  test("[SPK-1] between the two thresholds what has begun goes on, and nothing begins", () => {
    const fading = { amina: [{ fromMs: 1_000, toMs: 3_000 }, { fromMs: 3_000, toMs: 6_000, dbov: -53 }] };
    expect(msOf(hear(fading, 10_000), "amina")).toBeGreaterThan(4_700);
    expect(hear({ amina: [{ fromMs: 1_000, toMs: 6_000, dbov: -53 }] }, 10_000)).toEqual([]);
  });

  test("[SPK-6] a noisy room is not speech: however loud it is while nobody speaks, the error stays where it was", () => {
    for (const floor of [-90, -70, -58, -54, -52, -50, -48, -45])
      for (const phaseMs of [0, 80, 160]) {
        // Everybody has been there for a while before anybody speaks.
        const pieces = hear(later(discussion, 10_000), 71_000, { phaseMs, floor }).filter(({ toMs }) => toMs > 10_000);
        for (const [peer, spoken] of Object.entries(discussion)) {
          // A voice that is hardly louder than its room is not measured; people hear that themselves.
          if (spoken.some(({ dbov = -25 }) => dbov < floor + 10)) continue;
          const scripted = spoken.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
          expect(Math.abs(msOf(pieces, peer) - scripted) / scripted, `${peer} above ${floor}, ${phaseMs}`).toBeLessThanOrEqual(0.05);
        }
      }
  });

  test("[SPK-6] a room that is noisy from the beginning is speech for three seconds at most; one that becomes so, for half a minute", () => {
    expect(msOf(hear({ amina: [] }, 60_000, { floor: -45 }), "amina")).toBeLessThanOrEqual(3_500);
    const fan = hear({ amina: [{ fromMs: 30_000, toMs: 90_000, dbov: -45 }] }, 90_000, { floor: -70 });
    expect(msOf(fan, "amina")).toBeLessThanOrEqual(32_500);
    // It is switched off again: whoever speaks softly is heard as before, at once.
    const quiet = hear({ amina: [{ fromMs: 5_000, toMs: 40_000, dbov: -45 }, { fromMs: 42_000, toMs: 50_000, dbov: -44 }] }, 52_000, { floor: -70 });
    expect(msOf(quiet.filter(({ fromMs }) => fromMs > 41_000), "amina")).toBeGreaterThan(7_500);
  });

  test("[SPK-6] a loud voice that never breathes is no noise", () => {
    const pieces = hear({ amina: [{ fromMs: 5_000, toMs: 95_000, dbov: -28 }] }, 100_000, { floor: -70 });
    expect(Math.abs(msOf(pieces, "amina") / 90_000 - 1)).toBeLessThanOrEqual(0.01);
    // Nor do its own edges get shorter for it, wherever the looks fall.
    const ms = Array.from({ length: 25 }, (_, index) => index * 10).map((phaseMs) => msOf(hear({ amina: [{ fromMs: 5_010, toMs: 45_010 }] }, 60_000, { phaseMs }), "amina"));
    expect(Math.abs(ms.reduce((sum, one) => sum + one, 0) / ms.length - 40_000)).toBeLessThanOrEqual(25);
  });

  test("[SPK-6] what is shown as a voice at once is louder than its own room", () => {
    let voices: Voices = new Map();
    for (const look of looksAt({ amina: [], joseph: [] }, 5_000, { floor: -45 })) voices = hearLevels(voices, look).voices;
    expect([isLoud(voices, "amina", -44), isLoud(voices, "amina", -30), isLoud(voices, "wei", -44)]).toEqual([false, true, true]);
  });

  test("[SPK-2] no piece is without length, in whatever room", () => {
    for (const floor of [-127, -58, -50, -45])
      for (const phaseMs of [0, 40, 80, 120, 160, 200])
        for (const { fromMs, toMs } of hear(discussion, 61_000, { floor, phaseMs, cutEveryMs: 5_000 })) expect(toMs).toBeGreaterThan(fromMs);
  });

  test("[SPK-2] what is written every five seconds is the same speech in pieces that touch", () => {
    const whole = hear(discussion, 61_000);
    const pieces = hear(discussion, 61_000, { cutEveryMs: 5_000 });
    expect(pieces.length).toBeGreaterThan(whole.length);
    for (const peer of Object.keys(discussion)) expect(msOf(pieces, peer)).toBe(msOf(whole, peer));
    const joseph = pieces.filter(({ peer }) => peer === "joseph" ).filter(({ fromMs }) => fromMs > 40_000);
    expect(joseph.slice(1).map(({ fromMs }) => fromMs)).toEqual(joseph.slice(0, -1).map(({ toMs }) => toMs));
  });

  test("[SPK-2] the end of a room ends the speech in it", () => {
    const pieces = hear({ amina: [{ fromMs: 1_000, toMs: 9_000 }] }, 5_000);
    expect(pieces).toHaveLength(1);
    expect(msOf(pieces, "amina")).toBeGreaterThan(3_800);
  });

  test("[SPK-1] who speaks now is known from the second loud look on", () => {
    const loud = new Map([["amina", -20]]);
    const once = hearLevels(new Map(), { atMs: 250, levels: loud }).voices;
    expect(speakingNow(once)).toEqual([]);
    expect(speakingNow(hearLevels(once, { atMs: 500, levels: loud }).voices)).toEqual(["amina"]);
  });
});
