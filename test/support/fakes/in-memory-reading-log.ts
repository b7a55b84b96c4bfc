import type { Reading, ReadingLog } from '#domain/documents/reading-log';
import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import { pageOf } from '#test/support/fakes/list-page';

/** Readings in memory. */
export class InMemoryReadingLog implements ReadingLog {
  private readonly noted = new Map<string, Map<string, Reading>>();

  async note(dossierId: string, reading: Reading): Promise<void> {
    const those = this.noted.get(dossierId) ?? new Map<string, Reading>();
    this.noted.set(dossierId, those.set([reading.at, reading.what.kind, reading.what.id, reading.by.id].join('#'), structuredClone(reading)));
  }

  async readings(dossierId: string, page: PageRequest): Promise<Page<Reading>> {
    const lines = [...(this.noted.get(dossierId) ?? [])].map(([position, row]) => ({ position, row }));
    return pageOf(lines, page, 'descending');
  }
}
