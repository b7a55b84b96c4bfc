import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { storeOwner, storesOf } from '#domain/holdings/store-owner';

type Filled = Parameters<typeof storeOwner>[0];

const applicant: Filled['application']['applicant'] = { fullName: 'Nguyễn Thị Lan', identityNumber: '001190000001', kind: 'citizen', identityProof: 'identity-card' };
const atDesk: Filled = { ownerId: 'desk-an-hoa', ownerKind: 'officer', channel: 'desk', application: { applicant, form: {} } };
const of = (changes: Partial<typeof applicant>): Filled => {
  const { identityProof: _said, ...unproved } = applicant;
  return { ...atDesk, application: { applicant: { ...unproved, ...changes }, form: {} } };
};

describe('whose electronic store a dossier fills', () => {
  test('that of the account which handed it in', () => {
    expect(storeOwner({ ...atDesk, ownerKind: 'citizen', ownerId: 'citizen-lan', channel: 'online' })).toBe('citizen-lan');
  });

  test('at the desk that of the person whose number was proved', () => {
    expect(storeOwner(atDesk)).toBe('identity:001190000001');
  });

  test.each([
    ['whose number nobody proved', of({})],
    ['whose number is a passport’s', of({ identityProof: 'identity-card', identityNumber: 'B12345678' })],
    ['who is a company', of({ identityProof: 'identity-card', kind: 'enterprise' })],
    ['who was not there: it came by post', { ...atDesk, channel: 'post' as const }],
    ['of an agency’s system', { ...atDesk, ownerKind: 'agency-system' as const }],
    ['of whom the record does not say who handed it in', { ...atDesk, ownerKind: undefined }],
  ])('nobody’s of an applicant %s', (_who, dossier) => {
    expect(storeOwner(dossier)).toBeUndefined();
  });

  test('is opened by that very number and by no other, and by no name of an account', () => {
    const number = fc.stringMatching(/^\d{12}$/);
    fc.assert(
      fc.property(number, number, fc.string({ minLength: 1 }), (proved, other, account) => {
        const owner = storeOwner(of({ identityProof: 'electronic-identity', identityNumber: proved }));
        expect(storesOf({ id: account, identityNumber: other }).includes(owner ?? '')).toBe(other === proved);
        expect(storesOf({ id: account })).toEqual([account]);
      }),
    );
  });
});
