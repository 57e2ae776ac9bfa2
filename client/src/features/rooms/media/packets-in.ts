/** Packets of one stream that have arrived, by the browser's report on it; undefined without one. */
export function packetsIn(report: RTCStatsReport | undefined): number | undefined {
  if (!report) return undefined;
  const inbound = [...report.values()].find((stats: RTCStats) => stats.type === "inbound-rtp") as
    | RTCInboundRtpStreamStats
    | undefined;
  return inbound?.packetsReceived ?? 0;
}
