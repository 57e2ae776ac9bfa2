import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from "rate-limiter-flexible";
import { createClient } from "redis";

/** Counts requests per key and minute, or another number of seconds; `false` when the key has used up its points. */
export interface RateLimit {
  take(bucket: string, key: string, points: number, seconds?: number): Promise<boolean>;
  /** Gives one point back: what was asked for was right. */
  giveBack(bucket: string, key: string, points: number, seconds: number): Promise<void>;
  /** The same, counted by this process alone: a page that has gone wild is stopped without asking anybody else. */
  takeHere(bucket: string, key: string, perMinute: number): Promise<boolean>;
  close(): Promise<void>;
}

/** In memory on one node; in Redis for several, with the memory limiter as its insurance when Redis is away. */
export async function createRateLimit(redisUrl: string | undefined, onError: (error: unknown) => void): Promise<RateLimit> {
  const client = redisUrl ? createClient({ url: redisUrl, disableOfflineQueue: true }) : undefined;
  if (client) {
    client.on("error", onError);
    await client.connect();
  }
  const here = limitersBy((points, duration) => new RateLimiterMemory({ points, duration }));
  const everywhere = client
    ? limitersBy(
        (points, duration) =>
          new RateLimiterRedis({
            storeClient: client,
            useRedisPackage: true,
            points,
            duration,
            keyPrefix: `epreuve:rate:${points}:${duration}`,
            insuranceLimiter: here(points, duration),
          }),
      )
    : here;
  return {
    take: (bucket, key, points, seconds = 60) => consume(everywhere(points, seconds), `${bucket}:${key}`),
    giveBack: async (bucket, key, points, seconds) => {
      await everywhere(points, seconds).reward(`${bucket}:${key}`, 1);
    },
    takeHere: (bucket, key, perMinute) => consume(here(perMinute, 60), `${bucket}:${key}`),
    close: async () => {
      if (client) await client.close();
    },
  };
}

type LimiterOf = (points: number, seconds: number) => RateLimiterAbstract;

/** One limiter for each number of points and seconds, made when it is first needed. */
function limitersBy(make: LimiterOf): LimiterOf {
  const all = new Map<string, RateLimiterAbstract>();
  return (points, seconds) => {
    const key = `${points}:${seconds}`;
    const limiter = all.get(key) ?? make(points, seconds);
    all.set(key, limiter);
    return limiter;
  };
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (error) {
    if (error instanceof Error) throw error;
    return false; // The library rejects with its own counter when the points are used up.
  }
}
