import type { FeedEvent } from '#domain/notifications/feed';

interface Wanted {
  readonly position?: number;
  readonly partition?: number;
  readonly time?: string;
  readonly dossierId?: string;
  readonly seq?: number;
  readonly type?: string;
  readonly agency?: string;
}

/** An opened step as it stands in the feed of its agency. */
export function aFeedEvent(wanted: Wanted = {}): FeedEvent {
  const { position = 1, partition = 0, time = '2026-11-26T01:00:00.000Z', dossierId = 'dossier-1', seq = position, agency = 'H99.101' } = wanted;
  return {
    position,
    partition,
    event: {
      specversion: '1.0',
      id: `${dossierId}-${String(seq)}`,
      source: '/cells/H99/dossiers',
      type: wanted.type ?? 'vn.motcua.dossier.step-opened.v1',
      subject: 'H99.101.01-261126-0001',
      time,
      datacontenttype: 'application/json',
      data: { dossierId, code: 'H99.101.01-261126-0001', seq, previousSeq: seq - 1, agency, stepId: 'birth-registration' },
    },
    about: { procedure: '3.000722', receivingAgency: 'H99.101.01', places: ['H99.101', 'H99'] },
  };
}
