import type { Failure } from '../engine/execution.ts';

/** As the AWS SDK for Java names the services, which Step Functions shows in the names of errors from aws-sdk: tasks. */
const SDK_NAMES: Readonly<Record<string, string>> = {
  cloudwatch: 'CloudWatch', dynamodb: 'DynamoDb', eventbridge: 'EventBridge', kms: 'Kms', lambda: 'Lambda', s3: 'S3',
  scheduler: 'Scheduler', secretsmanager: 'SecretsManager', ses: 'Ses', sesv2: 'SesV2', sfn: 'Sfn', sns: 'Sns', sqs: 'Sqs', ssm: 'Ssm', sts: 'Sts',
};

/** The optimized integrations spell some of them otherwise. */
const OPTIMIZED_NAMES: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB', events: 'EventBridge', lambda: 'Lambda', sns: 'SNS', sqs: 'SQS', states: 'StepFunctions',
};

/**
 * The failure Step Functions reports for an error a service threw, e.g. DynamoDb.ConditionalCheckFailedException.
 * `resourceType` is the service as the Resource names it, with 'aws-sdk:' before it for SDK tasks.
 */
export function serviceFailure(resourceType: string, error: unknown): Failure {
  const { name, message } = nameAndMessage(error);
  const exception = name.endsWith('Exception') ? name : `${name}Exception`;
  return { error: `${prefixOf(resourceType)}.${exception}`, cause: message };
}

function prefixOf(resourceType: string): string {
  if (!resourceType.startsWith('aws-sdk:')) return OPTIMIZED_NAMES[resourceType] ?? pascalCase(resourceType);
  const service = resourceType.slice('aws-sdk:'.length);
  return SDK_NAMES[service] ?? pascalCase(service);
}

function pascalCase(service: string): string {
  return service.slice(0, 1).toUpperCase() + service.slice(1);
}

function nameAndMessage(error: unknown): { name: string; message: string } {
  if (typeof error !== 'object' || error === null) return { name: 'SdkClient', message: String(error) };
  return {
    name: 'name' in error && typeof error.name === 'string' && error.name !== 'Error' ? error.name : 'SdkClient',
    message: 'message' in error ? String(error.message) : '',
  };
}
