/**
 * Stands in, inside the bundles, for the SDK's ways to find credentials in profiles, single sign-on and processes:
 * Lambda always gives them in environment variables, and the other ways weigh 100 KB in every function.
 */
function never(): never {
  throw new Error('A function takes its credentials from its environment variables, and there are none.');
}

export { never as fromIni, never as fromLoginCredentials, never as fromProcess, never as fromSSO, never as fromTokenFile, never as fromWebToken };
