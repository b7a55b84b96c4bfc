import type { DossierStore } from '#domain/dossiers/dossier-store';
import { countReceived, listReceived, listWorked } from '#functions/adapters/dynamodb/agency-dossiers';
import { commitDossier, readKeptAnswer } from '#functions/adapters/dynamodb/commit-dossier';
import { documentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import { markRelayed, needingAttention, readSignal, uncheckedPapers } from '#functions/adapters/dynamodb/dossier-attention';
import { listAssigned, listCensus, listInbox, listOwned, listSignatures } from '#functions/adapters/dynamodb/dossier-lists';
import { loadDossier, readEvents } from '#functions/adapters/dynamodb/load-dossier';

/** The record of dossiers in the dossier table (D1); keys and costs are in `docs/access-patterns.md`. */
export function createDynamoDossierStore(access: TableAccess): DossierStore {
  const table = documentTable(access);
  return {
    load: (reference) => loadDossier(table, reference),
    commit: (change) => commitDossier(table, change),
    keptAnswer: (scope) => readKeptAnswer(table, scope),
    events: (dossierId, request) => readEvents(table, dossierId, request),
    inbox: (agency, page) => listInbox(table, agency, page),
    assignedTo: (officer, page) => listAssigned(table, officer, page),
    signaturesOf: (officer, page) => listSignatures(table, officer, page),
    owned: (ownerId, page) => listOwned(table, ownerId, page),
    signal: (dossierId, part) => readSignal(table, dossierId, part),
    markRelayed: (dossierId, version) => markRelayed(table, dossierId, version),
    needingAttention: (shard, before, limit) => needingAttention(table, { shard, before, limit }),
    uncheckedPapers: (shard, before, limit) => uncheckedPapers(table, { shard, before, limit }),
    census: (kind, place) => listCensus(table, kind, place),
    received: (agency, page) => listReceived(table, agency, page),
    countReceived: (agency, span) => countReceived(table, agency, span),
    worked: (agency, page) => listWorked(table, agency, page),
  };
}
