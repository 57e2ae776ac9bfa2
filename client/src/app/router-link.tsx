import type { ReactNode } from "react";
import { Link } from "react-router";
import type { LinkProps } from "#client/ui/index.ts";

/** Give it to `<LinkProvider component={RouterLink}>` inside the router: links of the design system then change route without loading a page. */
export function RouterLink({ href, ...rest }: LinkProps): ReactNode {
  return <Link to={href} {...rest} />;
}
