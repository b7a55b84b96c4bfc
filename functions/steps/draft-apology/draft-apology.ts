import * as z from 'zod';
import { apologyToDraft } from '#domain/documents/apology-document';
import type { DraftApology } from '#domain/documents/commands';
import { documentVaultKey, type Vault } from '#domain/documents/vault';
import { decide } from '#domain/dossiers/decide';
import type { Dossier } from '#domain/dossiers/dossier';
import type { Actor } from '#domain/dossiers/parts';
import { recordEvents } from '#domain/dossiers/record-events';
import { wakeAt } from '#domain/dossiers/wake';
import { toIso } from '#domain/kernel/instant';
import type { AdvanceDependencies } from '#functions/platform/advance-dossier';
import { chainTools } from '#functions/platform/chain-tools';
import { contextFor } from '#functions/platform/change-dossier';
import { readyForm, type FormTools } from '#functions/platform/render-form';

export const draftApologyInput = z.object({ dossierId: z.string().min(1), documentId: z.string().min(1) });
export const draftApologyOutput = z.object({ word: z.literal('drafted') });

export interface DraftApologyTools extends AdvanceDependencies {
  readonly forms: FormTools;
  readonly vault: Pick<Vault, 'putOnce'>;
}

const DRAFTER: Actor = { kind: 'system', id: 'draft-apology' };
/** Few write to one dossier at once; the machine's own Retry comes after that. */
const MAX_ATTEMPTS = 5;

/**
 * Draws form 04 about the last apology and has it wait for the head's signature. The record says all that is in it: who
 * apologised, why, and until when. Asked twice it finds in the vault what it had drawn, and in the record that it is drafted.
 */
export async function draftApology(tools: DraftApologyTools, { dossierId, documentId }: z.infer<typeof draftApologyInput>): Promise<z.infer<typeof draftApologyOutput>> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const before = await tools.store.load(dossierId);
    if (before === undefined) throw new Error(`No dossier ${dossierId}`);
    if (apologyToDraft(before, documentId) === undefined) return { word: 'drafted' };
    const context = await contextFor(tools, before, tools.now());
    const events = decide(before, await drawn(tools, before, documentId), context);
    if (events.length === 0) return { word: 'drafted' };
    const { after, recorded } = recordEvents(before, events, { dossierId, at: toIso(context.now), by: DRAFTER, chain: chainTools });
    const outcome = await tools.store.commit({ before, after, events: recorded, wakeAt: wakeAt(after, context) });
    if (outcome.kind === 'committed') return { word: 'drafted' };
  }
  throw new Error(`Could not draft ${documentId} of ${dossierId}: others changed it ${String(MAX_ATTEMPTS)} times`);
}

async function drawn({ forms, vault }: DraftApologyTools, dossier: Dossier, documentId: string): Promise<DraftApology> {
  const language = 'vi';
  const { template, draw } = await readyForm(forms, dossier, { form: 'apology', language });
  const { pdf, places } = await draw();
  const { versionId, sha256, sizeBytes } = await vault.putOnce({ key: documentVaultKey({ dossierId: dossier.id, documentId, revision: 0 }), bytes: pdf, contentType: 'application/pdf' });
  return { type: 'draft-apology', by: DRAFTER, documentId, template, language, places, file: { revision: 0, versionId, sha256, sizeBytes } };
}
