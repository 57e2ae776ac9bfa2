import { EventEmitter } from "node:events";
import { createClient } from "redis";

/**
 * Hints between nodes: «this topic changed». A lost hint costs nothing, since the truth is fetched. In this process
 * when REDIS_URL is not set, else through Redis to every node, this one included.
 */
export interface Bus {
  publish(topic: string): void;
  subscribe(listener: (topic: string) => void): () => void;
  close(): Promise<void>;
}

const channel = "epreuve:hints";

export function createLocalBus(): Bus {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    publish: (topic) => void emitter.emit(channel, topic),
    subscribe: (listener) => {
      emitter.on(channel, listener);
      return () => emitter.off(channel, listener);
    },
    close: async () => void emitter.removeAllListeners(),
  };
}

export async function createRedisBus(url: string, onError: (error: unknown) => void): Promise<Bus> {
  const publisher = createClient({ url });
  const subscriber = publisher.duplicate();
  publisher.on("error", onError);
  subscriber.on("error", onError);
  await Promise.all([publisher.connect(), subscriber.connect()]);
  const local = createLocalBus();
  await subscriber.subscribe(channel, (topic) => local.publish(topic));
  return {
    // A hint that cannot be sent is lost, as hints may be; the error is still logged.
    publish: (topic) => void publisher.publish(channel, topic).catch(onError),
    subscribe: (listener) => local.subscribe(listener),
    close: async () => {
      await local.close();
      await Promise.allSettled([publisher.close(), subscriber.close()]);
    },
  };
}
