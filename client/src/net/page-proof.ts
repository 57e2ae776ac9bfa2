/**
 * What a client that sends no headers of its own said of this very page, sent along with every request. Empty anywhere
 * else.
 */
let headers: Readonly<Record<string, string>> = {};

export const pageProof = (): Readonly<Record<string, string>> => headers;
export const setPageProof = (proof: Readonly<Record<string, string>>): void => void (headers = proof);

/** The server no longer takes the proof of this page: a part has begun, or the page was away. */
export const proofEvent = "epreuve:proof-needed";
