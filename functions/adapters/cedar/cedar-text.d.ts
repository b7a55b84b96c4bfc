/** A policy file is its text: esbuild's text loader in the bundles, `test/support/cedar-transform.mjs` in the tests. */
declare module '*.cedar' {
  const text: string;
  export default text;
}
