import { z } from 'zod';
import type { ApiClient } from '#local/api-client/api-client';

const moved = z.object({ document: z.object({ id: z.string(), sha256: z.string(), state: z.string() }) });
export type SignedResult = z.infer<typeof moved>['document'];

/** Who does what: whoever of the agency drafts, the head who signs, the clerk who seals. */
export interface SigningPeople {
  readonly drafter: ApiClient;
  readonly head: ApiClient;
  readonly clerk: ApiClient;
}

export interface ResultToSign {
  readonly dossierId: string;
  readonly stepId: string;
  /** The subject of the head. */
  readonly signer: string;
  readonly notation: string;
  readonly answers: Readonly<Record<string, string | number>>;
  /** Every call's Idempotency-Key begins with this, so that a signing cut off half-way is finished by calling it again. */
  readonly key: string;
}

/** What a birth certificate says besides the application: made up, as the applicant is. */
export const BIRTH_ANSWERS = {
  childName: 'Nguyễn An Nhiên',
  childBirthDate: '2026-11-20',
  childGender: 'Nữ',
  childNationality: 'Việt Nam',
  childBirthPlace: 'Bệnh viện Phụ sản tỉnh Mẫu',
  personalIdentityNumber: '001326000001',
  motherName: 'Nguyễn Thị Lan',
  registeredOn: '2026-11-26',
} as const;

/** The whole way of a result within its agency: drafted, signed by the head, sealed by the clerk. Returns the issued document. */
export async function signResult({ drafter, head, clerk }: SigningPeople, result: ResultToSign): Promise<SignedResult> {
  const { dossierId, stepId, signer, notation, answers, key } = result;
  const signers = [{ capacity: 'officer', officer: signer }, { capacity: 'agency' }];
  const draft = moved.parse(await drafter.post(`/v1/dossiers/${dossierId}/steps/${stepId}/documents`, { notation, answers, signers }, `${key}-draft`)).document;
  const signatures = `/v1/dossiers/${dossierId}/documents/${draft.id}/signatures`;
  const signed = moved.parse(await head.post(signatures, { sha256: draft.sha256 }, `${key}-signature`)).document;
  return moved.parse(await clerk.post(signatures, { sha256: signed.sha256 }, `${key}-seal`)).document;
}
