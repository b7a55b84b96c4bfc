/** Lets jest import a policy file as its text, as esbuild's text loader does for the bundles. */
export default {
  process: (text) => ({ code: `export default ${JSON.stringify(text)};` }),
};
