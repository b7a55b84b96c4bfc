import { expect, test } from '@jest/globals';
import type { EnvironmentOf } from '#infra/function-environments';

const delivering = { REGISTER_TABLE: 'register', FEED_TABLE: 'feeds', WAKE_QUEUE_URL: 'https://sqs.example/w', PATIENT_QUEUE_URL: 'https://sqs.example/p', SECRET_KEY_ID: 'key' };

/** These do their work in the type check: an expected error that does not come fails `npm run types`. */
test('leaving out a variable of a function does not compile', () => {
  // @ts-expect-error REGISTER_TABLE is missing
  const environment: EnvironmentOf<'intake/create-dossier'> = { DOSSIER_TABLE: 'dossiers' };
  expect(environment).toBeDefined();
});

test('giving a function a variable it does not ask for does not compile', () => {
  // @ts-expect-error the sender of webhooks may not know the dossier table
  const environment: EnvironmentOf<'webhooks/deliver-webhook'> = { ...delivering, DOSSIER_TABLE: 'dossiers' };
  expect(environment).toBeDefined();
});

test('a variable that a function may do without can be left out', () => {
  const environment: EnvironmentOf<'webhooks/deliver-webhook'> = delivering;
  expect(environment).toBeDefined();
});
