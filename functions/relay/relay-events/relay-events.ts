import type { RecordedEvent } from '#domain/dossiers/event';
import type { Temporal } from '#domain/kernel/temporal';
import { countMetric } from '#functions/platform/metrics';
import { relayDossier, type RelayTools } from '#functions/platform/relay-dossier';

/**
 * Relays a run of one dossier's events from the table's stream, and counts what the head of an agency is alarmed by.
 * The counts are of what was relayed: an event relayed twice after a fault may count twice; `SlaBreached` events never repeat.
 */
export async function relayEvents(tools: RelayTools, events: readonly RecordedEvent[], now: Temporal.Instant): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const dossier = await relayDossier(tools, first.dossierId, events);
  const province = dossier === undefined ? {} : { province: dossier.place.province };
  countMetric('EventsRelayed', { ...province, value: events.length });
  countMetric('RelayLagSeconds', { ...province, value: (now.epochMilliseconds - Date.parse(first.at)) / 1000, unit: 'seconds' });
  for (const name of ['SlaAtRisk', 'SlaBreached'] as const) {
    const raised = events.filter(({ event }) => event.type === name).length;
    if (raised > 0) countMetric(name, { ...province, value: raised });
  }
}
