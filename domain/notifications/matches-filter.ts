import type { EventFilter } from '#domain/notifications/subscription';

/** What a filter looks at of one event. */
export interface Filtered {
  readonly event: { readonly type: string };
  readonly about: { readonly procedure: string; readonly receivingAgency: string; readonly places: readonly string[] };
}

const NOTICES = 'vn.motcua.subscription.';

/**
 * Whether a subscriber wants an event: one of each list it filled in. Notices about a subscription have no procedure,
 * agency or place, so that only the types can keep them out.
 */
export function matchesFilter(filter: EventFilter, { event, about }: Filtered): boolean {
  if (!lets(filter.types, [event.type])) return false;
  if (event.type.startsWith(NOTICES)) return true;
  return lets(filter.procedures, [about.procedure]) && lets(filter.agencies, [about.receivingAgency]) && lets(filter.places, about.places);
}

function lets(wanted: readonly string[], present: readonly string[]): boolean {
  return wanted.length === 0 || present.some((each) => wanted.includes(each));
}
