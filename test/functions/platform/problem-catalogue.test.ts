import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from '@jest/globals';
import { DOMAIN_PROBLEM, toProblem, EdgeProblem } from '#functions/platform/problem';
import { EDGE_PROBLEMS } from '#functions/platform/problem-catalogue';

const DOCUMENT = readFileSync('docs/problems.md', 'utf8');
const headings = new Set([...DOCUMENT.matchAll(/^### (.+)$/gm)].map(([, code]) => code));
const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/i;

/** How code in `domain/` and `functions/` names a refusal of its own. */
const NAMED_REFUSALS = [/new DomainError\(\{[^}]*?\bcode: '([a-z-]+)'/g, /\b(?:ruleBroken|refuseFaults)\(\s*'([a-z-]+)'/g, /\brefusal\('[a-z-]+', '([a-z-]+)'/g];

function domainCodes(): string[] {
  const sources = globSync(['domain/**/*.ts', 'functions/**/*.ts']).map((file) => readFileSync(file, 'utf8'));
  const found = sources.flatMap((source) => NAMED_REFUSALS.flatMap((pattern) => [...source.matchAll(pattern)].flatMap(([, code]) => code ?? [])));
  return [...new Set(found)].toSorted();
}

describe('every problem of the edge', () => {
  test.each(Object.entries(EDGE_PROBLEMS))('%s is told in both languages, and stands in docs/problems.md as it is', (code, { status, title, mend }) => {
    expect(title.vi).toMatch(VIETNAMESE);
    expect(mend.vi).toMatch(VIETNAMESE);
    const section = DOCUMENT.split(`### ${code}\n`)[1]?.split('\n### ')[0] ?? '';
    expect(section).toContain(`${String(status)} · ${title.en} · ${title.vi}`);
    expect(section).toContain(mend.en);
    expect(section).toContain(mend.vi);
  });
});

describe('docs/problems.md', () => {
  it('has a heading for every refusal the code can make', () => {
    expect(domainCodes().filter((code) => !headings.has(code))).toEqual([]);
  });

  it('has no heading for a refusal that does not exist', () => {
    const known = new Set([...domainCodes(), ...Object.keys(EDGE_PROBLEMS)]);
    expect([...headings].filter((code) => code !== undefined && !known.has(code))).toEqual([]);
  });
});

it('refuses with 4xx and 5xx only', () => {
  const statuses = [...Object.values(EDGE_PROBLEMS), ...Object.values(DOMAIN_PROBLEM)].map(({ status }) => status);
  expect(statuses.filter((status) => status < 400 || status > 599)).toEqual([]);
});

it('tells when to come again with everything that is worth repeating, and with nothing else', () => {
  const repeated = Object.keys(EDGE_PROBLEMS).filter((code) => retryAfter(code) !== undefined);
  expect(repeated).toEqual(['changed-meanwhile', 'unavailable']);
});

function retryAfter(code: string): number | undefined {
  const known = Object.keys(EDGE_PROBLEMS).find((each): each is keyof typeof EDGE_PROBLEMS => each === code);
  return known === undefined ? undefined : toProblem(new EdgeProblem(known)).retryAfterSeconds;
}
