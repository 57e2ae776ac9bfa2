import type { ComponentProps, ReactNode } from "react";

/** A file that the server sends: the router would look for a page of that address, and find none. */
export function FileLink({ children, ...rest }: Omit<ComponentProps<"a">, "download"> & { readonly href: string }): ReactNode {
  return (
    <a {...rest} download>
      {children}
    </a>
  );
}
