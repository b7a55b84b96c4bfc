/**
 * The names under which the cell counts itself. The functions that emit, the alarms that watch and the dashboards that
 * show read the same constants, so that an alarm can never wait for a metric nobody sends.
 */
export const METRIC_NAMESPACE = 'MotCua';

/**
 * The levels at which there are metrics at all (D12); a metric per agency or procedure would cost more than all compute.
 * A ministry's codes begin with G, a province's with any other letter of level 1 (Decision 20/2020/QĐ-TTg Art. 4).
 */
export const METRIC_LEVELS = { province: 'Province', ministry: 'Ministry' } as const;

/** Of people's limits: told for the place, with one dimension. Of the cell as a machine: told once, without a dimension. */
export type MetricScope = 'place' | 'cell';
export type MetricUnitWord = 'count' | 'seconds' | 'percent' | 'none';

interface MetricShape {
  readonly name: string;
  readonly scope: MetricScope;
  readonly unit: MetricUnitWord;
}

export const METRIC = {
  /** Limits that came near, and limits that passed, as they are recorded. */
  slaAtRisk: { name: 'SlaAtRisk', scope: 'place', unit: 'count' },
  slaBreached: { name: 'SlaBreached', scope: 'place', unit: 'count' },
  /** Gauges of the SLA evaluator, every five minutes. */
  dossiersOpen: { name: 'DossiersOpen', scope: 'place', unit: 'count' },
  dossiersOverdue: { name: 'DossiersOverdue', scope: 'place', unit: 'count' },
  atRiskShare: { name: 'AtRiskShare', scope: 'place', unit: 'percent' },
  oldestStepWorkingHours: { name: 'OldestStepWorkingHours', scope: 'place', unit: 'none' },
  onTimeShare: { name: 'OnTimeShare', scope: 'place', unit: 'percent' },
  /** How many times faster than allowed the lateness budget is used up: the lesser of a long and a short window of working time. */
  burnRateFast: { name: 'OnTimeBurnRateFast', scope: 'place', unit: 'none' },
  burnRateMedium: { name: 'OnTimeBurnRateMedium', scope: 'place', unit: 'none' },
  burnRateSlow: { name: 'OnTimeBurnRateSlow', scope: 'place', unit: 'none' },
  evaluatorRun: { name: 'EvaluatorRun', scope: 'cell', unit: 'count' },
  executionsOpen: { name: 'ExecutionsOpen', scope: 'cell', unit: 'count' },
  calendarDaysAhead: { name: 'CalendarDaysAhead', scope: 'cell', unit: 'count' },
  eventsRelayed: { name: 'EventsRelayed', scope: 'cell', unit: 'count' },
  relayLagSeconds: { name: 'RelayLagSeconds', scope: 'cell', unit: 'seconds' },
  webhookDelivered: { name: 'WebhookDelivered', scope: 'cell', unit: 'count' },
  webhookFailed: { name: 'WebhookFailed', scope: 'cell', unit: 'count' },
  /** How old an event is when the national portal has been told of it, or has not taken it. */
  portalLagSeconds: { name: 'PortalLagSeconds', scope: 'cell', unit: 'seconds' },
  deliveriesGivenUp: { name: 'DeliveriesGivenUp', scope: 'cell', unit: 'count' },
  subscriptionsStopped: { name: 'SubscriptionsStopped', scope: 'cell', unit: 'count' },
  lifecycleFailed: { name: 'LifecycleFailed', scope: 'cell', unit: 'count' },
  /** Receipts that went out without their signed statement. */
  receiptsUnsigned: { name: 'ReceiptsUnsigned', scope: 'cell', unit: 'count' },
  /** Days of the log that are over and not sealed, and sealed ones without a timestamp; told every hour. */
  logDaysUnsealed: { name: 'LogDaysUnsealed', scope: 'cell', unit: 'count' },
  logDaysUndated: { name: 'LogDaysUndated', scope: 'cell', unit: 'count' },
  reconcilerFindings: { name: 'ReconcilerFindings', scope: 'cell', unit: 'count' },
  /** Papers of dossiers handed in that nobody has looked into for ten minutes. */
  papersUnchecked: { name: 'PapersUnchecked', scope: 'cell', unit: 'count' },
  reconcilerRun: { name: 'ReconcilerRun', scope: 'cell', unit: 'count' },
} as const satisfies Readonly<Record<string, MetricShape>>;

export type MetricKey = keyof typeof METRIC;
export type Metric = (typeof METRIC)[MetricKey];
export type MetricOf<Scope extends MetricScope> = Extract<Metric, { scope: Scope }>;

/**
 * The one dimension a place's metrics carry, from the code of any agency or place in it: `{ name: 'Province', value: 'H26' }`;
 * nothing for a code that names neither province nor ministry.
 */
export function placeDimension(code: string): { readonly name: string; readonly value: string } | undefined {
  const value = code.split('.').find((group) => /^[A-Y]\d{2}$/.test(group));
  return value === undefined ? undefined : { name: value.startsWith('G') ? METRIC_LEVELS.ministry : METRIC_LEVELS.province, value };
}
