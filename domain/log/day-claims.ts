import { epochSeconds } from '#domain/kernel/instant';
import { type Sha256, sha256OfText } from '#domain/kernel/sha256';
import type { DayIndex } from '#domain/log/day-tree';
import type { DayClaims, SealedDay } from '#domain/log/sealed-day';

interface Sealing {
  readonly issuer: string;
  readonly sealedAt: string;
  readonly sha256: Sha256;
}

/** What is signed of a day. It names the statement of the day before by its hash: whoever holds one day holds all before it. */
export function claimsOfDay({ day, size, root }: DayIndex, previous: SealedDay | undefined, { issuer, sealedAt, sha256 }: Sealing): DayClaims {
  const before = previous === undefined ? {} : { previous: { day: previous.day, root: previous.root, statementSha256: sha256OfText(sha256, previous.statement) } };
  return { iss: issuer, iat: epochSeconds(sealedAt), kind: 'log-day', day, size, root, ...before };
}
