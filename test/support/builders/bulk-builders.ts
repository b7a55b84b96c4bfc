import { randomUUID } from 'node:crypto';
import type { BulkChunk, BulkHandIn } from '#domain/bulk/bulk-hand-in';
import type { DataExport, ExportPart } from '#domain/exports/data-export';

function aJobId(kind: 'bh' | 'ex'): string {
  return `${kind}-${randomUUID().replaceAll('-', '')}`;
}

export function aBulk(overrides: Partial<BulkHandIn> = {}): BulkHandIn {
  return {
    id: aJobId('bh'),
    version: 1,
    principal: { kind: 'partner', id: `company-${randomUUID()}`, roles: [] },
    requestHash: 'hash',
    state: 'awaiting-file',
    format: 'csv',
    sizeBytes: 10,
    sha256: 'ab'.repeat(32),
    defaults: {},
    createdAt: '2026-11-23T02:00:00.000Z',
    expiresAt: '2026-12-23T02:00:00.000Z',
    machineEpoch: 0,
    ...overrides,
  };
}

export function someChunks(count: number): BulkChunk[] {
  return Array.from({ length: count }, (_none, index) => ({ chunk: index + 1, from: index * 100, to: index * 100 + 99, firstRow: index * 100 + 2, rows: 100 }));
}

export function anExportOrder(overrides: Partial<DataExport> = {}): DataExport {
  return {
    id: aJobId('ex'),
    version: 1,
    principal: { kind: 'partner', id: 'company', roles: [] },
    requestHash: 'hash',
    scope: 'own',
    state: 'running',
    createdAt: '2026-11-23T02:00:00.000Z',
    expiresAt: '2026-11-30T02:00:00.000Z',
    machineEpoch: 1,
    next: { list: 'owned' },
    parts: 0,
    dossiers: 0,
    events: 0,
    ...overrides,
  };
}

export function aPart(part: number): ExportPart {
  return { part, name: `part-${String(part)}`, sha256: 'cd'.repeat(32), sizeBytes: 100, dossiers: 5, events: 15 };
}
