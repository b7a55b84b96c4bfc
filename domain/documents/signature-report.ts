import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';
import { bilingualText } from '#domain/kernel/text';

/** What a clerk must know of one signature in a PDF that came to us. */
const signatureFinding = z
  .object({
    fieldName: z.string().max(200),
    signer: z.string().max(500).meta({ description: 'The common name in the signing certificate.' }),
    organisation: z.string().max(500).exactOptional(),
    issuer: z.string().max(500),
    claimedAt: isoInstant.exactOptional(),
    provenAt: isoInstant.exactOptional().meta({ description: 'By a timestamp that was verified.' }),
    level: z.enum(['B-B', 'B-T', 'other']),
    outcome: z.enum(['valid', 'invalid', 'undetermined']),
    /** Every fault by its code, e.g. `bytes-changed`, `not-whole-file`, `chain-untrusted`, `certificate-expired`, `revoked`, `weak-algorithm`. */
    faults: z.array(z.object({ code: z.string().max(60), etsi: z.string().max(80).meta({ description: 'Indication and sub-indication of ETSI EN 319 102-1 for this fault, e.g. INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND.' }), says: bilingualText }).strict()).max(20),
  })
  .strict();
export type SignatureFinding = z.infer<typeof signatureFinding>;

export const signatureReport = z
  .object({
    outcome: z.enum(['unsigned', 'valid', 'invalid', 'undetermined']),
    says: bilingualText,
    signatures: z.array(signatureFinding).max(50),
  })
  .strict()
  .meta({ id: 'SignatureReport', description: 'Whether the signatures of a PDF hold, in words a clerk understands.' });
export type SignatureReport = z.infer<typeof signatureReport>;

/** Judges the signatures of a PDF against configured roots. Never throws for what a stranger put into the file. */
export interface SignatureVerifier {
  /** @param at ISO instant at which certificates are judged when no proven time is in the file */
  verify(pdf: Uint8Array, at: string): Promise<SignatureReport>;
}

/** In PEM, what a deployment trusts and was told of revocations: configuration, as it lies in the vault. */
export const trustTexts = z.object({ roots: z.string().max(500_000), lists: z.string().max(4_000_000).optional(), demandsRevocation: z.boolean() }).strict();
export type TrustTexts = z.infer<typeof trustTexts>;

/** What a list of papers says of the signatures in one of them. */
export const signaturesInBrief = z.enum(['none', 'valid', 'invalid', 'undetermined']);
export type SignaturesInBrief = z.infer<typeof signaturesInBrief>;

export function inBrief({ outcome }: SignatureReport): SignaturesInBrief {
  return outcome === 'unsigned' ? 'none' : outcome;
}
