import type { Deps } from "./deps.ts";

const answerStandsMs = 1_000;

/** Whether the database answers. Anybody may ask, as often as they like: the database is asked once a second at most. */
export function readiness({ db, clock }: Pick<Deps, "db" | "clock">): () => Promise<boolean> {
  let last: { readonly askedAt: number; readonly answer: Promise<boolean> } | undefined;
  return () => {
    const now = clock.now().getTime();
    if (!last || Math.abs(now - last.askedAt) >= answerStandsMs) {
      const answer = db.$queryRaw`SELECT 1`.then(
        () => true,
        () => false,
      );
      last = { askedAt: now, answer };
    }
    return last.answer;
  };
}
