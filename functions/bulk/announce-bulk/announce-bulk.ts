import { bulkFormat, type BulkHandIn, formatUnknown, KEPT_DAYS, orderedBy } from '#domain/bulk/bulk-hand-in';
import { viewBulk } from '#domain/bulk/bulk-view';
import { toIso } from '#domain/kernel/instant';
import type { BulkTools } from '#functions/platform/bulk-tools';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';
import type { Announcement } from './contract.ts';

const CONTENT_TYPE = { jsonl: 'application/jsonl', csv: 'text/csv' } as const;

/** Opens a bulk hand-in and grants the upload of its file. The same key gives the same hand-in with a fresh form. */
export async function announceBulk({ store, files, authoriser }: BulkTools, { principal, body, idempotency, now }: WriteRequest<Announcement>): Promise<HttpAnswer> {
  if (!authoriser.authorise({ principal, action: 'HandInBulk', resource: { owner: principal.id } })) throw new EdgeProblem('not-allowed');
  const format = bulkFormat.safeParse(body.format);
  if (!format.success) throw formatUnknown('/format', 'must be jsonl or csv');
  const wanted: BulkHandIn = {
    id: `bh-${idempotency.scope.slice(0, 32)}`,
    version: 1,
    principal: orderedBy(principal),
    requestHash: idempotency.requestHash,
    state: 'awaiting-file',
    format: format.data,
    sizeBytes: body.sizeBytes,
    sha256: body.sha256,
    defaults: body.defaults,
    createdAt: toIso(now),
    expiresAt: toIso(now.add({ hours: KEPT_DAYS * 24 })),
    machineEpoch: 0,
  };
  const bulk = await store.create(wanted);
  if (bulk.requestHash !== idempotency.requestHash) throw new EdgeProblem('idempotency-key-reused', [{ pointer: '/headers/idempotency-key', problem: 'used before with another request' }]);
  const upload = bulk.state === 'awaiting-file' ? await files.grantRows(bulk.id, { sizeBytes: bulk.sizeBytes, sha256: bulk.sha256, contentType: CONTENT_TYPE[bulk.format] }) : undefined;
  return { status: 201, body: viewBulk(bulk, { upload }), headers: { location: `/v1/bulk-hand-ins/${bulk.id}` } };
}
