import { useCallback, useEffect, useState } from "react";

type Found = readonly (string | undefined)[] | "failed" | undefined;

/** Files as addresses in this page; nothing of them is kept when the page is left. `load` must be the same function each time. */
export function useFiles(load: (signal: AbortSignal) => Promise<readonly (Blob | undefined)[]>): {
  /** Undefined while they are fetched. */
  readonly files: Found;
  /** Fetches them again, and leaves the rest of the page as it is. */
  readonly retry: () => void;
} {
  const [found, setFound] = useState<Found>();
  const [attempt, setAttempt] = useState(1);
  // The files live as long as the page shows them.
  useEffect(() => {
    const made: string[] = [];
    const gone = new AbortController();
    load(AbortSignal.any([gone.signal, AbortSignal.timeout(240_000)])).then(
      (files) => {
        if (gone.signal.aborted) return;
        const addresses = files.map((file) => (file ? URL.createObjectURL(file) : undefined));
        made.push(...addresses.filter((address) => address !== undefined));
        setFound(addresses);
      },
      () => gone.signal.aborted || setFound("failed"),
    );
    return () => {
      gone.abort();
      for (const url of made) URL.revokeObjectURL(url);
    };
  }, [load, attempt]);
  const retry = useCallback((): void => {
    setFound(undefined);
    setAttempt((last) => last + 1);
  }, []);
  return { files: found, retry };
}
