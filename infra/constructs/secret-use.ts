import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/** Lets a role seal or open secrets of subscriptions under the cell's key, and use the key for nothing else. */
export function secretUse(key: IKey, ...actions: readonly ('seal' | 'open')[]): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: actions.map((action) => (action === 'seal' ? 'kms:Encrypt' : 'kms:Decrypt')),
      resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:EncryptionContext:purpose': 'webhook-secret' } },
    }),
  ];
}
