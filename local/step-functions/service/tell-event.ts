import type { HistoryEvent } from '../engine/history-event.ts';

const PAYLOADS = ['input', 'output', 'parameters', 'assignedVariables'];

/** An event as GetExecutionHistory has it; its timestamp in epoch seconds, its payloads only `withData`. */
export function tellEvent({ id, previousEventId, timestamp, type, details }: HistoryEvent, withData: boolean): Record<string, unknown> {
  const told = { id, previousEventId, timestamp: timestamp / 1000, type };
  return details === null ? told : { ...told, [detailsKey(type)]: tellDetails(details, withData) };
}

function detailsKey(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.slice(0, 1).toLowerCase()}${type.slice(1)}EventDetails`;
}

function tellDetails(details: Readonly<Record<string, unknown>>, withData: boolean): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(details)) {
    const isPayload = PAYLOADS.includes(key);
    if (value === null || (isPayload && !withData)) continue;
    told[key] = value;
    if (isPayload && key !== 'parameters') told[`${key}Details`] = { truncated: false };
  }
  return told;
}
