import { createHash, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { publishVerifier } from '#functions/log/show-verifier/show-verifier';
import { receiptQr } from '#functions/platform/receipt-qr';
import { aSubmitted } from '#test/support/builders/dossier-builders';
import { aPaper, byId } from '#test/support/builders/part-builders';
import { InMemoryStatementStore } from '#test/support/fakes/in-memory-statement-store';
import { createOwnKeyStatementSigner } from '#test/support/fakes/own-key-statement-signer';

const source = readFileSync(new URL('../../web/verify/index.html', import.meta.url), 'utf8');
const signer = createOwnKeyStatementSigner();
const tools = { signer, statements: new InMemoryStatementStore(), issuer: 'H99' };
const PAPERS = Array.from({ length: 14 }, (_none, index) => Buffer.from(`giấy tờ số ${String(index)}`));

const verdict = z.object({ outcome: z.string(), claims: z.looseObject({ kind: z.string(), code: z.string() }).optional(), kid: z.string().optional() });

/** The page's own script in a world without a network: whatever reaches for one throws. */
function verifierOf(html: string) {
  const script = /<script id="verifier">([^]*?)<\/script>/.exec(html)?.[1] ?? '';
  const forbidden = () => {
    throw new Error('the page reached for the network');
  };
  const world = createContext({ crypto: webcrypto, TextEncoder, TextDecoder, atob, btoa, Uint8Array, fetch: forbidden, XMLHttpRequest: forbidden, WebSocket: forbidden });
  runInContext(script, world);
  const call = async (expression: string, values: Record<string, unknown>): Promise<unknown> => {
    Object.assign(world, values);
    return JSON.parse(String(await runInContext(`(async () => JSON.stringify(await motCuaVerifier.${expression}))()`, world)));
  };
  return {
    verify: async (text: string, keys: unknown) => verdict.parse(await call('verify(text, keys)', { text, keys })),
    compare: async (claims: unknown, files: readonly Uint8Array[]) => z.array(z.boolean()).parse(await call('compare(claims, files)', { claims, files })),
  };
}

function dossierWith(count: number) {
  return aSubmitted({ papers: byId(...PAPERS.slice(0, count).map((bytes, index) => aPaper({ id: `paper-${String(index)}`, state: 'received', sha256: createHash('sha256').update(bytes).digest('hex') }))) });
}

async function stated(count: number) {
  const dossier = dossierWith(count);
  return { dossier, ...(await receiptQr(tools, { dossier, origin: 'https://motcua.example' })) };
}

let html = '';
let keys: unknown;
beforeAll(async () => {
  html = publishVerifier(source, [await signer.publicKey()]).html;
  keys = z.object({ keys: z.array(z.unknown()) }).parse(JSON.parse(/id="published-keys">([^<]*)</.exec(html)?.[1] ?? '')).keys;
});

describe('the page that checks receipts, with the network off', () => {
  it('finds a receipt valid, by the QR code\'s text as by the statement alone, and shows what it states', async () => {
    const { dossier, text, statement } = await stated(2);
    for (const given of [text, statement, ` ${statement.slice(0, 40)}\n${statement.slice(40)} `]) {
      expect(await verifierOf(html).verify(given, keys)).toMatchObject({ outcome: 'valid', claims: { kind: 'receipt', code: dossier.code, iss: 'H99' } });
    }
  });

  it('finds it invalid when anything of it was changed', async () => {
    const { statement } = await stated(2);
    const [header = '', payload = '', signature = ''] = statement.split('.');
    const promised = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), code: 'H99.101.01-261126-9999' })).toString('base64url');
    const none = Buffer.from(JSON.stringify({ alg: 'none', kid: (await signer.publicKey()).kid })).toString('base64url');
    for (const forged of [`${header}.${promised}.${signature}`, `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`, `${none}.${payload}.${signature}`]) {
      expect(await verifierOf(html).verify(forged, keys)).toEqual({ outcome: 'invalid' });
    }
  });

  it('takes nothing else that was signed with the key for a receipt', async () => {
    expect(await verifierOf(html).verify(await signer.sign({ kind: 'log-day', day: '2026-11-26' }), keys)).toEqual({ outcome: 'invalid' });
  });

  it('says that it does not know a key, and finds no statement where none is', async () => {
    const other = createOwnKeyStatementSigner();
    const { kid } = await other.publicKey();
    expect(await verifierOf(html).verify(await other.sign({ kind: 'receipt', code: 'x' }), keys)).toEqual({ outcome: 'unknown-key', kid });
    expect(await verifierOf(html).verify('https://motcua.example/verify', keys)).toEqual({ outcome: 'unreadable' });
  });

  it('tells of each file whether it is one of the papers', async () => {
    const { text } = await stated(3);
    const { claims } = await verifierOf(html).verify(text, keys);
    expect(await verifierOf(html).compare(claims, [PAPERS[2] ?? Buffer.of(), Buffer.from('another'), PAPERS[0] ?? Buffer.of()])).toEqual([true, false, true]);
  });

  it('tells of many papers whether these are all of them, in any order', async () => {
    const { text } = await stated(14);
    const { claims } = await verifierOf(html).verify(text, keys);
    expect(claims).not.toHaveProperty('papers');
    expect(new Set(await verifierOf(html).compare(claims, PAPERS.toReversed()))).toEqual(new Set([true]));
    expect(new Set(await verifierOf(html).compare(claims, PAPERS.slice(1)))).toEqual(new Set([false]));
  });
});

describe('the page as it is published', () => {
  it('lets its own scripts and styles run, by their hashes, and nothing be fetched or sent', async () => {
    const { policy } = publishVerifier(source, [await signer.publicKey()]);
    const scripts = [...html.matchAll(/<script id="(?:verifier|page)">([^]*?)<\/script>/g)].map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    expect(scripts).toHaveLength(2);
    expect(policy).toContain(`script-src ${scripts.join(' ')};`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(html).toContain(`content="${policy}"`);
  });

  it('asks for no other file, so that a saved copy is whole', () => {
    expect(html).not.toMatch(/\s(?:src|href|action|srcset)=/);
    expect(html).not.toMatch(/@import|\burl\(|\bimport\(/);
  });

  it('has every word in both languages', () => {
    const words = /const WORDS = (\{[^]*?\n {4}\});|const WORDS = ([^]*?);\n {2}const at/.exec(source)?.[2] ?? '';
    const { vi, en } = z.object({ vi: z.record(z.string(), z.string()), en: z.record(z.string(), z.string()) }).parse(runInContext(`(${words})`, createContext({})));
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(vi).toSorted());
    for (const [, word = ''] of source.matchAll(/data-say="(\w+)"/g)) expect(Object.keys(vi)).toContain(word);
  });
});
