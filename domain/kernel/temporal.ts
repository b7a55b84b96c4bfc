/**
 * The one door to `Temporal`. The Lambda runtime has none yet, so the polyfill stands in (D15);
 * on the day Node ships it without a flag, this file is the only one that changes.
 */
export { Temporal } from 'temporal-polyfill';

/** Rules and people speak Vietnamese time; the record speaks UTC (D15). */
export const VIETNAM_TIME_ZONE = 'Asia/Ho_Chi_Minh';
