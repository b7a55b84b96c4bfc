import { PrintableString, Sequence, Set as AsnSet, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, RelativeDistinguishedNames } from 'pkijs';

/** Object identifiers of the parts of a name: RFC 5280, appendix A. */
const NAME_PARTS = { country: '2.5.4.6', organisation: '2.5.4.10', title: '2.5.4.12', commonName: '2.5.4.3' } as const;

export interface SubjectName {
  readonly commonName: string;
  /** Two letters. */
  readonly country?: string;
  readonly organisation?: string;
  readonly title?: string;
}

/** The name as X.509 writes it, the widest part first. */
export function distinguishedName({ country, organisation, title, commonName }: SubjectName): RelativeDistinguishedNames {
  const parts = [['country', country], ['organisation', organisation], ['title', title], ['commonName', commonName]] as const;
  const sets = parts.flatMap(([part, value]) => {
    if (value === undefined) return [];
    const pair = new AttributeTypeAndValue({ type: NAME_PARTS[part], value: part === 'country' ? new PrintableString({ value }) : new Utf8String({ value: value.normalize('NFC') }) });
    return [new AsnSet({ value: [pair.toSchema()] })];
  });
  // Made of its bytes: the library itself would write all parts into one set.
  return RelativeDistinguishedNames.fromBER(new Sequence({ value: sets }).toBER());
}
