/**
 * The names under which the cell counts itself. The functions that emit and the alarms that watch read the same
 * constants, so that an alarm can never wait for a metric nobody sends.
 */
export const METRIC_NAMESPACE = 'MotCua';

/** The only dimension (D12): a metric per agency or procedure would cost more than all compute. */
export const PROVINCE_DIMENSION = 'Province';

/** Counts unless the name ends in a unit. */
export const METRIC = {
  slaAtRisk: 'SlaAtRisk',
  slaBreached: 'SlaBreached',
  eventsRelayed: 'EventsRelayed',
  relayLagSeconds: 'RelayLagSeconds',
  webhookDelivered: 'WebhookDelivered',
  webhookFailed: 'WebhookFailed',
  lifecycleFailed: 'LifecycleFailed',
  reconcilerFindings: 'ReconcilerFindings',
  reconcilerRun: 'ReconcilerRun',
} as const;

export type MetricName = (typeof METRIC)[keyof typeof METRIC];
