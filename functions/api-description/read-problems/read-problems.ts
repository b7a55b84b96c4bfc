import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpCall, HttpRequest } from '#functions/platform/http-request';
import type { Language } from '#functions/platform/language';
import { EdgeProblem, PROBLEM_TYPE_BASE } from '#functions/platform/problem';
import type { ProblemPage, ProblemPages } from '#functions/platform/problem-pages';

type Entry = readonly [code: string, page: ProblemPage];
type Request = HttpRequest<'public', false, undefined, { code?: string | undefined }> & HttpCall;

/**
 * The page that a problem's `type` leads to, or the list of them all: for people in their language, for programs as JSON.
 * @throws EdgeProblem address-not-found for a code nobody refuses with
 */
export function readProblems(pages: ProblemPages, { path: { code }, accept, language }: Request): Promise<HttpAnswer> {
  const entries: readonly Entry[] = code === undefined ? Object.entries(pages) : Object.entries(pages).filter(([each]) => each === code);
  if (entries.length === 0) throw new EdgeProblem('address-not-found');
  return Promise.resolve(/\bhtml\b/.test(accept) ? asPage(entries, language) : asJson(entries, code));
}

const KEPT = { 'cache-control': 'public, max-age=3600', vary: 'accept, accept-language' } as const;

function asJson(entries: readonly Entry[], code: string | undefined): HttpAnswer {
  const problems = entries.map(([each, page]) => ({ type: `${PROBLEM_TYPE_BASE}${each}`, code: each, ...page }));
  const content = JSON.stringify(code === undefined ? { problems } : problems[0]);
  return { status: 200, raw: { contentType: 'application/json; charset=utf-8', content }, headers: KEPT };
}

const WORDS = {
  vi: { heading: 'Các kiểu từ chối của API', all: 'Tất cả các kiểu từ chối', status: 'Mã HTTP', mend: 'Cần sửa gì' },
  en: { heading: 'Problems the API refuses with', all: 'All kinds of refusal', status: 'HTTP status', mend: 'What to mend' },
} as const;

function asPage(entries: readonly Entry[], language: Language): HttpAnswer {
  const words = WORDS[language];
  const single = entries.length === 1 ? entries[0]?.[0] : undefined;
  const content = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${single ?? words.heading}</title>
</head>
<body>
${single === undefined ? `<h1>${words.heading}</h1>` : `<p><a href="/problems">${words.all}</a></p>`}
${entries.map((entry) => section(entry, language)).join('\n')}
</body>
</html>
`;
  return { status: 200, raw: { contentType: 'text/html; charset=utf-8', content }, headers: KEPT };
}

function section([code, { statuses, title, mends }]: Entry, language: Language): string {
  const words = WORDS[language];
  const other = language === 'vi' ? 'en' : 'vi';
  return [
    `<section id="${code}">`,
    `<h2><a href="/problems/${code}">${title === undefined ? code : escaped(title[language])}</a></h2>`,
    `<p><code>${PROBLEM_TYPE_BASE}${code}</code> · ${words.status} ${statuses.join(', ')}</p>`,
    `<h3>${words.mend}</h3>`,
    ...mends.map((mend) => `<p>${escaped(mend[language])}</p>\n<p lang="${other}"><small>${escaped(mend[other])}</small></p>`),
    '</section>',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
