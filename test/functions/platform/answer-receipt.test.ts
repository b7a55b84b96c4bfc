import { expect, it, jest } from '@jest/globals';
import { METRIC } from '#domain/notifications/metric-names';
import { answerReceipt } from '#functions/platform/answer-receipt';
import { aSubmitted } from '#test/support/builders/dossier-builders';
import { InMemoryStatementStore } from '#test/support/fakes/in-memory-statement-store';
import { createOwnKeyStatementSigner } from '#test/support/fakes/own-key-statement-signer';

const statements = new InMemoryStatementStore();

it('gives the receipt with its signed statement', async () => {
  const { status, body } = await answerReceipt({ receipts: { signer: createOwnKeyStatementSigner(), statements, issuer: 'H99' } }, aSubmitted());
  expect({ status, body }).toMatchObject({ status: 200, body: { statement: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]{86}$/) } });
});

it('keeps nobody from handing in while the key cannot be reached, and tells the alarm', async () => {
  const written: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const outOfReach = () => Promise.reject(new Error('KMS is out of reach'));
  const signer = { sign: outOfReach, publicKey: outOfReach };
  const { status, body } = await answerReceipt({ receipts: { signer, statements: new InMemoryStatementStore(), issuer: 'H99' } }, aSubmitted());
  jest.restoreAllMocks();
  expect({ status, body }).toMatchObject({ status: 200, body: { submittedAt: expect.any(String) } });
  expect(body).not.toHaveProperty('statement');
  expect(written.join('')).toContain(METRIC.receiptsUnsigned.name);
});
