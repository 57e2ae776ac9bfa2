/** Matches every call of a route, whatever its parameters, for a test that holds it up or lets it fail. */
export const everyCall = ({ path }: { readonly path: string }): RegExp => new RegExp(`${path.replaceAll(/:\w+/g, "[^/]+")}$`);
