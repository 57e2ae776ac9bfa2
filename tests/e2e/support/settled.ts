import { expect } from "@playwright/test";

/** What is read once it stays the same for some seconds: what was on its way has come. */
export async function settled<T extends string | number>(read: () => Promise<T>): Promise<T> {
  let last = await read();
  const isSame = async (): Promise<boolean> => {
    const before = last;
    last = await read();
    return last === before;
  };
  await expect.poll(isSame, { timeout: 90_000, intervals: [6_000] }).toBe(true);
  return last;
}
