/** Why an order sends a person to the exam: articles of the Charter, or the brokerage regulator's own ground. */
export const referralReasons = ["ART_35", "ART_35_2", "ART_36", "ART_37", "ART_38", "OACIQ"] as const;
export type ReferralReason = (typeof referralReasons)[number];

/** What people type in a file: «art. 35», «35.2», «ART_36», «oaciq». */
export function readReason(text: string): ReferralReason | undefined {
  const plain = text
    .trim()
    .toUpperCase()
    .replace(/^ART(ICLE)?[\s._]*/, "");
  if (plain === "OACIQ") return "OACIQ";
  const wanted = `ART_${plain.replaceAll(/[.\s]+/g, "_")}`;
  return referralReasons.find((reason) => reason === wanted);
}
