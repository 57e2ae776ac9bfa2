/**
 * Travels with every request and in the socket handshake. The server accepts the current and the previous one, because
 * an exam in progress cannot be told to reload.
 */
export const protocolVersion = 1;
export const acceptedVersions: readonly number[] = [protocolVersion, protocolVersion - 1];
