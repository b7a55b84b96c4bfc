import { expect, it } from '@jest/globals';
import { compactVerify, importJWK } from 'jose';
import { receiptQr } from '#functions/platform/receipt-qr';
import { aSettled, aSubmitted, anInProgress } from '#test/support/builders/dossier-builders';
import { InMemoryStatementStore } from '#test/support/fakes/in-memory-statement-store';
import { createOwnKeyStatementSigner } from '#test/support/fakes/own-key-statement-signer';

const tools = { signer: createOwnKeyStatementSigner(), statements: new InMemoryStatementStore(), issuer: 'H99' };
const origin = 'https://motcua.example';

it('puts the statement behind the address of the page, where no server is sent it', async () => {
  const dossier = aSubmitted();
  const { statement, text } = await receiptQr(tools, { dossier, kind: 'receipt', origin });
  expect(text).toBe(`https://motcua.example/verify#${statement}`);
  const { payload } = await compactVerify(statement, await importJWK({ ...(await tools.signer.publicKey()) }));
  expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({ kind: 'receipt', code: dossier.code });
});

it('gives the same statement however often and by however many it is asked for', async () => {
  const dossier = anInProgress();
  const asked = await Promise.all([1, 2, 3].map(() => receiptQr(tools, { dossier, kind: 'receipt', origin })));
  const again = await receiptQr(tools, { dossier, kind: 'receipt', origin });
  expect(new Set([...asked, again].map(({ statement }) => statement)).size).toBe(1);
});

it('states anew what has become another promise', async () => {
  const dossier = anInProgress();
  const { statement } = await receiptQr(tools, { dossier, kind: 'receipt', origin });
  const later = await receiptQr(tools, { dossier: { ...dossier, dueAt: '2026-12-31T10:00:00.000Z' }, kind: 'receipt', origin });
  expect(later.statement).not.toBe(statement);
});

it('states no result of a dossier that has none', async () => {
  await expect(receiptQr(tools, { dossier: aSubmitted(), kind: 'result', origin })).rejects.toThrow('has no result');
  expect((await receiptQr(tools, { dossier: aSettled(), kind: 'result', origin })).statement).toMatch(/^[\w-]+\.[\w-]+\.[\w-]{86}$/);
});
