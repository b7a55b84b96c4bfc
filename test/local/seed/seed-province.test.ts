import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createApiClient } from '#local/api-client/api-client';
import { CellError } from '#local/cell/cell-error';
import { seedProvince } from '#local/seed/seed-province';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';

let status = 201;
const keys: string[] = [];
const server = createServer((request, response) => {
  keys.push(String(request.headers['idempotency-key']));
  request.resume().once('end', () => response.writeHead(status, { 'content-type': 'application/json' }).end('{}'));
});
let apiUrl = '';

beforeAll(async () => {
  apiUrl = `http://127.0.0.1:${String(await listenLocally(server, 0))}`;
});
afterAll(() => closeServer(server));

const seed = (hasSigners: boolean) => seedProvince({ administrator: createApiClient({ apiUrl }), agencies: [], hasSigners });

it('publishes the same samples under the same keys, and changed ones under others', async () => {
  await seed(true);
  const first = keys.splice(0);
  await seed(true);
  expect(keys.splice(0)).toEqual(first);
  await seed(false);
  const unlike = keys.splice(0).filter((key) => !first.includes(key));
  expect(unlike.length).toBeGreaterThan(0);
});

it('tells whoever starts a newer release on an older folder what to do, without a stack', async () => {
  status = 409;
  const error = await seed(true).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CellError);
  expect(String(error)).toContain('Take the folder away (.local) or name another one (MOT_CUA_DATA)');
});
