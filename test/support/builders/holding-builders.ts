import { idOfHolding, type Holding } from '#domain/holdings/holding';
import { aDossierId } from '#test/support/builders/dossier-builders';

/** A paper in somebody's electronic store; it lies in the dossier it says. */
export function aHolding(overrides: Partial<Holding> = {}): Holding {
  const dossierId = aDossierId();
  const issuedAt = overrides.provenance?.issuedAt ?? '2026-11-23T02:05:00.000Z';
  return {
    id: idOfHolding({ issuedAt, dossierId, itemId: 'pp-1' }),
    ownerId: 'sub-citizen-1',
    kind: 'held-paper',
    type: 'land-paper',
    name: { vi: 'Giấy tờ về đất', en: 'Paper on land' },
    fileName: 'Sổ đỏ.pdf',
    contentType: 'application/pdf',
    sizeBytes: 120_000,
    sha256: 'e'.repeat(64),
    vault: { key: `papers/${dossierId}/pp-1`, version: 'v1' },
    validFrom: '2026-11-23',
    provenance: { dossierId, dossierCode: 'H26.001.02-261123-0001', agency: 'H26.001.02', issuedAt },
    ...overrides,
  };
}
