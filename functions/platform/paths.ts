import * as z from 'zod';
import { deliveryIdText } from '#domain/notifications/delivery-view';

/** A dossier by its internal id or its issued code. */
const dossierReference = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{5,79}$/);
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/);

export const dossierPath = z.object({ dossierId: dossierReference });
export const stepPath = z.object({ dossierId: dossierReference, stepId: key });
export const consultationPath = z.object({ dossierId: dossierReference, consultationId: key });
export const editionPath = z.object({ edition: z.string().regex(/^[1-9]\d{0,5}$/).transform(Number) });

const subscriptionId = z.string().regex(/^sub-[0-9a-f]{24}$/);

export const subscriptionPath = z.object({ subscriptionId });
export const deliveryPath = z.object({ subscriptionId, deliveryId: deliveryIdText });
