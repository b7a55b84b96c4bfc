import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

type KeyedService = 'dynamodb' | 's3' | 'sqs';

const reading = ['kms:Decrypt', 'kms:DescribeKey'];
const writing = [...reading, 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** Lets a role use the cell's key, but only through one service: never to decrypt something it carried off. */
export function keyUse(key: IKey, service: KeyedService, use: 'reading' | 'writing'): PolicyStatement {
  return new PolicyStatement({
    actions: use === 'reading' ? reading : writing,
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${Stack.of(key).region}.amazonaws.com` } },
  });
}
