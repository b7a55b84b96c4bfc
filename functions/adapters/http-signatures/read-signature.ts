import { isInnerList, parseDictionary, serializeInnerList, type InnerList, type Item } from 'structured-headers';

/** A signature of a message as its two headers tell of it (RFC 9421 §4), before anything of it is believed. */
export interface ReadSignature {
  /** Names of the covered components, in order; those with parameters are named with them. */
  readonly components: readonly Item[];
  /** The value of `@signature-params`, as it is signed. */
  readonly parametersText: string;
  readonly signature: Uint8Array;
  readonly keyId: string;
  /** Epoch seconds. */
  readonly created: number;
  readonly expires: number | undefined;
  readonly nonce: string;
  readonly algorithm: string | undefined;
}

export interface SignatureHeaders {
  readonly signatureInput: string;
  readonly signature: string;
}

const NONCE = /^[\x21-\x7e]{8,128}$/;

/** The one signature of a message; undefined when there is not exactly one, or it lacks keyid, created or nonce. */
export function readSignature({ signatureInput, signature }: SignatureHeaders): ReadSignature | undefined {
  const inputs = dictionary(signatureInput);
  const signatures = dictionary(signature);
  const [label, input] = [...(inputs ?? [])][0] ?? [];
  const signed = label === undefined ? undefined : signatures?.get(label);
  if (inputs?.size !== 1 || input === undefined || !isInnerList(input) || signed === undefined || isInnerList(signed)) return undefined;
  return signed[0] instanceof ArrayBuffer ? withParameters(input, new Uint8Array(signed[0])) : undefined;
}

function withParameters(input: InnerList, signature: Uint8Array): ReadSignature | undefined {
  const [components, parameters] = input;
  const [keyId, created, nonce] = [parameters.get('keyid'), parameters.get('created'), parameters.get('nonce')];
  const [expires, algorithm] = [parameters.get('expires'), parameters.get('alg')];
  if (typeof keyId !== 'string' || typeof created !== 'number' || typeof nonce !== 'string' || !NONCE.test(nonce)) return undefined;
  if (components.some(([name]) => typeof name !== 'string')) return undefined;
  return {
    components,
    parametersText: serializeInnerList(input),
    signature,
    keyId,
    created,
    expires: typeof expires === 'number' ? expires : undefined,
    nonce,
    algorithm: typeof algorithm === 'string' ? algorithm : undefined,
  };
}

function dictionary(text: string): ReturnType<typeof parseDictionary> | undefined {
  try {
    return parseDictionary(text);
  } catch {
    return undefined;
  }
}
