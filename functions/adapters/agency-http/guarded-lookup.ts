import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';

/** The name leads to no address we send to. */
export class AddressRefused extends Error {
  constructor() {
    super('The host name leads to no public address');
    this.name = 'AddressRefused';
  }
}

export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export const resolveByDns: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * A look-up for a socket that hands out allowed addresses only. The socket connects to the very address that was
 * checked: a name that answers differently the second time (DNS rebinding) gains nothing.
 */
export function guardedLookup(resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    const answer = async (): Promise<void> => {
      const allowed = (await resolve(hostname)).filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (first === undefined) throw new AddressRefused();
      if (options.all === true) callback(null, [...allowed]);
      else callback(null, first.address, first.family);
    };
    answer().catch((error: unknown) => {
      callback(error instanceof Error ? error : new AddressRefused(), '', 0);
    });
  };
}
