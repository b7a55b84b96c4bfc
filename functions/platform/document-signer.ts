import { KMSClient } from '@aws-sdk/client-kms';
import type { DocumentSigner } from '#domain/documents/signing';
import { createKmsDocumentKey } from '#functions/adapters/kms/kms-document-key';
import { createPadesSigner } from '#functions/adapters/pades/pades-signer';
import { FONT_FILES } from '#functions/adapters/pdf/font-files';
import { timestampAuthorityAt } from '#functions/adapters/timestamps/http-timestamp-authority';
import { readAsset } from '#functions/platform/asset';
import { logFailure } from '#functions/platform/logger';

interface SigningEnvironment {
  readonly TIMESTAMP_AUTHORITY_URL: string;
  /** What is done when that authority does not answer. */
  readonly WITHOUT_TIMESTAMP: 'sign-without' | 'refuse';
  /** Where the font of the visible block lies: `import.meta.dirname` of the handler. */
  readonly bundleFolder: string;
}

/** Signs by the keys of people and agencies in KMS, with a timestamp where the deployment has an authority. */
export function openSigner({ TIMESTAMP_AUTHORITY_URL, WITHOUT_TIMESTAMP, bundleFolder }: SigningEnvironment): DocumentSigner {
  const timestamps = timestampAuthorityAt(TIMESTAMP_AUTHORITY_URL);
  return createPadesSigner({
    key: createKmsDocumentKey(new KMSClient({})),
    font: readAsset(bundleFolder, FONT_FILES.regular),
    ...(timestamps !== undefined && { timestamps }),
    withoutTimestamp: WITHOUT_TIMESTAMP,
    onTimestampFailure: (error) => {
      logFailure('No timestamp could be had', error, { outcome: WITHOUT_TIMESTAMP });
    },
  });
}
