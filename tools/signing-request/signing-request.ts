// npm run signing-request -- --key <id or ARN> --name "Ủy ban nhân dân phường An Hòa" [--organisation …] [--title …] [--country VN]
//
// Prints a request for a certificate (PKCS #10) for a key in KMS. Credentials and Region are those of the shell.
import { parseArgs } from 'node:util';
import { KMSClient } from '@aws-sdk/client-kms';
import { makeRequest } from '#tools/signing-request/make-request';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { key: text, name: text, organisation: text, title: text, country: { ...text, default: 'VN' } } });
const { key, name, ...rest } = values;
if (key === undefined || name === undefined) {
  console.error('Name the key and whom it is for: npm run signing-request -- --key <id or ARN> --name "…" [--organisation "…"] [--title "…"] [--country VN]');
  process.exit(2);
}
try {
  process.stdout.write(await makeRequest(new KMSClient({}), { keyId: key, subject: { commonName: name, ...rest } }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
