import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from "rate-limiter-flexible";
import { createClient } from "redis";

/** Counts requests per key and minute; `false` when the key has used up its points. */
export interface RateLimit {
  take(bucket: string, key: string, perMinute: number): Promise<boolean>;
  close(): Promise<void>;
}

/** In memory on one node; in Redis for several, with the memory limiter as its insurance when Redis is away. */
export async function createRateLimit(redisUrl: string | undefined, onError: (error: unknown) => void): Promise<RateLimit> {
  const client = redisUrl ? createClient({ url: redisUrl, disableOfflineQueue: true }) : undefined;
  if (client) {
    client.on("error", onError);
    await client.connect();
  }
  const limiters = new Map<number, RateLimiterAbstract>();
  const limiterFor = (perMinute: number): RateLimiterAbstract => {
    const known = limiters.get(perMinute);
    if (known) return known;
    const memory = new RateLimiterMemory({ points: perMinute, duration: 60 });
    const limiter = client
      ? new RateLimiterRedis({
          storeClient: client,
          useRedisPackage: true,
          points: perMinute,
          duration: 60,
          keyPrefix: `epreuve:rate:${perMinute}`,
          insuranceLimiter: memory,
        })
      : memory;
    limiters.set(perMinute, limiter);
    return limiter;
  };
  return {
    take: async (bucket, key, perMinute) => {
      try {
        await limiterFor(perMinute).consume(`${bucket}:${key}`);
        return true;
      } catch (error) {
        if (error instanceof Error) throw error;
        return false; // The library rejects with its own counter when the points are used up.
      }
    },
    close: async () => {
      if (client) await client.close();
    },
  };
}
