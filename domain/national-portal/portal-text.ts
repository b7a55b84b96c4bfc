import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });
const CUT_MARK = '…';

/**
 * Text in NFC of at most `maxLength` UTF-16 units, as the portal's columns count. What is too long ends in "…" after the
 * last whole letter that fits: a letter is never cut from its accents, nor a flag in half.
 */
export function shortened(text: string, maxLength: number): string {
  const whole = text.normalize('NFC');
  if (whole.length <= maxLength) return whole;
  let kept = '';
  for (const { segment } of graphemes.segment(whole)) {
    if (kept.length + segment.length + CUT_MARK.length > maxLength) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${CUT_MARK}`;
}

/** An instant of the record as the portal writes it: yyyyMMddHHmmss in Asia/Ho_Chi_Minh; parts of a second are dropped. */
export function portalTime(instant: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDateTime();
  return local.round({ smallestUnit: 'second', roundingMode: 'trunc' }).toString({ smallestUnit: 'second' }).replaceAll(/[-:T]/g, '');
}

/** For comparing messages of the portal: NFC or not, capital or small, with or without accents, the same words are the same. */
export function plainWords(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
