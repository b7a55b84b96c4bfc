import { readFileSync } from 'node:fs';
import { checkParseSchema, policySetTextToParts, validate } from '@cedar-policy/cedar-wasm/nodejs';
import { describe, expect, it } from '@jest/globals';
import { policyText } from '#functions/adapters/cedar/policy-text';

const schema = readFileSync('functions/adapters/cedar/schema.cedarschema', 'utf8');

describe('the policies', () => {
  it('fit the schema without an error or a warning', () => {
    expect(checkParseSchema(schema)).toMatchObject({ type: 'success' });
    expect(validate({ schema, policies: { staticPolicies: policyText } })).toMatchObject({ type: 'success', validationErrors: [], validationWarnings: [], otherWarnings: [] });
  });

  it('each have a name', () => {
    const parts = policySetTextToParts(policyText);
    const policies = parts.type === 'success' ? parts.policies : [];
    expect(policies.length).toBeGreaterThan(10);
    expect(policies.filter((policy) => !policy.includes('@id('))).toEqual([]);
  });
});
