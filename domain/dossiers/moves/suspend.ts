import type { Suspend } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { requireStatus, ruleBroken } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';

/** A stop ordered by law, from the moment its paper is recorded: the settlement's clock and those of the open steps stand still (Decree 101/2024 Art. 19(2)). */
export function suspend(dossier: Dossier | undefined, command: Suspend, context: DecisionContext): DossierEvent[] {
  const running = requireStatus(dossier, ['in-progress', 'awaiting-payment', 'awaiting-supplement'], {
    vi: 'Chỉ tạm dừng hồ sơ đang được giải quyết.',
    en: 'Only a dossier that was accepted and is not settled yet can be suspended.',
  });
  if (running.acceptedAt === undefined || running.suspension !== undefined) {
    throw ruleBroken('suspension-not-possible', {
      vi: 'Hồ sơ chưa được tiếp nhận hoặc đã tạm dừng rồi.',
      en: 'The dossier is not accepted yet, or is suspended already; read it to see by which paper.',
    });
  }
  const at = toIso(context.now);
  const { reason, cites, reference } = command;
  return [{ type: 'ClockSuspended', suspension: { reason, cites, reference, since: at }, facts: [{ kind: 'stopped', at, ground: 'legal-suspension' }] }];
}
