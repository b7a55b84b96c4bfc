import * as z from 'zod';
import { documentId } from '#domain/documents/document';
import { clientId, keyId } from '#domain/access/client';
import { identityId } from '#domain/documents/signing-identity';
import { deliveryIdText } from '#domain/notifications/delivery-view';

/** A dossier by its internal id or its issued code. */
export const dossierReference = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{5,79}$/).meta({ description: 'The id of a dossier or its issued code.' });
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/);
const step = key.meta({ description: 'The step, as the dossier lists it.' });
const consultation = key.meta({ description: 'The consultation, as the procedure names it.' });
const edition = z.string().regex(/^[1-9]\d{0,5}$/).meta({ description: 'The number of an edition of the calendar.' });

export const dossierPath = z.object({ dossierId: dossierReference });
export const stepPath = z.object({ dossierId: dossierReference, stepId: step });
export const paperPath = z.object({ dossierId: dossierReference, paperId: key.meta({ description: 'The paper, as the dossier lists it.' }) });
export const documentPath = z.object({ dossierId: dossierReference, documentId });
export const consultationPath = z.object({ dossierId: dossierReference, consultationId: consultation });
/** For anybody: by the issued code alone. Its two forms are told apart by `parseDossierCode`. */
export const codePath = z.object({ dossierCode: z.string().max(80).meta({ description: 'The issued code of a dossier.' }) });
export const procedurePath = z.object({ procedureCode: z.string().regex(/^\d\.\d{6}(\.[0-9A-Z.]{1,20})?$/).meta({ description: 'The national code of the procedure.' }) });
export const agencyPath = z.object({ agencyCode: z.string().max(35).meta({ description: 'The electronic identification code of the agency.' }) });
export const editionPath = z.object({ edition: edition.transform(Number) });
const client = clientId.meta({ description: 'The id of the client, as it was given on registration.' });
export const clientPath = z.object({ clientId: client });
export const keyPath = z.object({ clientId: client, keyId: keyId.meta({ description: 'The id of the key, as the client lists it.' }) });

const subscriptionId = z.string().regex(/^sub-[0-9a-f]{24}$/).meta({ description: 'The id of the subscription.' });
export const subscriptionPath = z.object({ subscriptionId });
export const deliveryPath = z.object({ subscriptionId, deliveryId: deliveryIdText.meta({ description: 'The delivery, as the list of the subscription names it.' }) });

export const bulkPath = z.object({ bulkId: z.string().regex(/^bh-[0-9a-f]{32}$/) });
export const exportPath = z.object({ exportId: z.string().regex(/^ex-[0-9a-f]{32}$/) });
export const identityPath = z.object({ identityId });
