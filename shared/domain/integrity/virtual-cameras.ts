/** What programs that stand for a camera call themselves. A name is a reason to ask, and proves nothing. */
const names = [
  "obs",
  "virtual",
  "manycam",
  "snap camera",
  "xsplit",
  "droidcam",
  "iriun",
  "epoccam",
  "camo",
  "mmhmm",
  "v4l2loopback",
  "dummy video",
  "splitcam",
  "youcam",
];

const pattern = new RegExp(`(^|[^a-z])(${names.join("|")})([^a-z]|$)`, "i");

export const isVirtualCameraName = (label: string): boolean => pattern.test(label);
