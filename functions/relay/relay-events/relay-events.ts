import type { RecordedEvent } from '#domain/dossiers/event';
import type { Temporal } from '#domain/kernel/temporal';
import { METRIC } from '#domain/notifications/metric-names';
import { countMetric, countPlaceMetric } from '#functions/platform/metrics';
import { relayDossier, type RelayTools } from '#functions/platform/relay-dossier';

/**
 * Relays a run of one dossier's events from the table's stream, and counts what the head of an agency is alarmed by.
 * The counts are of what was relayed: an event relayed twice after a fault may count twice; `SlaBreached` events never repeat.
 */
export async function relayEvents(tools: RelayTools, events: readonly RecordedEvent[], now: Temporal.Instant): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const dossier = await relayDossier(tools, first.dossierId, events);
  countMetric(METRIC.eventsRelayed, events.length);
  countMetric(METRIC.relayLagSeconds, (now.epochMilliseconds - Date.parse(first.at)) / 1000);
  if (dossier === undefined) return;
  for (const [type, metric] of [['SlaAtRisk', METRIC.slaAtRisk], ['SlaBreached', METRIC.slaBreached]] as const) {
    const raised = events.filter(({ event }) => event.type === type).length;
    if (raised > 0) countPlaceMetric(metric, dossier.receivingAgency, raised);
  }
}
