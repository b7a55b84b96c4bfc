import type { Holding } from '#domain/holdings/holding';
import type { PaperSlot } from '#domain/procedures/procedure';

/** Whether the procedure takes this kind of thing for the slot. */
function fitsSlot({ kind, type }: Pick<Holding, 'kind' | 'type'>, { holdings }: Pick<PaperSlot, 'holdings'>): boolean {
  return holdings.some((each) => each.kind === kind && each.type === type);
}

/**
 * Why a thing cannot stand in for a paper, or nothing when it can.
 * @param today the calendar day in Viet Nam
 */
export function whyUnusable(held: Holding | undefined, slot: PaperSlot, today: string): string | undefined {
  if (held === undefined) return 'not in your electronic store, or not what this slot takes';
  if (!fitsSlot(held, slot)) return 'this slot does not take it from the electronic store';
  if (held.validUntil !== undefined && held.validUntil < today) return `expired: it was valid until ${held.validUntil}`;
  if (!slot.contentTypes.includes(held.contentType)) return `this slot takes ${slot.contentTypes.join(', ')}`;
  return held.sizeBytes > slot.maxBytes ? `this slot takes at most ${String(slot.maxBytes)} bytes` : undefined;
}
