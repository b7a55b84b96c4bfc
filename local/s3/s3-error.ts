import { element } from './xml-element.ts';

const statusByCode = {
  AccessControlListNotSupported: 400,
  AccessDenied: 403,
  AccessForbidden: 403,
  AuthorizationHeaderMalformed: 400,
  AuthorizationQueryParametersError: 400,
  BadDigest: 400,
  BadRequest: 400,
  BucketAlreadyOwnedByYou: 409,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  IncompleteBody: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidChunkSizeError: 403,
  InvalidDigest: 400,
  InvalidEncryptionAlgorithmError: 400,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidPolicyDocument: 400,
  InvalidRange: 416,
  InvalidRequest: 400,
  InvalidURI: 400,
  KeyTooLongError: 400,
  MalformedPOSTRequest: 400,
  MalformedTrailerError: 400,
  MalformedXML: 400,
  MaxPostPreDataLengthExceededError: 400,
  MetadataTooLarge: 400,
  MethodNotAllowed: 405,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  NoSuchVersion: 404,
  NotImplemented: 501,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  XAmzContentSHA256Mismatch: 400,
} satisfies Record<string, number>;

export type S3ErrorCode = keyof typeof statusByCode;

interface S3ErrorExtras {
  /** Elements S3 puts beside Code and Message, by element name. */
  readonly details?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal as S3 words it; becomes the XML answer with the status that belongs to the code. */
export class S3Error extends Error {
  readonly code: S3ErrorCode;
  readonly status: number;
  readonly details: Readonly<Record<string, string | number>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: S3ErrorCode, message: string, extras: S3ErrorExtras = {}) {
    super(message);
    this.name = 'S3Error';
    this.code = code;
    this.status = statusByCode[code];
    this.details = extras.details ?? {};
    this.headers = extras.headers ?? {};
  }
}

/** The `<Error>` document of a refusal. */
export function errorDocument(error: S3Error, resource: string, requestId: string): string {
  return element('Error', {
    Code: error.code,
    Message: error.message,
    ...error.details,
    Resource: resource,
    RequestId: requestId,
    HostId: requestId,
  });
}

/** S3's answer to a header, field or sub-resource that this local S3 does not know; failing beats ignoring it. */
export function notImplemented(what: string): S3Error {
  return new S3Error('NotImplemented', `A header or query you provided implies functionality that is not implemented: ${what}`, {
    details: { Header: what },
  });
}
