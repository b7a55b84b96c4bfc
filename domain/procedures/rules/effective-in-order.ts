import { error, type Rule } from './rule.ts';

export const effectiveInOrder: Rule = ({ definition: { effective } }) =>
  effective.until === undefined || effective.until >= effective.from
    ? []
    : [error('/effective/until', 'effective-out-of-order', { vi: 'Ngày hết hiệu lực trước ngày có hiệu lực.', en: 'It ends before it begins.' })];
