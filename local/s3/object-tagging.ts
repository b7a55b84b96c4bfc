import { z } from 'zod';
import { getVersion } from './find-version.ts';
import { openBody, receiveDocument } from './receive-body.ts';
import { readBodyClaims } from './body-claims.ts';
import { defaultChecksumAlgorithm } from './checksum.ts';
import { S3Error } from './s3-error.ts';
import type { S3Operation } from './s3-call.ts';
import { versionIdHeader } from './store-version.ts';
import { element, readXml } from './xml-element.ts';

const tagSchema = z.object({ Key: z.coerce.string().min(1).max(128), Value: z.coerce.string().max(256) });
const requestSchema = z.object({ Tagging: z.object({ TagSet: z.object({ Tag: z.union([z.array(tagSchema).max(10), tagSchema.transform((one) => [one])]) }) }) });

/** PutObjectTagging: the tags of a version are these and no others. They are kept and told; no lifecycle runs here. */
export const putObjectTagging: S3Operation = async (call, parts) => {
  const claims = readBodyClaims(call.headers);
  const read = requestSchema.safeParse(readXml(await receiveDocument({ body: openBody(call, call.seed), claims, algorithm: claims.checksum?.algorithm ?? defaultChecksumAlgorithm })));
  if (!read.success) throw new S3Error('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
  const version = getVersion(parts.versions, { bucket: call.bucket.name, key: call.key, versionId: call.query.get('versionId') });
  parts.versions.describe({ ...version, tags: Object.fromEntries(read.data.Tagging.TagSet.Tag.map(({ Key, Value }) => [Key, Value])) });
  return { status: 200, headers: versionIdHeader(version) };
};

/** GetObjectTagging. */
export const getObjectTagging: S3Operation = async (call, parts) => {
  const version = getVersion(parts.versions, { bucket: call.bucket.name, key: call.key, versionId: call.query.get('versionId') });
  const Tag = Object.entries(version.tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
  return { status: 200, headers: versionIdHeader(version), body: element('Tagging', { TagSet: { Tag } }) };
};
