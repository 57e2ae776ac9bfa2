/** The few functions of jstat that are used here: it brings no types of its own. */
declare module "jstat" {
  interface Distribution {
    cdf(x: number, ...parameters: number[]): number;
    inv(p: number, ...parameters: number[]): number;
  }
  const library: { readonly jStat: { readonly normal: Distribution; readonly studentt: Distribution } };
  export default library;
}
