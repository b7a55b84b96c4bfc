import type { DecisionContext } from '#domain/dossiers/context';
import type { SubmitDossier } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { calendarOf, dueAfter } from '#domain/dossiers/legal-clock';
import { receivePapers } from '#domain/dossiers/received-papers';
import { requireStatus } from '#domain/dossiers/violations';

/** Hand-in: the dossier gets its code and the desk its time limit; the papers' hashes are the server's. */
export function submit(dossier: Dossier | undefined, command: SubmitDossier, context: DecisionContext): DossierEvent[] {
  const draft = requireStatus(dossier, ['draft'], { vi: 'Hồ sơ này đã được nộp.', en: 'It was handed in already; read it for its code.' });
  return [
    {
      type: 'DossierSubmitted',
      code: command.code,
      roles: { ...command.roles },
      papers: receivePapers(draft, command.found, context),
      receptionDueAt: dueAfter(context.now, context.procedure.reception.limit, calendarOf(draft, context)),
    },
  ];
}
