/** The two languages of the desk. */
export type Language = 'vi' | 'en';

/** The caller's preferred one of our two by `Accept-Language`; Vietnamese when nothing else is said. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '').slice(0, 500).split(',').map(readWish);
  const best = wishes.filter((wish) => wish.weight > 0).toSorted((left, right) => right.weight - left.weight);
  const first = best.find((wish) => wish.language === 'vi' || wish.language === 'en' || wish.language === '*');
  return first?.language === 'en' ? 'en' : 'vi';
}

function readWish(text: string): { language: string; weight: number } {
  const [tag = '', ...parameters] = text.trim().toLowerCase().split(';');
  const quality = parameters.map((parameter) => /^\s*q=(\d(?:\.\d{1,3})?)\s*$/.exec(parameter)?.[1]).find((found) => found !== undefined);
  return { language: tag.split('-')[0] ?? '', weight: quality === undefined ? 1 : Number(quality) };
}
