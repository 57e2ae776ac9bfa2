import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from "rate-limiter-flexible";
import { createClient } from "redis";

/** Counts requests per key and minute; `false` when the key has used up its points. */
export interface RateLimit {
  take(bucket: string, key: string, perMinute: number): Promise<boolean>;
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
  const here = limitersBy((points) => new RateLimiterMemory({ points, duration: 60 }));
  const everywhere = client
    ? limitersBy(
        (points) =>
          new RateLimiterRedis({
            storeClient: client,
            useRedisPackage: true,
            points,
            duration: 60,
            keyPrefix: `epreuve:rate:${points}`,
            insuranceLimiter: here(points),
          }),
      )
    : here;
  return {
    take: (bucket, key, perMinute) => consume(everywhere(perMinute), `${bucket}:${key}`),
    takeHere: (bucket, key, perMinute) => consume(here(perMinute), `${bucket}:${key}`),
    close: async () => {
      if (client) await client.close();
    },
  };
}

/** One limiter for each number of points, made when it is first needed. */
function limitersBy(make: (points: number) => RateLimiterAbstract): (points: number) => RateLimiterAbstract {
  const all = new Map<number, RateLimiterAbstract>();
  return (points) => {
    const limiter = all.get(points) ?? make(points);
    all.set(points, limiter);
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
