import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import type { Stage } from '#infra/stages';

/** A finding of a rule pack we have looked at and live with. */
export interface Acknowledgement {
  /** `<pack>::<rule>`, for IAM findings with the finding itself in brackets. */
  readonly rule: string;
  /** Paths below the app, without `MotCua-<stage>-`; a path covers what is in it. */
  readonly where: readonly string[];
  readonly reason: string;
}

const everyFunctionsStack = ['Access', 'Procedures', 'Signing', 'Intake', 'Papers', 'Deadlines', 'Desk', 'AgencyWork', 'Workflow', 'Calendars', 'Events', 'Operations', 'Figures', 'Log', 'Sla', 'Description', 'Bulk', 'Exports', 'Subscriptions', 'Deliveries', 'Portal', 'Keeping', 'Forms', 'Documents'];

const stacksWithRoutes = everyFunctionsStack.filter((stack) => !['Workflow', 'Events', 'Portal'].includes(stack));

const sameInEveryStage: readonly Acknowledgement[] = [
  {
    rule: 'AwsSolutions::AwsSolutions-APIG4',
    where: stacksWithRoutes,
    reason: 'The functions ask who calls: a gateway\'s authorizer knows one issuer of tokens and no signed message, and refuses without problem details. test/infra/api-routes.test.ts holds which few routes are public, by what the functions declare.',
  },
  {
    rule: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
    where: everyFunctionsStack,
    reason: 'Only X-Ray and, for machines, CloudWatch log delivery, whose actions know no resource; test/infra/least-privilege.test.ts holds that nothing else has it.',
  },
  {
    rule: 'AwsSolutions::AwsSolutions-SQS3',
    where: ['Events/RelayFailureQueue', 'Figures/CounterFailureQueue'],
    reason: 'Each is itself the last stop, as an on-failure destination of the stream, and has an alarm at one message.',
  },
  {
    rule: 'NIST.800.53.R5::NIST.800.53.R5-DynamoDBInBackupPlan',
    where: ['Data/DossierTable', 'Data/RegisterTable', 'Data/FiguresTable', 'Data/FeedTable', 'Data/AccessTable', 'Data/LogTable'],
    reason: 'Point-in-time recovery of 35 days covers our own errors; the locked copy in a second account is the province\'s, set up once per cell outside this app.',
  },
  {
    rule: 'NIST.800.53.R5::NIST.800.53.R5-S3BucketReplicationEnabled',
    where: ['Data/Papers', 'Data/Transfers'],
    reason: 'Whether personal data may lie in a second Region is a legal question to settle per cell; versioning and write-once guard against loss by error.',
  },
  {
    rule: 'NIST.800.53.R5::NIST.800.53.R5-S3DefaultEncryptionKMS',
    where: ['Data/Papers/AccessLogBucket'],
    reason: 'S3 cannot deliver access logs into a bucket encrypted with a KMS key; this one is encrypted by S3.',
  },
  {
    rule: 'NIST.800.53.R5::NIST.800.53.R5-IAMNoInlinePolicy',
    where: everyFunctionsStack,
    reason: 'Each role serves one function or machine and its policy nobody else; a shared managed policy would grow for the widest of them.',
  },
  {
    rule: 'NIST.800.53.R5::NIST.800.53.R5-LambdaConcurrency',
    where: everyFunctionsStack,
    reason: 'Reservations take from the account\'s pool, which has to follow the citizens at the door; queue, stream and API each limit their own callers, and throttles raise an alarm.',
  },
  {
    rule: 'NIST.800.53.R5::NIST.800.53.R5-LambdaDLQ',
    where: everyFunctionsStack,
    reason: 'Called synchronously, or by a queue or stream with a failure destination of its own; of the two functions started by a schedule the reconciler has its dead letters, and a lost run of the evaluator is told by its heartbeat.',
  },
  {
    rule: 'NIST.800.53.R5::NIST.800.53.R5-LambdaInsideVPC',
    where: everyFunctionsStack,
    reason: 'They call AWS services by TLS and IAM alone and reach no private network; a VPC would add NAT cost and a way for webhooks to reach inside.',
  },
];

/** Functions that sign with the keys of people and agencies, or read their public halves. */
const DOCUMENT_KEY_USERS = ['Signing/RegisterIdentity', 'Desk/DigitisePapers', 'Documents/SignDocument', 'Forms/ReadSealedForm'];

/** Everything the packs found and we keep, for one stage; a test holds that each entry is needed and none is missing. */
export function acknowledgements(stage: Stage): readonly Acknowledgement[] {
  return [
    ...sameInEveryStage,
    {
      rule: `AwsSolutions::AwsSolutions-IAM5[Resource::MotCua-${stage.name}-Data:ExportsOutputFnGetAttPapersQuarantineBucket14ABAC33Arn858C8BD0/*]`,
      where: ['Intake/GrantUpload', 'Intake/SubmitDossier', 'Intake/SupplementDossier', 'Bulk/HandInChunk', 'Papers/ScanAgain'],
      reason: 'Object keys are made per paper; the five functions that handle uploads may reach objects of the quarantine bucket and no other.',
    },
    {
      rule: `AwsSolutions::AwsSolutions-IAM5[Resource::MotCua-${stage.name}-Data:ExportsOutputFnGetAttPapersVaultBucket1B5F20B4Arn05377960/documents/*]`,
      where: ['Documents/ReadDocumentContent', 'Documents/DraftDocument', 'Documents/SignDocument', 'Forms/ReadSealedForm'],
      reason: 'Objects are named after documents, which are named when they are drafted; the prefix is fixed.',
    },
    {
      rule: `AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:key/*]`,
      where: DOCUMENT_KEY_USERS,
      reason: 'Keys of people and agencies come and go as data; the condition lets through only those with the tag for documents.',
    },
    ...['dossier-lifecycle', 'interagency-consultation', 'document-signing'].map((machine) => ({
      rule: `AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:mot-cua-${stage.name}-${machine}:*]`,
      where: ['Operations/ReconcileDossiers', 'Operations/RehydrateDossier'],
      reason: 'Executions are named after dossiers, so the ARN of one cannot be known here; the machine is fixed.',
    })),
    {
      rule: `AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:mot-cua-${stage.name}-calendar-replay:*]`,
      where: ['Calendars/CalendarReplay', 'Calendars/ResumeReplay'],
      reason: 'The runs of a distributed Map, and of an edition, are named when they start; the machine is fixed.',
    },
    {
      rule: `AwsSolutions::AwsSolutions-IAM5[Resource::MotCua-${stage.name}-Data:ExportsOutputFnGetAttPapersVaultBucket1B5F20B4Arn05377960/log/*]`,
      where: ['Log/SealDay', 'Log/ReadProof'],
      reason: 'Pages of leaves are named after their day and its root; the prefix is fixed.',
    },
    ...bulkAcknowledgements(stage),
    ...vaultAcknowledgements(stage),
    ...paperAcknowledgements(stage),
  ];
}

/** Papers between quarantine and vault. */
function paperAcknowledgements(stage: Stage): readonly Acknowledgement[] {
  const bucket = (word: string) => `AwsSolutions::AwsSolutions-IAM5[Resource::MotCua-${stage.name}-Data:ExportsOutputFnGetAttPapers${word}`;
  return [
    {
      rule: `${bucket('VaultBucket1B5F20B4Arn05377960')}/papers/*]`,
      where: ['Papers/JudgePaper', 'Papers/ReadPaper', 'Signing/ReadPaperSignatures'],
      reason: 'Papers in the vault are named after their dossiers; the prefix is fixed, and the bucket refuses to be written over.',
    },
    {
      rule: `${bucket('QuarantineBucket14ABAC33Arn858C8BD0')}/quarantine/*]`,
      where: ['Papers/JudgePaper', 'Papers/LayBundles', 'Papers/ScanAgain', 'Papers/Scanner', 'Intake/CompleteUpload'],
      reason: 'Object keys are made per paper, which is named when it is granted; the prefix is fixed.',
    },
    {
      rule: `${bucket('QuarantineBucket14ABAC33Arn858C8BD0')}/waiting/*]`,
      where: ['Papers/JudgePaper', 'Papers/LayBundles', 'Papers/ScanAgain'],
      reason: 'Object keys are made per paper, which is named when it is granted; the prefix is fixed.',
    },
    {
      rule: `${bucket('QuarantineBucket14ABAC33Arn858C8BD0')}/parts/*]`,
      where: ['Intake/CompleteUpload'],
      reason: 'Parts wait under the name of their paper; the prefix is fixed.',
    },
    {
      rule: 'AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*]',
      where: ['Papers/Scanner'],
      reason: 'GuardDuty names the rule it manages itself; it may touch only what it manages.',
    },
    {
      rule: 'NIST.800.53.R5::NIST.800.53.R5-VPCDefaultSecurityGroupClosed',
      where: ['Papers/LockedRoom'],
      reason: 'Nothing uses the default group, and the network has no way in; closing it takes a custom resource, which would be a function nobody wrote.',
    },
  ];
}

/** Many dossiers at once. */
function bulkAcknowledgements(stage: Stage): readonly Acknowledgement[] {
  const transfers = `AwsSolutions::AwsSolutions-IAM5[Resource::MotCua-${stage.name}-Data:ExportsOutputFnGetAttTransfersBucket5F697928Arn2FB57D06`;
  const reason = 'Files are named after hand-ins and exports, which are named when they are opened; the prefix is fixed.';
  return [
    { rule: `${transfers}/bulk/*]`, where: ['AnnounceBulk', 'GrantBulkPapers', 'ReadBulk', 'StartBulk', 'ResumeBulk', 'CutBulk', 'HandInChunk', 'CloseBulk'].map((word) => `Bulk/${word}`), reason },
    { rule: `${transfers}/exports/*]`, where: ['Exports/ReadExport', 'Exports/WriteExportPart'], reason },
    ...[{ machine: 'bulk-hand-in', where: ['Bulk/BulkHandIn', 'Bulk/ResumeBulk'] }, { machine: 'data-export', where: ['Exports/ResumeExport'] }].map(({ machine, where }) => ({
      rule: `AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:mot-cua-${stage.name}-${machine}:*]`,
      where,
      reason: 'The runs of a distributed Map, and of a hand-in or an export, are named when they start; the machine is fixed.',
    })),
  ];
}

/** Functions that give out files, which may lie in a bundle by now. */
const BUNDLE_READERS = ['Intake/GrantUpload', 'Papers/ReadPaper', 'Documents/ReadDocumentContent', 'Forms/ReadSealedForm', 'Signing/ReadDocumentSignatures', 'Signing/ReadPaperSignatures'];

/** Who reaches which prefix of the vault. */
function vaultAcknowledgements(stage: Stage): readonly Acknowledgement[] {
  const vault = `AwsSolutions::AwsSolutions-IAM5[Resource::MotCua-${stage.name}-Data:ExportsOutputFnGetAttPapersVaultBucket1B5F20B4Arn05377960`;
  const reason = 'Files of the vault are named after dossiers and their papers and documents, which are named when they come; the prefix is fixed.';
  return [
    { rule: `${vault}/papers/*]`, where: ['Intake/GrantUpload', 'Keeping/KeepPapers'], reason },
    { rule: `${vault}/documents/*]`, where: ['Intake/GrantUpload', 'Keeping/KeepPapers', 'Signing/ReadDocumentSignatures', 'Workflow/DraftApology'], reason },
    { rule: `${vault}/confirmations/*]`, where: ['Desk/DigitisePapers', 'Keeping/KeepPapers'], reason },
    { rule: `${vault}/bundles/*]`, where: ['Keeping/KeepPapers', ...BUNDLE_READERS], reason },
    { rule: `${vault}/restored/*]`, where: BUNDLE_READERS, reason },
    { rule: `${vault}/trust/revocation/*]`, where: ['Signing/ReportSignatures', 'Signing/ReadDocumentSignatures', 'Signing/ReadPaperSignatures', 'Papers/JudgePaper'], reason: 'Revocation lists are named after the day an operator laid them there; the prefix is fixed.' },
  ];
}

/**
 * Records every acknowledgement on the constructs it is about.
 * @throws Error when a path does not exist any more
 */
export function acknowledgeFindings(app: App, stage: Stage): void {
  for (const { rule, where, reason } of acknowledgements(stage)) {
    for (const path of where) {
      const [stack = '', ...rest] = path.split('/');
      const construct = [`MotCua-${stage.name}-${stack}`, ...rest].reduce<IConstruct>((at, id) => at.node.findChild(id), app);
      Validations.of(construct).acknowledge({ id: rule, reason });
    }
  }
}

/** Runs both rule packs at synthesis, which fails on anything not acknowledged. */
export function checkTemplates(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app));
}
