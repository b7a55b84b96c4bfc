import { createHash } from 'node:crypto';

/**
 * The name CloudFormation would make up: stack, logical id and a suffix that is the same at every start.
 * @param maximumLength what the service allows; the readable part is cut, never the suffix
 */
export function physicalName(stackName: string, logicalId: string, maximumLength: number): string {
  const suffix = stableId(`${stackName}/${logicalId}`, 12).toUpperCase();
  const readable = `${stackName}-${logicalId}`.slice(0, maximumLength - suffix.length - 1);
  return `${readable}-${suffix}`;
}

/** A lower-case identifier of `length` letters and digits that depends on `seed` alone. */
export function stableId(seed: string, length: number): string {
  const digest = createHash('sha256').update(seed).digest('hex');
  return BigInt(`0x${digest}`).toString(36).padStart(49, '0').slice(-length);
}
