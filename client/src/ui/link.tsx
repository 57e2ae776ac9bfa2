import { createContext, createElement, use, type ComponentProps, type ComponentType, type ReactNode } from "react";

/** Of a page; a file is a `FileLink`. */
export type LinkProps = Omit<ComponentProps<"a">, "download"> & { readonly href: string };

function PlainLink({ children, ...rest }: LinkProps): ReactNode {
  return <a {...rest}>{children}</a>;
}

const LinkComponent = createContext<ComponentType<LinkProps>>(PlainLink);

/** The app gives its router's link here, so that the design system depends on no router. */
export function LinkProvider({
  component,
  children,
}: {
  readonly component: ComponentType<LinkProps>;
  readonly children: ReactNode;
}): ReactNode {
  return <LinkComponent value={component}>{children}</LinkComponent>;
}

export function Link(props: LinkProps): ReactNode {
  return createElement(use(LinkComponent), props);
}
