import type { RecordBundle } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { requireStatus } from '#domain/dossiers/violations';

/** Notes once where the papers of an ended dossier are kept for good. */
export function recordBundle(dossier: Dossier | undefined, { bundle }: RecordBundle): DossierEvent[] {
  const ended = requireStatus(dossier, ['returned', 'refused', 'withdrawn', 'stopped'], {
    vi: 'Chỉ đóng gói lưu trữ hồ sơ đã kết thúc.',
    en: 'Only a dossier that has ended is bundled.',
  });
  return ended.bundle === undefined ? [{ type: 'DossierBundled', bundle }] : [];
}
