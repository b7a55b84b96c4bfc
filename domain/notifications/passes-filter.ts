import type { NewFeedEvent } from '#domain/notifications/feed';
import type { EventFilter } from '#domain/notifications/subscription';

/** Whether a subscriber wants an event. A notice about a subscription is chosen by its type alone. */
export function passesFilter({ event, about }: NewFeedEvent, filter: EventFilter): boolean {
  if (!allows(filter.types, [event.type])) return false;
  if (!('dossierId' in event.data)) return true;
  return allows(filter.procedures, [about.procedure]) && allows(filter.agencies, [about.receivingAgency]) && allows(filter.places, about.places);
}

function allows(wanted: readonly string[], given: readonly string[]): boolean {
  return wanted.length === 0 || given.some((each) => wanted.includes(each));
}
