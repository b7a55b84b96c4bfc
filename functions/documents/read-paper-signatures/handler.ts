import { S3Client } from '@aws-sdk/client-s3';
import { createVaultSignatureVerifier } from '#functions/adapters/pades/vault-signature-verifier';
import { createS3Vault } from '#functions/adapters/s3/s3-vault';
import { systemClock } from '#functions/platform/clock';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readPaperSignatures } from './read-paper-signatures.ts';

const environment = readEnvironment(environmentSchema);
const vault = createS3Vault({ client: new S3Client({}), bucketName: environment.VAULT_BUCKET, now: systemClock });
const tools = { ...dossierTools(environment), vault, verifier: createVaultSignatureVerifier({ vault, rootsKey: environment.TRUSTED_ROOTS_KEY }) };

export const handler = httpHandler(contract, (request) => readPaperSignatures(tools, request));
