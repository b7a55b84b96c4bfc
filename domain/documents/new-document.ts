import type { Drawn } from '#domain/documents/commands';
import type { Document } from '#domain/documents/document';
import { signingDates } from '#domain/documents/signing-clock';
import type { DecisionContext } from '#domain/dossiers/context';
import { toIso } from '#domain/kernel/instant';

type Particulars = Pick<Document, 'kind' | 'agency' | 'resultType' | 'stepId' | 'notation'> & {
  /** In the order of signing. */
  readonly signers: readonly { readonly capacity: 'officer' | 'agency'; readonly officer?: string | undefined }[];
};

/** A document as it begins: drawn, in the vault, and waiting for its first signature. */
export function newDocument({ signers, ...particulars }: Particulars, { documentId, template, language, places, file }: Drawn, context: DecisionContext): Document {
  const { agency } = particulars;
  return {
    id: documentId,
    ...particulars,
    template: { ...template },
    language,
    places: places.map(({ capacity, pageIndex, rectangle }) => ({ capacity, pageIndex, rectangle: { ...rectangle } })),
    signers: signers.map(({ capacity, officer }) => ({ capacity, agency, ...(officer !== undefined && { officer }), state: 'waiting', delegations: [] })),
    state: 'signing',
    revision: 1,
    file: { ...file },
    draftedAt: toIso(context.now),
    ...signingDates(agency, context),
    reasons: [],
  };
}
