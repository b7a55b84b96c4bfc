import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { BIRTH_ANSWERS } from '#local/api-client/sign-result';
import { BIRTH, asIs, type Preparation } from './example-preparation.ts';
import type { Scenario } from './start-scenario.ts';

const WRITTEN = { code: 'H99.101.01-261126-0001', document: 'doc-0a1b2c3d4e5f60718293a4b5', seen: 'ab'.repeat(32) } as const;
const moved = z.object({ document: z.object({ id: z.string(), sha256: z.string() }) });
const SIGNERS = [{ capacity: 'officer', officer: 'head-an-hoa' }, { capacity: 'agency' }];

async function registering(scenario: Scenario): Promise<{ readonly id: string; readonly words: Record<string, string> }> {
  const { id, code } = await scenario.accepted('citizen-lan', { procedureCode: BIRTH });
  await scenario.untilOpen(id, 'birth-registration');
  return { id, words: { [WRITTEN.code]: code } };
}

/** A birth certificate that waits for the head. */
async function drafted(scenario: Scenario): Promise<Record<string, string>> {
  const { id, words } = await registering(scenario);
  const body = { notation: '12/2026/GKS', answers: BIRTH_ANSWERS, signers: SIGNERS };
  const { document } = moved.parse(await scenario.agency('H99.101').post(`/v1/dossiers/${id}/steps/birth-registration/documents`, body, randomUUID()));
  return { ...words, [WRITTEN.document]: document.id, [WRITTEN.seen]: document.sha256 };
}

const onDrafted = (who: string): Preparation => async (scenario) => ({ who, inPlaceOf: await drafted(scenario) });

/** Of `example-preparations.ts`, the lines about documents. */
export const DOCUMENT_PREPARATIONS: Readonly<Record<string, Preparation>> = {
  draftDocument: async (scenario) => ({ who: 'system-h99.101', inPlaceOf: (await registering(scenario)).words }),
  listDocuments: onDrafted('citizen-lan'),
  readDocument: onDrafted('citizen-lan'),
  readDocumentContent: onDrafted('head-an-hoa'),
  readDocumentSignatures: onDrafted('head-an-hoa'),
  signDocument: onDrafted('head-an-hoa'),
  refuseSigning: onDrafted('head-an-hoa'),
  delegateSigning: onDrafted('head-an-hoa'),
  listMySignatures: asIs('head-an-hoa'),
};
