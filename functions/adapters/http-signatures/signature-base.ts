import { serializeItem, type Item } from 'structured-headers';

/** A request as its caller sees it. */
export interface SignedRequest {
  readonly method: string;
  /** `https://api.example`, without a path. */
  readonly origin: string;
  readonly path: string;
  /** Without its question mark; empty when there is none. */
  readonly query: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * The text that was signed (RFC 9421 §2.5). Undefined when a component is covered that the request does not have, twice,
 * or in a way we do not read: fields and the derived components without parameters are what a request needs.
 */
export function signatureBase(request: SignedRequest, components: readonly Item[], parametersText: string): string | undefined {
  const lines: string[] = [];
  for (const component of components) {
    const [name, parameters] = component;
    const value = typeof name === 'string' && parameters.size === 0 ? valueOf(request, name) : undefined;
    const identifier = serializeItem(component);
    if (value === undefined || lines.some((line) => line.startsWith(`${identifier}: `))) return undefined;
    lines.push(`${identifier}: ${value}`);
  }
  return [...lines, `"@signature-params": ${parametersText}`].join('\n');
}

function valueOf({ method, origin, path, query, headers }: SignedRequest, name: string): string | undefined {
  switch (name) {
    case '@method':
      return method;
    case '@authority':
      return new URL(origin).host;
    case '@scheme':
      return new URL(origin).protocol.slice(0, -1);
    case '@target-uri':
      return `${origin}${path}${query === '' ? '' : `?${query}`}`;
    case '@request-target':
      return `${path}${query === '' ? '' : `?${query}`}`;
    case '@path':
      return path;
    case '@query':
      return `?${query}`;
    default:
      return headers[name]?.trim().replaceAll(/\s*\n\s*/g, ' ');
  }
}
