import { headBucket } from './bucket-operations.ts';
import { completeMultipartUpload } from './complete-multipart-upload.ts';
import { copyObject } from './copy-object.ts';
import { deleteObject, deleteObjects } from './delete-objects.ts';
import { getObject, headObject } from './get-object.ts';
import { listObjects } from './list-objects.ts';
import { abortMultipartUpload, createMultipartUpload, listParts, uploadPart } from './multipart-upload.ts';
import { putObject } from './put-object.ts';
import { getObjectTagging, putObjectTagging } from './object-tagging.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import type { S3Operation } from './s3-call.ts';
import type { S3Request } from './s3-request.ts';

/** Sub-resources of S3 that this one has not; taken for the plain call they would do something else. */
const unknownHere = [
  'accelerate', 'acl', 'analytics', 'attributes', 'cors', 'encryption', 'intelligent-tiering', 'inventory', 'legal-hold', 'lifecycle',
  'location', 'logging', 'metrics', 'notification', 'object-lock', 'ownershipControls', 'policy', 'policyStatus', 'publicAccessBlock',
  'renameObject', 'replication', 'requestPayment', 'restore', 'retention', 'select', 'session', 'torrent', 'versioning',
  'versions', 'website',
];

/** The call a verified request asks for. Throws NotImplemented or MethodNotAllowed. */
export function findOperation(request: S3Request): S3Operation {
  const unknown = unknownHere.find((name) => request.query.has(name));
  if (unknown !== undefined) throw notImplemented(unknown);
  const operation = request.key === '' ? findBucketOperation(request) : findObjectOperation(request);
  if (!operation) {
    throw new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.', { details: { Method: request.method } });
  }
  return operation;
}

function findBucketOperation({ method, query }: S3Request): S3Operation | undefined {
  if (query.has('uploads')) throw notImplemented('uploads');
  if (method === 'HEAD') return headBucket;
  if (method === 'GET') return listObjects;
  if (method === 'POST' && query.has('delete')) return deleteObjects;
  if (method === 'DELETE') throw notImplemented('DeleteBucket');
  return undefined;
}

function findTagOperation(method: string): S3Operation | undefined {
  if (method === 'PUT') return putObjectTagging;
  return method === 'GET' ? getObjectTagging : undefined;
}

function findObjectOperation({ method, query, headers }: S3Request): S3Operation | undefined {
  if (query.has('tagging')) return findTagOperation(method);
  const isUpload = query.has('uploadId');
  switch (method) {
    case 'GET':
      return isUpload ? listParts : getObject;
    case 'HEAD':
      return headObject;
    case 'PUT':
      if (isUpload) return uploadPart;
      return headers['x-amz-copy-source'] === undefined ? putObject : copyObject;
    case 'POST':
      if (query.has('uploads')) return createMultipartUpload;
      return isUpload ? completeMultipartUpload : undefined;
    case 'DELETE':
      return isUpload ? abortMultipartUpload : deleteObject;
    default:
      return undefined;
  }
}
