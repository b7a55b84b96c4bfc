import type { Dossier } from '#domain/dossiers/dossier';
import type { RefuseDossier } from '#domain/dossiers/command';
import type { DossierEvent } from '#domain/dossiers/event';
import { requireReasons, requireStatus } from '#domain/dossiers/violations';

/** The desk does not accept (form 03), always with reasons (Decree 61/2018 Art. 17(1)(b)). */
export function refuse(dossier: Dossier | undefined, command: RefuseDossier): DossierEvent[] {
  requireStatus(dossier, ['submitted'], {
    vi: 'Chỉ từ chối tiếp nhận hồ sơ mới nộp.',
    en: 'Only a dossier that waits at the desk can be refused; after acceptance the agency answers "cannot" with its reasons.',
  });
  requireReasons(command);
  return [{ type: 'DossierRefused', reasons: [...command.reasons] }];
}
