import { useEffect, useState } from "react";

/** Files as addresses in this page; nothing of them is kept when the page is left. `load` must be the same function each time. */
export function useFiles(load: (signal: AbortSignal) => Promise<readonly (Blob | undefined)[]>): readonly (string | undefined)[] | "failed" | undefined {
  const [found, setFound] = useState<readonly (string | undefined)[] | "failed">();
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
  }, [load]);
  return found;
}
