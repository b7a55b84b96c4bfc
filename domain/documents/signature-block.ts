import type { SigningIdentity } from '#domain/documents/signing';

/** The zone of the words for people, as D15 has it; Việt Nam knows no summer time. */
const OFFSET = '+07:00';
const OFFSET_MILLISECONDS = 7 * 3600 * 1000;

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
  const [date = '', time = ''] = new Date(Date.parse(instant) + OFFSET_MILLISECONDS).toISOString().split('T');
  return `${date.split('-').toReversed().join('-')} ${time.slice(0, 8)} ${OFFSET}`;
}
