import { expect, test } from "vitest";
import { placeOf } from "./place.ts";

test("[ACC-12] an IPv6 network is one place, however its addresses are written; an IPv4 address is itself", () => {
  expect(
    [
      "2001:db8:1:2::1",
      "2001:0DB8:0001:0002:ffff:0:0:7",
      "2001:db8:1:3::1",
      "2001:db8::9",
      "fe80::1%eth0",
      "::1",
      "1:2:3:4:5:6:7:8",
      "192.0.2.7",
      "::ffff:192.0.2.7",
      "::FFFF:c000:0207",
      undefined,
    ].map(placeOf),
  ).toEqual([
    "2001:db8:1:2::/64",
    "2001:db8:1:2::/64",
    "2001:db8:1:3::/64",
    "2001:db8:0:0::/64",
    "fe80:0:0:0::/64",
    "0:0:0:0::/64",
    "1:2:3:4::/64",
    "192.0.2.7",
    "192.0.2.7",
    "192.0.2.7",
    "unknown",
  ]);
});
