import { KMSClient } from '@aws-sdk/client-kms';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { createKmsSecretBox } from '#functions/adapters/kms/kms-secret-box';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createPortalSender } from '#functions/adapters/national-portal/create-portal-sender';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { systemClock as now } from '#functions/platform/clock';
import { deliveryHandler } from '#functions/platform/delivery-handler';
import { readEnvironment } from '#functions/platform/environment';
import { environmentSchema } from './environment.ts';
import { withLag } from './sync-portal.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const register = { client, tableName: environment.REGISTER_TABLE };
const dossiers = createDynamoDossierStore({ client, tableName: environment.DOSSIER_TABLE });
const reading = { dossiers, procedures: createDynamoProcedureStore({ ...register, now }), agencies: createDynamoAgencyStore(register) };
const secrets = createKmsSecretBox({ client: new KMSClient({}), keyId: environment.SECRET_KEY_ID });
const { PORTAL_WIRE: wireVersion, PORTAL_UNIT: unit, PORTAL_DESTINATION: destination, WEBHOOK_ALLOW_LOOPBACK: loopback } = environment;
const sender = createPortalSender({ wireVersion, unit, destination, reading, secrets, now, allowLoopback: loopback === 'true' });

export const handler = deliveryHandler(environment, withLag(sender, now));
