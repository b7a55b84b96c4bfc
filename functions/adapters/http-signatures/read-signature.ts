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
  const [only, ...others] = dictionary(signatureInput);
  if (only === undefined || others.length > 0) return undefined;
  const [label, input] = only;
  const bytes = bytesOf(dictionary(signature).get(label));
  return isInnerList(input) && bytes !== undefined ? withParameters(input, bytes) : undefined;
}

function bytesOf(member: InnerList | Item | undefined): Uint8Array | undefined {
  if (member === undefined || isInnerList(member)) return undefined;
  return member[0] instanceof ArrayBuffer ? new Uint8Array(member[0]) : undefined;
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

/** What cannot be parsed has nothing in it. */
function dictionary(text: string): ReturnType<typeof parseDictionary> {
  try {
    return parseDictionary(text);
  } catch {
    return new Map();
  }
}
