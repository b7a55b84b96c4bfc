import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { NewFeedEvent } from '#domain/notifications/feed';
import { createDynamoFeedStore } from '#functions/adapters/dynamodb/dynamo-feed-store';
import { createDynamoSubscriptionStore } from '#functions/adapters/dynamodb/dynamo-subscription-store';
import { createSqsWakeQueue } from '#functions/adapters/sqs/sqs-wake-queue';
import { tellAudience } from '#functions/platform/tell-audience';
import type { BenchCell } from '../cell/open-bench-cell.ts';

/** Made-up events of made-up dossiers, told to an agency by the very code the relay uses, without the dossiers' own work. */
export interface Teller {
  /** Tells the next event of a dossier; gives its id. */
  tell(agency: string, dossier: number): Promise<string>;
  stop(): void;
}

/** Speaks to the stores and queues of a running cell. */
export function openTeller({ cell }: BenchCell): Teller {
  const { region, credentials, urls } = cell;
  const { resources } = cell.describe();
  const physical = (type: string, path: RegExp): string => {
    const found = resources.find((each) => each.type === type && path.test(each.path));
    if (found === undefined) throw new Error(`The cell has no ${type} at ${String(path)}`);
    return String(found.ref);
  };
  const client = new DynamoDBClient({ region, credentials, endpoint: cell.dynamodbEndpoint });
  const sqs = new SQSClient({ region, credentials, endpoint: urls.sqs, useQueueUrlAsEndpoint: false });
  const table = 'AWS::DynamoDB::Table';
  const tools = {
    feed: createDynamoFeedStore({ client, tableName: physical(table, /FeedTable/) }),
    subscriptions: createDynamoSubscriptionStore({ client, tableName: physical(table, /RegisterTable/) }),
    wakeQueues: { webhook: createSqsWakeQueue({ client: sqs, queueUrl: physical('AWS::SQS::Queue', /Webhooks\/Wakes\/(?!.*Dead)/) }) },
  };
  const told = new Map<string, number>();
  return {
    tell: async (agency, dossier) => {
      const dossierId = `ds-${agency.replaceAll('.', '').toLowerCase()}${String(dossier).padStart(26, '0')}`;
      const seq = (told.get(dossierId) ?? 0) + 1;
      told.set(dossierId, seq);
      const event = eventOf({ agency, dossierId, seq, time: new Date(cell.clock.now()).toISOString() });
      await tellAudience(tools, { whose: { kind: 'agency', id: agency }, lane: dossierId }, [event]);
      return event.event.id;
    },
    stop: () => {
      client.destroy();
      sqs.destroy();
    },
  };
}

function eventOf({ agency, dossierId, seq, time }: { readonly agency: string; readonly dossierId: string; readonly seq: number; readonly time: string }): NewFeedEvent {
  const code = `${agency}-261126-0001`;
  return {
    event: {
      specversion: '1.0',
      id: `${dossierId}-${String(seq)}`,
      source: '/cells/H99/dossiers',
      type: 'vn.motcua.dossier.step-opened.v1',
      subject: code,
      time,
      datacontenttype: 'application/json',
      data: { dossierId, code, seq, previousSeq: 0, agency, stepId: 'appraise', dueAt: time },
    },
    about: { procedure: '1.999906', receivingAgency: 'H99.101.01', places: ['H99', 'H99.101'] },
  };
}
