import * as z from 'zod';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEventType, RecordedEvent } from '#domain/dossiers/event';
import { dossierId } from '#domain/dossiers/parts';

/** What is to be done with the papers of a dossier for good: put into the owner's electronic store, or closed into one bundle. */
export const keepingOrder = z.object({ dossierId, what: z.enum(['holdings', 'bundle']) }).strict();
export type KeepingOrder = z.infer<typeof keepingOrder>;

/** The way from the relay to whoever keeps papers. At least once: doing an order twice changes nothing. */
export interface KeepingQueue {
  /** @throws when not every order was taken; all may be sent again */
  send(orders: readonly KeepingOrder[]): Promise<void>;
}

/** After these something new may be held of a dossier that was accepted. */
const FOR_HOLDINGS: ReadonlySet<DossierEventType> = new Set(['DossierAccepted', 'DossierSupplemented', 'PapersChecked', 'DocumentIssued'] satisfies readonly DossierEventType[]);

/** A dossier ends by one of these. */
const FOR_BUNDLE: ReadonlySet<DossierEventType> = new Set(['ResultHandedOver', 'DossierRefused', 'DossierWithdrawn', 'DossierStopped'] satisfies readonly DossierEventType[]);

/** What committed events of one dossier ask for, each thing once. */
export function keepingOrders({ id }: Pick<Dossier, 'id'>, events: readonly RecordedEvent[]): readonly KeepingOrder[] {
  const after = (types: ReadonlySet<DossierEventType>) => events.some(({ event }) => types.has(event.type));
  return [...(after(FOR_HOLDINGS) ? [{ dossierId: id, what: 'holdings' as const }] : []), ...(after(FOR_BUNDLE) ? [{ dossierId: id, what: 'bundle' as const }] : [])];
}
