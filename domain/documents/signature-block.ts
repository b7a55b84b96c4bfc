import type { SignaturePlace } from '#domain/documents/rendering';
import type { SigningIdentity, VisibleSignature } from '#domain/documents/signing';
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

/** What is seen of a signature where its template left room. A person's words stay clear of where the agency's seal will lie. */
export function visibleSignature(places: readonly SignaturePlace[], block: SignatureBlock): VisibleSignature | undefined {
  const place = places.find(({ capacity }) => capacity === block.identity.capacity);
  if (place === undefined) return undefined;
  const { pageIndex, rectangle } = place;
  const seal = places.find((each) => each.capacity === 'agency' && each.pageIndex === pageIndex);
  const clearLeft = place.capacity === 'agency' || seal === undefined ? 0 : Math.max(0, seal.rectangle.x + seal.rectangle.width - rectangle.x);
  return { pageIndex, rectangle, lines: signatureLines(block), clearLeft };
}

/** What is seen of a seal that no person signs beside: it has the room of both, so that its words stand next to it. */
export function visibleSealAlone(places: readonly SignaturePlace[], block: SignatureBlock): VisibleSignature | undefined {
  const seal = visibleSignature(places, block);
  const beside = places.find(({ capacity, pageIndex }) => capacity === 'officer' && pageIndex === seal?.pageIndex)?.rectangle;
  if (seal === undefined || beside === undefined) return seal;
  const { x, y, height } = seal.rectangle;
  return { ...seal, rectangle: { x, y, height, width: Math.max(seal.rectangle.width, beside.x + beside.width - x) } };
}

/** `26-11-2026 08:30:00 +07:00` */
function timeOfSigning(instant: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(VIETNAM_TIME_ZONE);
  const [year = '', month = '', day = ''] = local.toPlainDate().toString().split('-');
  return `${day}-${month}-${year} ${local.toPlainTime().toString({ smallestUnit: 'second' })} ${local.offset}`;
}
