import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, it, jest, test } from '@jest/globals';
import { z } from 'zod';
import { DomainError } from '#domain/kernel/domain-error';
import { reportError } from '#functions/platform/error-report';
import { loggablePath } from '#functions/platform/loggable-path';
import { AllowListFormatter } from '#functions/platform/logger';

const NAME = 'Nguyễn Thị Ẩn';

function line(additional: Record<string, string | number | object>) {
  const written: string[] = [];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  new Logger({ logFormatter: new AllowListFormatter() }).info('completed', additional);
  stdout.mockRestore();
  return z.record(z.string(), z.unknown()).parse(JSON.parse(written.join('')));
}

describe('a log line', () => {
  it('lets ids and measures through', () => {
    expect(line({ dossierId: 'ds-1', status: 200, durationMilliseconds: 12, agency: 'H26.40' })).toMatchObject({ message: 'completed', dossierId: 'ds-1', status: 200, durationMilliseconds: 12, agency: 'H26.40' });
  });

  it('drops everything that is not on the list', () => {
    const text = JSON.stringify(line({ body: { fullName: NAME }, headers: { authorization: 'Bearer x' }, name: NAME, applicant: NAME, reason: NAME, extra: NAME }));
    expect(text).not.toContain('Nguyễn');
    expect(text).not.toContain('Bearer');
  });

  it('tells an error by name and frames alone', () => {
    const written = line({ error: new Error(NAME) });
    expect(written).toMatchObject({ message: 'completed', errorName: 'Error', errorFrames: expect.stringContaining('logger.test') });
    expect(JSON.stringify(written)).not.toContain('Nguyễn');
  });

  it('names only harmless parts of an address', () => {
    expect(loggablePath({ dossierId: 'ds-1', stepId: 'appraise', other: 'x', dossierCode: NAME })).toEqual({ dossierId: 'ds-1', step: 'appraise' });
    const shaped = { dossierId: 'H99.101.01-261123-0001', dossierCode: '000.00.16.H26-190101-0001', procedureCode: '1.013225', agencyCode: 'H99.101', consultationId: 'house-opinions' };
    expect(Object.values(loggablePath(shaped)).toSorted()).toEqual(Object.values(shaped).toSorted());
    const identityNumber = '001190000001';
    expect(loggablePath({ dossierId: identityNumber, dossierCode: identityNumber, procedureCode: identityNumber, agencyCode: identityNumber, stepId: identityNumber })).toEqual({});
  });
});

describe('what a log says of an error', () => {
  test.each<[string, unknown]>([
    ['an unforeseen error', new Error(`${NAME} has no step`)],
    ['a JSON error, which quotes the body', new SyntaxError(`Unexpected token in "${NAME}"`)],
    ['a date that cannot be parsed', new RangeError(`Cannot parse: ${NAME}`)],
    ['a refusal with a sentence', new DomainError({ kind: 'rule-broken', code: 'a-rule', mend: { vi: NAME, en: NAME } })],
    ['a thrown text', NAME],
  ])('%s is told without what it quotes', (_title, error) => {
    expect(JSON.stringify(reportError(error))).not.toContain('Nguyễn');
  });

  it('keeps where it happened, and the message where the runtime or AWS wrote it', () => {
    expect(reportError(new TypeError('x is not a function'))).toMatchObject({ errorName: 'TypeError', errorMessage: 'x is not a function', errorFrames: expect.stringContaining('logger.test') });
    expect(reportError(Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException', $metadata: {} }))).toMatchObject({ errorName: 'ThrottlingException', errorMessage: 'Rate exceeded' });
  });
});
