import { expect, test } from "vitest";
import { MediaSession } from "./media-session.ts";

const refusal = (code: string): Error => Object.assign(new Error(code), { code });
const once = (session: MediaSession, connection: string): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => void (session.state.connection === connection && resolve());
    session.subscribe(look);
    look();
  });

test("[MEDIA-24] whoever is put out keeps the reason, and still has it while they enter again", async () => {
  const answers = [refusal("NOT_SIGNED_IN"), refusal("ROOM_NOT_OPEN")];
  const session = new MediaSession(() => {
    const answer = answers.shift();
    return answer ? Promise.reject(answer) : new Promise(() => undefined);
  });
  await once(session, "closed");
  expect(session.state.putOut).toEqual({ by: "closed", refusal: "NOT_SIGNED_IN" });

  session.enterAgain();
  expect(session.state).toMatchObject({ connection: "connecting", putOut: { by: "closed", refusal: "NOT_SIGNED_IN" } });
  await once(session, "closed");
  expect(session.state.putOut).toEqual({ by: "closed", refusal: "ROOM_NOT_OPEN" });

  session.enterAgain();
  expect(session.state).toMatchObject({ connection: "connecting", putOut: { by: "closed", refusal: "ROOM_NOT_OPEN" } });
  session.stop();
});

test("[MEDIA-26] a second attempt to enter in vain is said, the first is not, and the next one follows", async () => {
  const said: string[] = [];
  let attempts = 0;
  const session = new MediaSession(() => {
    attempts += 1;
    return attempts < 4 ? Promise.reject(refusal("UNAVAILABLE")) : new Promise(() => undefined);
  });
  session.subscribe(() => said.push(`${attempts} ${session.state.connection}`));
  await expect.poll(() => attempts).toBe(4);
  expect([...new Set(said)]).toEqual(["1 connecting", "2 reconnecting", "3 reconnecting"]);
  session.stop();
});
