import { ArnFormat, CfnParameter, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { AccessTable } from '#infra/constructs/access-table';
import { DossierTable } from '#infra/constructs/dossier-table';
import { FeedTable } from '#infra/constructs/feed-table';
import { FiguresTable } from '#infra/constructs/figures-table';
import { LogTable } from '#infra/constructs/log-table';
import { PaperBuckets } from '#infra/constructs/paper-buckets';
import { RegisterTable } from '#infra/constructs/register-table';
import { SigningKey } from '#infra/constructs/signing-key';
import { TransferBucket } from '#infra/constructs/transfer-bucket';
import type { Stage } from '#infra/stages';

/** The only stateful stack: the record, the register, the figures, the feeds, who may call, the log, the papers, the keys they are encrypted and attested with, and the alarm topic. */
export class DataStack extends Stack {
  readonly key: Key;
  readonly statementKey: SigningKey;
  readonly timestampAuthorityUrl: string;
  readonly alarmTopic: Topic;
  readonly dossiers: DossierTable;
  readonly register: RegisterTable;
  readonly figures: FiguresTable;
  readonly feeds: FeedTable;
  readonly access: AccessTable;
  readonly log: LogTable;
  readonly papers: PaperBuckets;
  readonly transfers: TransferBucket;

  constructor(scope: Construct, id: string, props: StackProps & { readonly stage: Stage }) {
    super(scope, id, props);
    const { stage } = props;
    this.key = new Key(this, 'Key', {
      description: `Một Cửa, ${stage.province.name}, ${stage.name}: everything the cell keeps`,
      enableKeyRotation: true,
      removalPolicy: stage.protectsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.statementKey = new SigningKey(this, 'StatementKey', { stage, description: `Một Cửa, ${stage.province.name}, ${stage.name}: receipts and the heads of the log` });
    const timestamps = { type: 'String', default: stage.timestampAuthorityUrl ?? 'none', description: 'Where timestamps (RFC 3161) are asked for; none leaves signatures without' };
    this.timestampAuthorityUrl = new CfnParameter(this, 'TimestampAuthorityUrl', timestamps).valueAsString;
    this.letLogsUseKey();
    this.letAlarmsUseKey();
    this.dossiers = new DossierTable(this, 'DossierTable', { stage, key: this.key });
    this.register = new RegisterTable(this, 'RegisterTable', { stage, key: this.key });
    this.figures = new FiguresTable(this, 'FiguresTable', { stage, key: this.key });
    this.feeds = new FeedTable(this, 'FeedTable', { stage, key: this.key });
    this.access = new AccessTable(this, 'AccessTable', { stage, key: this.key });
    this.log = new LogTable(this, 'LogTable', { stage, key: this.key });
    this.papers = new PaperBuckets(this, 'Papers', { stage, key: this.key });
    this.transfers = new TransferBucket(this, 'Transfers', { stage, key: this.key, papers: this.papers });
    this.alarmTopic = new Topic(this, 'AlarmTopic', { masterKey: this.key, enforceSSL: true, displayName: `Một Cửa ${stage.name}` });
    for (const email of stage.alarmEmails ?? []) this.alarmTopic.addSubscription(new EmailSubscription(email));
  }

  private letLogsUseKey(): void {
    const logGroups = this.formatArn({ service: 'logs', resource: 'log-group', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${this.region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
      }),
    );
  }

  private letAlarmsUseKey(): void {
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
  }
}
