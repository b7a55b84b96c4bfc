import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Stage } from '#infra/stages';

export interface SigningKeyProps {
  readonly stage: Stage;
  /** What is signed with it, for who reads the list of keys. */
  readonly description: string;
}

/** A key pair (ECDSA on P-256) whose private half never leaves KMS. Asymmetric keys do not rotate: a new one is a new key id. */
export class SigningKey extends Construct {
  private readonly key: Key;

  constructor(scope: Construct, id: string, { stage, description }: SigningKeyProps) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      // What was signed must stay to be verified by a key nobody can say was another's.
      removalPolicy: stage.protectsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  get arn(): string {
    return this.key.keyArn;
  }

  /** Lets a role sign with this key and learn its public half. */
  signs(): readonly PolicyStatement[] {
    return [new PolicyStatement({ actions: ['kms:Sign', 'kms:GetPublicKey'], resources: [this.key.keyArn] })];
  }

  /** Lets a role learn the public half, and sign nothing. */
  publishes(): readonly PolicyStatement[] {
    return [new PolicyStatement({ actions: ['kms:GetPublicKey'], resources: [this.key.keyArn] })];
  }
}

/** The tag of a key with which a person or an agency signs documents. */
const DOCUMENT_SIGNING = { 'aws:ResourceTag/mot-cua:purpose': 'document-signing' };

/** Lets a role sign documents with the keys of people and agencies: they come and go as data, known by their tag, not by name. */
export function signsDocuments(scope: Construct): readonly PolicyStatement[] {
  return [documentKeys(scope, 'kms:Sign')];
}

/** Lets a role learn the public half of such keys, and sign nothing. */
export function readsDocumentKeys(scope: Construct): readonly PolicyStatement[] {
  return [documentKeys(scope, 'kms:GetPublicKey')];
}

function documentKeys(scope: Construct, action: 'kms:Sign' | 'kms:GetPublicKey'): PolicyStatement {
  return new PolicyStatement({
    actions: [action],
    resources: [Stack.of(scope).formatArn({ service: 'kms', resource: 'key', resourceName: '*' })],
    conditions: { StringEquals: DOCUMENT_SIGNING },
  });
}
