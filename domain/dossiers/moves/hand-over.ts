import type { HandOver } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { requireStatus } from '#domain/dossiers/violations';

/** The result comes back at the same place (status 10). */
export function handOver(dossier: Dossier | undefined, command: HandOver): DossierEvent[] {
  requireStatus(dossier, ['settled'], { vi: 'Chỉ trả kết quả của hồ sơ đã xử lý xong.', en: 'There is a result to hand over only once the dossier is settled.' });
  return [{ type: 'ResultHandedOver', method: command.method }];
}
