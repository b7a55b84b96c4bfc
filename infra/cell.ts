import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { AccessTable } from '#infra/constructs/access-table';
import type { DossierTable } from '#infra/constructs/dossier-table';
import type { FeedTable } from '#infra/constructs/feed-table';
import type { FiguresTable } from '#infra/constructs/figures-table';
import type { LogTable } from '#infra/constructs/log-table';
import type { PaperBuckets } from '#infra/constructs/paper-buckets';
import type { RegisterTable } from '#infra/constructs/register-table';
import type { SigningKey } from '#infra/constructs/signing-key';
import type { TransferBucket } from '#infra/constructs/transfer-bucket';
import type { FunctionName } from '#infra/function-environments';
import type { Stage } from '#infra/stages';

/** Gives the code of a function: its bundle at synthesis, a stand-in in template tests. */
export type FunctionCode = (name: FunctionName) => Code;

/** Where a resource belongs: the stage, the key everything is encrypted with, and who hears of an alarm. */
export interface Surroundings {
  readonly stage: Stage;
  readonly key: Key;
  readonly alarmTopic: Topic;
}

/** What every stack of one cell stands on. */
export interface Cell extends Surroundings {
  readonly codeOf: FunctionCode;
  /** Receipts and the heads of the log are signed with it. */
  readonly statementKey: SigningKey;
  /** Where timestamps are asked for, or `none`: a parameter of the data stack. */
  readonly timestampAuthorityUrl: string;
  readonly dossiers: DossierTable;
  readonly register: RegisterTable;
  readonly figures: FiguresTable;
  readonly feeds: FeedTable;
  readonly access: AccessTable;
  readonly log: LogTable;
  readonly papers: PaperBuckets;
  readonly transfers: TransferBucket;
}
