import { expect, it } from '@jest/globals';
import { aChange } from '#test/support/builders/change-builders';
import { aSubmitted } from '#test/support/builders/dossier-builders';
import { anAgencyCode } from '#test/support/builders/register-builders';
import type { DossierStoreHarness } from '#test/support/contracts/dossier-store-harness';

/** The register of a one-stop is read by the span of time. */
export function listsReceived(harness: () => DossierStoreHarness): void {
  it('finds and counts what an agency received from one instant until before another', async () => {
    const { store } = harness();
    const receivingAgency = anAgencyCode();
    const dossiers = Array.from({ length: 4 }, (_none, index) => aSubmitted({ receivingAgency, submittedAt: `2026-11-2${index}T01:00:00.000Z` }));
    for (const dossier of dossiers) await store.commit(aChange(undefined, dossier));
    const span = { from: '2026-11-21T01:00:00.000Z', until: '2026-11-23T01:00:00.000Z' };
    expect((await store.received(receivingAgency, { limit: 10, ...span })).rows).toEqual([dossiers[1]?.id, dossiers[2]?.id]);
    const { rows, cursor } = await store.received(receivingAgency, { limit: 1, ...span });
    expect(rows).toEqual([dossiers[1]?.id]);
    expect(await store.received(receivingAgency, { limit: 1, ...span, ...(cursor !== undefined && { cursor }) })).toEqual({ rows: [dossiers[2]?.id] });
    expect(await store.countReceived(receivingAgency, span)).toBe(2);
    expect(await store.countReceived(receivingAgency, { from: '2026-01-01T00:00:00.000Z', until: span.from })).toBe(1);
    expect(await store.countReceived(anAgencyCode(), span)).toBe(0);
  });
}
