import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

type Definition = Omit<CreateTableCommandInput, 'TableName'>;

/** The tables as the adapters know them; test/infra/data-stack.test.ts holds the deployed ones to the same names. */
export const dossierTable: Definition = {
  BillingMode: 'PAY_PER_REQUEST',
  ...keysOf(['pk', 'sk'], {
    inbox: ['inboxPk', 'inboxSk'],
    owner: ['ownerPk', 'ownerSk'],
    attention: ['attentionPk', 'attentionSk'],
    census: ['censusPk', 'censusSk'],
  }),
  GlobalSecondaryIndexes: [
    index('inbox', ['inboxPk', 'inboxSk'], ['dossierId', 'code', 'procedureCode', 'title', 'state', 'stepId', 'dueAt', 'atRiskAt', 'kind']),
    index('owner', ['ownerPk', 'ownerSk'], ['dossierId', 'code', 'procedureCode', 'title', 'state', 'dueAt', 'atRiskAt', 'createdAt']),
    { ...index('attention', ['attentionPk', 'attentionSk'], []), Projection: { ProjectionType: 'KEYS_ONLY' } },
    { ...index('census', ['censusPk', 'censusSk'], []), Projection: { ProjectionType: 'KEYS_ONLY' } },
  ],
};

export const registerTable: Definition = {
  BillingMode: 'PAY_PER_REQUEST',
  ...keysOf(['pk', 'sk'], { listing: ['listingPk', 'listingSk'] }),
  GlobalSecondaryIndexes: [{ ...index('listing', ['listingPk', 'listingSk'], []), Projection: { ProjectionType: 'ALL' } }],
};

/** As the register: found by key, and clients by one listing. */
export const accessTable: Definition = { ...registerTable };

export const figuresTable: Definition = { BillingMode: 'PAY_PER_REQUEST', ...keysOf(['pk', 'sk'], {}) };

export const logTable: Definition = { BillingMode: 'PAY_PER_REQUEST', ...keysOf(['pk', 'sk'], {}) };

export const feedTable: Definition = {
  BillingMode: 'PAY_PER_REQUEST',
  ...keysOf(['pk', 'sk'], { due: ['duePk', 'dueAt'] }),
  GlobalSecondaryIndexes: [{ ...index('due', ['duePk', 'dueAt'], []), Projection: { ProjectionType: 'KEYS_ONLY' } }],
};

type KeyNames = readonly [string, string];

function keysOf(table: KeyNames, indexes: Readonly<Record<string, KeyNames>>): Pick<Definition, 'KeySchema' | 'AttributeDefinitions'> {
  return {
    KeySchema: schema(table),
    AttributeDefinitions: [table, ...Object.values(indexes)].flat().map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  };
}

function schema([hash, range]: KeyNames): NonNullable<Definition['KeySchema']> {
  return [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ];
}

function index(IndexName: string, keys: KeyNames, NonKeyAttributes: string[]) {
  return { IndexName, KeySchema: schema(keys), Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes } };
}
