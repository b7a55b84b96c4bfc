import '#test/functions/platform/quiet';
import { describe, expect, it } from '@jest/globals';
import { compactVerify, importJWK } from 'jose';
import type { TimestampAuthority } from '#domain/documents/timestamp-authority';
import { fromHex, toHex } from '#domain/kernel/sha256';
import { Temporal } from '#domain/kernel/temporal';
import { hashOfLeaf } from '#domain/log/day-tree';
import { rootFromPath, rootOf } from '#domain/log/merkle-tree';
import { dayClaims, type NotedHead, type SealedDay } from '#domain/log/sealed-day';
import { sealDays, type SealTools } from '#functions/log/seal-day/seal-day';
import { chainTools } from '#functions/platform/chain-tools';
import { findLeaf } from '#functions/platform/find-leaf';
import { noteHeads } from '#functions/platform/note-heads';
import { InMemoryLogStore } from '#test/support/fakes/in-memory-log-store';
import { InMemoryVault } from '#test/support/fakes/in-memory-vault';
import { createOwnKeyStatementSigner } from '#test/support/fakes/own-key-statement-signer';

const { sha256 } = chainTools;
const signer = createOwnKeyStatementSigner();
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant();

function tools(timestamps?: TimestampAuthority): SealTools & { log: InMemoryLogStore; vault: InMemoryVault } {
  return { log: new InMemoryLogStore(), vault: new InMemoryVault(() => at('2026-11-26T00:00')), signer, issuer: 'H99', ...(timestamps && { timestamps }) };
}

function aHead(number: number): NotedHead {
  return { dossierId: `ds-${String(number).padStart(32, '0')}`, seq: 2, head: toHex(sha256(Buffer.from(String(number)))) };
}

async function claimsOf({ statement }: Pick<SealedDay, 'statement'>) {
  const { payload } = await compactVerify(statement, await importJWK({ ...(await signer.publicKey()) }));
  return dayClaims.parse(JSON.parse(Buffer.from(payload).toString()));
}

describe('sealing the days of the log', () => {
  it('signs the root over the last head of each dossier, once the day is over', async () => {
    const cell = tools();
    const events = [1, 2, 3].map((number) => ({ dossierId: aHead(number).dossierId, seq: 2, hash: aHead(number).head }));
    await noteHeads(cell.log, [...events, { dossierId: aHead(1).dossierId, seq: 1, hash: 'f'.repeat(64) }, { dossierId: 'ds-old', seq: 9 }], at('2026-11-26T23:59:50'));
    expect((await sealDays(cell, at('2026-11-27T00:09'))).sealed).toEqual(['2026-11-25']);
    expect((await sealDays(cell, at('2026-11-27T00:12'))).sealed).toEqual(['2026-11-26']);
    const day = await cell.log.day('2026-11-26');
    const root = toHex(rootOf(sha256, [1, 2, 3].map((number) => hashOfLeaf(sha256, aHead(number)))));
    expect(day).toMatchObject({ size: 3, root });
    expect(await claimsOf(day ?? { statement: '' })).toMatchObject({ kind: 'log-day', iss: 'H99', day: '2026-11-26', size: 3, root });
  });

  it('chains every day to the whole statement of the day before, those without events too, and catches up what was missed', async () => {
    const cell = tools();
    await sealDays(cell, at('2026-11-20T01:12'));
    expect((await sealDays(cell, at('2026-11-24T01:12'))).sealed).toEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']);
    const days = (await cell.log.days({ limit: 10 })).rows.toReversed();
    expect(days.map(({ size }) => size)).toEqual([0, 0, 0, 0, 0]);
    for (const [index, day] of days.entries()) {
      const before = days[index - 1];
      const { previous } = await claimsOf(day);
      expect(previous).toEqual(before && { day: before.day, root: before.root, statementSha256: toHex(sha256(Buffer.from(before.statement))) });
    }
    expect((await sealDays(cell, at('2026-11-24T02:12'))).sealed).toEqual([]);
  });

  it('takes back up where it broke off, and seals no day twice', async () => {
    const cell = tools();
    await sealDays(cell, at('2026-11-26T01:12'));
    await cell.log.note('2026-11-26', [aHead(1)]);
    const broken = { ...cell, signer: { ...signer, sign: () => Promise.reject(new Error('KMS is down')) } };
    await expect(sealDays(broken, at('2026-11-27T01:12'))).rejects.toThrow('KMS is down');
    expect(await cell.log.day('2026-11-26')).toBeUndefined();
    // One more note came meanwhile: the leaves of the first try lie beside, and are not used.
    await cell.log.note('2026-11-26', [aHead(2)]);
    const [one, two] = await Promise.all([sealDays(cell, at('2026-11-27T02:12')), sealDays(cell, at('2026-11-27T02:12'))]);
    expect([one.sealed, two.sealed]).toEqual([['2026-11-26'], ['2026-11-26']]);
    const day = await cell.log.day('2026-11-26');
    expect(day?.size).toBe(2);
    for (const number of [1, 2]) expect(await findLeaf(cell.vault, day ?? { day: '', size: 0, root: '', statement: '', sealedAt: '' }, aHead(number).dossierId)).toBeDefined();
  });

  it('has days dated by an authority later when it was down, and keeps nothing waiting for it', async () => {
    let isDown = true;
    const cell = tools({ timestamp: async (digest) => (isDown ? Promise.reject(new Error('down')) : digest) });
    expect((await sealDays(cell, at('2026-11-26T01:12'))).sealed).toEqual(['2026-11-25']);
    expect((await sealDays(cell, at('2026-11-27T01:12'))).sealed).toEqual(['2026-11-26']);
    isDown = false;
    await sealDays(cell, at('2026-11-27T02:12'));
    for (const { statement, timestamp } of (await cell.log.days({ limit: 5 })).rows) expect(timestamp).toBe(Buffer.from(sha256(Buffer.from(statement))).toString('base64'));
  });
});

it('a dossier is proven by two files of the vault, however many had something happen that day', async () => {
  const cell = tools();
  const many = Array.from({ length: 2500 }, (_none, index) => aHead(index));
  await sealDays(cell, at('2026-11-26T01:12'));
  await cell.log.note('2026-11-26', many);
  await sealDays(cell, at('2026-11-27T01:12'));
  const day = await cell.log.day('2026-11-26');
  if (day === undefined) throw new Error('not sealed');
  const read: string[] = [];
  const vault = { read: (key: string) => { read.push(key); return cell.vault.read(key); } };
  const proof = await findLeaf(vault, day, aHead(2222).dossierId);
  if (proof === undefined) throw new Error('not proven');
  const root = rootFromPath(sha256, { leaf: hashOfLeaf(sha256, proof.leaf), index: proof.index, size: day.size, path: proof.path.map(fromHex) });
  expect(root === undefined ? '' : toHex(root)).toBe(day.root);
  expect(read).toHaveLength(2);
  expect(await findLeaf(vault, day, 'ds-99')).toBeUndefined();
});
