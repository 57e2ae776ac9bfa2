import { useEffect } from "react";
import { useLocation } from "react-router";
import { useT } from "#client/app/i18n.tsx";

const nameWindow = (product: string): void => {
  const heading = document.querySelector("h1")?.textContent;
  const title = heading ? `${heading} – ${product}` : product;
  // Said only when it changes: some screen readers read a title again each time that it is set.
  if (document.title !== title) document.title = title;
};

/** The page's heading names its window, in rooms as elsewhere. */
export function WindowTitle(): null {
  const { pathname } = useLocation();
  const t = useT();
  // A lazy page's heading comes after the change of address: the document is watched for it.
  useEffect(() => {
    const product = t("common.product");
    const observer = new MutationObserver(() => nameWindow(product));
    nameWindow(product);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [pathname, t]);
  return null;
}
