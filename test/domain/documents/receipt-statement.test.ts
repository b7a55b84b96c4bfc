import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { receiptClaims, resultClaims } from '#domain/documents/receipt-statement';
import { chainTools } from '#functions/platform/chain-tools';
import { aSubmitted, anInProgress } from '#test/support/builders/dossier-builders';
import { aPaper, byId } from '#test/support/builders/part-builders';

const issuing = { issuer: 'H99', sha256: chainTools.sha256 };

function papers(count: number) {
  const received = Array.from({ length: count }, (_none, index) => aPaper({ id: `paper-${String(index)}`, state: 'received', sha256: createHash('sha256').update(String(index)).digest('hex') }));
  return byId(...received, aPaper({ id: 'never-brought', state: 'granted' }));
}

describe('what a receipt states', () => {
  it('names the dossier, the one-stop, each paper received and by when the desk decides', () => {
    const dossier = aSubmitted({ papers: papers(2) });
    const digests = ['0', '1'].map((text) => createHash('sha256').update(text).digest()).toSorted((one, other) => one.compare(other)).map((digest) => digest.toString('base64url'));
    expect(receiptClaims(dossier, issuing)).toEqual({
      kind: 'receipt', iss: 'H99', iat: Date.parse(dossier.receivedAt) / 1000, code: dossier.code, procedure: dossier.procedure.code,
      agency: dossier.receivingAgency, decisionBy: dossier.receptionDueAt, papers: digests,
    });
  });

  it('gives the promised instant once the dossier is accepted', () => {
    const dossier = anInProgress();
    const claims = receiptClaims(dossier, issuing);
    expect(claims).toMatchObject({ promised: dossier.dueAt, iat: Date.parse(dossier.acceptedAt) / 1000 });
    expect(claims).not.toHaveProperty('decisionBy');
  });

  it('gives one hash over all papers when there are more than twelve', () => {
    expect(receiptClaims(aSubmitted({ papers: papers(12) }), issuing)).toHaveProperty('papers.11');
    const many = receiptClaims(aSubmitted({ papers: papers(13) }), issuing);
    expect(many).toMatchObject({ paperCount: 13, papersRoot: expect.stringMatching(/^[\w-]{43}$/) });
    expect(many).not.toHaveProperty('papers');
  });

  it('says nothing of the person', () => {
    const dossier = anInProgress();
    const { fullName, identityNumber } = dossier.application.applicant;
    const text = JSON.stringify(receiptClaims(dossier, issuing));
    for (const personal of [fullName, identityNumber, dossier.ownerId]) expect(text).not.toContain(personal);
  });

  it('finds room in a QR code with twelve papers', () => {
    const text = JSON.stringify(receiptClaims(aSubmitted({ papers: papers(12) }), issuing));
    // Base64url of the claims, of a header with a thumbprint and of a signature; a code of version 40 holds 2,953 bytes.
    expect(Math.ceil((text.length * 4) / 3) + 120 + 86).toBeLessThan(1500);
  });
});

it('a result states which dossier it answers, who issues it under which number, and on which papers', () => {
  const dossier = anInProgress();
  const result = { type: 'birth-certificate', agency: 'H99.101', number: '12/TLKS', at: '2026-11-26T03:00:00Z' };
  expect(resultClaims(dossier, result, issuing)).toMatchObject({ kind: 'result', code: dossier.code, iat: Date.parse(result.at) / 1000, result: { type: 'birth-certificate', agency: 'H99.101', number: '12/TLKS' } });
});
