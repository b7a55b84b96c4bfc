import { expect, it } from '@jest/globals';
import { compactVerify, importJWK } from 'jose';
import { receiptQr, resultQr } from '#functions/platform/receipt-qr';
import { aSubmitted, anInProgress } from '#test/support/builders/dossier-builders';
import { InMemoryStatementStore } from '#test/support/fakes/in-memory-statement-store';
import { createOwnKeyStatementSigner } from '#test/support/fakes/own-key-statement-signer';

const tools = { signer: createOwnKeyStatementSigner(), statements: new InMemoryStatementStore(), issuer: 'H99' };
const origin = 'https://motcua.example';

it('puts the statement behind the address of the page, where no server is sent it', async () => {
  const dossier = aSubmitted();
  const { statement, text } = await receiptQr(tools, { dossier, origin });
  expect(text).toBe(`https://motcua.example/verify#${statement}`);
  const { payload } = await compactVerify(statement, await importJWK({ ...(await tools.signer.publicKey()) }));
  expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({ kind: 'receipt', code: dossier.code });
});

it('gives the same statement however often and by however many it is asked for', async () => {
  const dossier = anInProgress();
  const asked = await Promise.all([1, 2, 3].map(() => receiptQr(tools, { dossier, origin })));
  const again = await receiptQr(tools, { dossier, origin });
  expect(new Set([...asked, again].map(({ statement }) => statement)).size).toBe(1);
});

it('states anew what has become another promise', async () => {
  const dossier = anInProgress();
  const { statement } = await receiptQr(tools, { dossier, origin });
  const later = await receiptQr(tools, { dossier: { ...dossier, dueAt: '2026-12-31T10:00:00.000Z' }, origin });
  expect(later.statement).not.toBe(statement);
});

it('states a result for its document, apart from the receipt', async () => {
  const dossier = anInProgress();
  const { text, statement } = await resultQr(tools, { dossier, origin }, { type: 'birth-certificate', agency: 'H99.101', number: '12/TLKS', at: '2026-11-26T03:00:00Z' });
  expect(text).toBe(`https://motcua.example/verify#${statement}`);
  const { payload } = await compactVerify(statement, await importJWK({ ...(await tools.signer.publicKey()) }));
  expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({ kind: 'result', code: dossier.code, result: { number: '12/TLKS' } });
});
