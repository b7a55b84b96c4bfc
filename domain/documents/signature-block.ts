import type { SigningIdentity } from '#domain/documents/signing';
import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';

export interface SignatureBlock {
  readonly identity: Pick<SigningIdentity, 'capacity' | 'displayName' | 'position'>;
  readonly agencyName: string;
  /** ISO instant claimed as the time of signing. */
  readonly signedAt: string;
}

/** The lines of a visible signature, as Decree 30/2020/NĐ-CP, Annex I, wants them: who, for which agency, and when. */
export function signatureLines({ identity, agencyName, signedAt }: SignatureBlock): readonly string[] {
  const when = `Thời gian ký: ${timeOfSigning(signedAt)}`;
  if (identity.capacity === 'agency') return [`Ký bởi: ${identity.displayName}`, when];
  return [`Ký bởi: ${identity.displayName}`, ...(identity.position === undefined ? [] : [`Chức vụ: ${identity.position}`]), `Cơ quan: ${agencyName}`, when];
}

/** `26-11-2026 08:30:00 +07:00` */
function timeOfSigning(instant: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(VIETNAM_TIME_ZONE);
  const [year = '', month = '', day = ''] = local.toPlainDate().toString().split('-');
  return `${day}-${month}-${year} ${local.toPlainTime().toString({ smallestUnit: 'second' })} ${local.offset}`;
}
