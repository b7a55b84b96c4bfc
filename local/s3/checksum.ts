import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';

export const checksumAlgorithms = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** What S3 computes itself when the sender names no checksum (since December 2024). */
export const defaultChecksumAlgorithm: ChecksumAlgorithm = 'CRC64NVME';

const digestBytes: Readonly<Record<ChecksumAlgorithm, number>> = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 };

export interface RunningChecksum {
  update(chunk: Uint8Array): void;
  digestBase64(): Promise<string>;
}

/** Starts a checksum over a stream of chunks. */
export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'SHA1':
      return startHash('sha1');
    case 'SHA256':
      return startHash('sha256');
    case 'CRC32':
      return startCrc32();
    case 'CRC32C':
      return startSdkChecksum(new Crc32c());
    case 'CRC64NVME':
      return startSdkChecksum(new Crc64Nvme());
  }
}

/** The checksum of the parts' checksums, as S3 writes it for a COMPOSITE multipart object: `<base64>-<parts>`. */
export async function compositeChecksum(algorithm: ChecksumAlgorithm, partChecksums: readonly string[]): Promise<string> {
  const checksum = startChecksum(algorithm);
  for (const part of partChecksums) checksum.update(Buffer.from(part, 'base64'));
  return `${await checksum.digestBase64()}-${partChecksums.length}`;
}

export function isChecksumAlgorithm(name: string): name is ChecksumAlgorithm {
  return checksumAlgorithms.some((algorithm) => algorithm === name);
}

/** Whether the text is base64 of as many bytes as the algorithm gives. */
export function isWellFormedChecksum(algorithm: ChecksumAlgorithm, value: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === digestBytes[algorithm] && bytes.toString('base64') === value;
}

/** The header, form field or trailer that carries a checksum. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** The XML element that carries a checksum. */
export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm}`;
}

function startHash(name: 'sha1' | 'sha256'): RunningChecksum {
  const hash = createHash(name);
  return {
    update: (chunk) => {
      hash.update(chunk);
    },
    digestBase64: () => Promise.resolve(hash.digest('base64')),
  };
}

function startCrc32(): RunningChecksum {
  let value = 0;
  return {
    update: (chunk) => {
      value = crc32(chunk, value);
    },
    digestBase64: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return Promise.resolve(bytes.toString('base64'));
    },
  };
}

function startSdkChecksum(checksum: Crc32c | Crc64Nvme): RunningChecksum {
  return {
    update: (chunk) => {
      checksum.update(chunk);
    },
    digestBase64: async () => Buffer.from(await checksum.digest()).toString('base64'),
  };
}
