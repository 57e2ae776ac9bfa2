import type { ReactNode } from "react";

export default function StyleGuide(): ReactNode {
  return null;
}
