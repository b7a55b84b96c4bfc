import { type Audience, partitionsOf } from '#domain/notifications/audience';
import type { WebhookEvent } from '#domain/notifications/webhook-message';

/** Within what an event keeps its order: its dossier; a notice about a subscription has a lane of its own. */
export function laneOf({ subject, data }: WebhookEvent): string {
  return 'dossierId' in data ? data.dossierId : subject;
}

/** The partition of the audience's feed that a lane is written to, always the same one. */
export function partitionOf(whose: Audience, lane: string): number {
  // FNV-1a: even enough over eight parts, and the same in every runtime.
  let hash = 0x81_1c_9d_c5;
  for (const character of lane) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93) >>> 0;
  return hash % partitionsOf(whose);
}
