import { randomUUID } from 'node:crypto';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierChange, KeptAnswer } from '#domain/dossiers/dossier-store';
import type { DossierEvent, RecordedEvent } from '#domain/dossiers/event';
import { anActor } from '#test/support/builders/part-builders';

function aRecordedEvent(overrides: Partial<RecordedEvent> = {}): RecordedEvent {
  const { dossierId = 'ds-00000000000000000000000001', seq = 1 } = overrides;
  return {
    id: `${dossierId}-${seq}`,
    dossierId,
    seq,
    at: '2026-11-23T05:00:00.000Z',
    by: anActor(),
    event: { type: 'DossierWithdrawn', reason: 'Nộp nhầm thủ tục' },
    hash: String(seq).padStart(64, '0'),
    ...overrides,
  };
}

interface ChangeDetails {
  readonly at?: string;
  readonly wakeAt?: string;
  readonly answer?: KeptAnswer;
  readonly event?: DossierEvent;
}

/**
 * The change from one state to another, with as many events as the version grew. What the events say does not follow
 * from the states: a store must not care.
 */
export function aChange(before: Dossier | undefined, after: Dossier, { at = '2026-11-23T05:00:00.000Z', wakeAt, answer, event }: ChangeDetails = {}): DossierChange {
  const first = (before?.version ?? 0) + 1;
  const seqs = Array.from({ length: after.version - first + 1 }, (_none, index) => first + index);
  const events = seqs.map((seq) => aRecordedEvent({ dossierId: after.id, seq, at, ...(event === undefined ? {} : { event }) }));
  return { before, after, events, wakeAt, ...(answer === undefined ? {} : { answer }) };
}

export function anAnswer(overrides: Partial<KeptAnswer> = {}): KeptAnswer {
  return { scope: randomUUID(), requestHash: 'b'.repeat(64), status: 201, body: { dossierId: 'ds-1', notes: ['Đã nhận', null], amountDong: 8000 }, ...overrides };
}
