import { DomainError } from '#domain/kernel/domain-error';

/** Proves that something existed at an instant: RFC 3161. */
export interface TimestampAuthority {
  /**
   * @param sha256 the digest of what shall be proven
   * @returns the TimeStampToken in DER, checked to be about this digest and this very request
   * @throws Error when the authority cannot be reached or refuses, after tries
   */
  timestamp(sha256: Uint8Array): Promise<Uint8Array>;
}

/** What an office that signs only with a timestamp answers while its authority is down: nothing was signed, the same call may come again. */
export function timestampUnavailable(): DomainError {
  return new DomainError({
    kind: 'unavailable',
    code: 'timestamp-unavailable',
    mend: {
      vi: 'Chưa ký: nơi đây chỉ ký khi có dấu thời gian, mà máy chủ cấp dấu thời gian không trả lời. Gửi lại yêu cầu sau ít phút.',
      en: 'No signature was put: this office signs only with a timestamp, and the timestamp authority does not answer. Send the same call again in a few minutes.',
    },
  });
}
