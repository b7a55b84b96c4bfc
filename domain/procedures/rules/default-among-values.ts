import { error, type Rule } from './rule.ts';

export const defaultAmongValues: Rule = ({ definition }) =>
  definition.options.flatMap((option, i) =>
    option.default === undefined || option.values.some(({ value }) => value === option.default)
      ? []
      : [
          error(`/options/${i}/default`, 'default-not-a-value', {
            vi: `Giá trị mặc định "${option.default}" không có trong danh sách.`,
            en: `The default "${option.default}" is not among the values.`,
          }),
        ],
  );
