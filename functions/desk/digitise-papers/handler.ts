import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { createDynamoSigningIdentityStore } from '#functions/adapters/dynamodb/dynamo-signing-identity-store';
import { createKmsDocumentKey } from '#functions/adapters/kms/kms-document-key';
import { createKmsFileSigner } from '#functions/adapters/kms/kms-file-signer';
import { createS3Vault } from '#functions/adapters/s3/s3-vault';
import { systemClock } from '#functions/platform/clock';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { digitisePapers } from './digitise-papers.ts';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  ...dossierTools(environment),
  signatories: createDynamoSigningIdentityStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }),
  signer: createKmsFileSigner(createKmsDocumentKey(new KMSClient({}))),
  vault: createS3Vault({ client: new S3Client({}), bucketName: environment.VAULT_BUCKET, now: systemClock }),
};

export const handler = httpHandler(contract, (request) => digitisePapers(tools, request));
