import { physicalName, stableId } from './physical-name.ts';
import type { Json } from '../json/json.ts';

/** Addresses at which the parts of this cell listen, needed where a template asks for a URL. */
export interface CellAddresses {
  queueUrl(queueName: string): string;
  apiUrl(apiId: string): string;
}

export interface ResourceToName {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly region: string;
  readonly accountId: string;
  readonly addresses: CellAddresses;
  /** A property of the resource with its template functions resolved. */
  property(name: string): Json | undefined;
}

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export interface ResourceIdentity {
  readonly name: string;
  readonly ref: Json;
  readonly attributes: Readonly<Record<string, Json>>;
}

type Identify = (resource: ResourceToName) => ResourceIdentity;

/** Identity of a resource type the cell starts something for; undefined for any other type. */
export function identifyResource(resource: ResourceToName): ResourceIdentity | undefined {
  return identities[resource.type]?.(resource);
}

/** The same for an inert resource: a stable name and a well-formed ARN for whatever attribute is asked. */
export function identifyInertResource(resource: ResourceToName): ResourceIdentity {
  const name = named(resource, '', 64);
  const service = resource.type.split('::')[1]?.toLowerCase() ?? 'custom';
  const kind = resource.type.split('::')[2]?.toLowerCase() ?? 'resource';
  const region = service === 'iam' ? '' : resource.region;
  const arn = `arn:aws:${service}:${region}:${resource.accountId}:${kind}/${name}`;
  const refIsArn = ['AWS::SecretsManager::Secret', 'AWS::CertificateManager::Certificate'].includes(resource.type);
  return { name, ref: refIsArn ? arn : name, attributes: { Arn: arn, Id: name, KeyId: name, DomainName: `${name.toLowerCase()}.invalid`, GroupId: name } };
}

/** Label of the one stream a table has in this cell; the embedded store's own label never leaves local/dynamodb. */
const streamLabel = '2026-01-01T00:00:00.000';

const table: Identify = (resource) => {
  const name = named(resource, 'TableName', 255);
  const arn = arnOf(resource, 'dynamodb', `table/${name}`);
  return { name, ref: name, attributes: { Arn: arn, StreamArn: `${arn}/stream/${streamLabel}`, TableId: stableId(arn, 32) } };
};

const alarm: Identify = (resource) => {
  const name = named(resource, 'AlarmName', 255);
  return { name, ref: name, attributes: { Arn: arnOf(resource, 'cloudwatch', `alarm:${name}`) } };
};

const identities: Readonly<Record<string, Identify>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::S3::Bucket': (resource) => {
    const name = named(resource, 'BucketName', 63).toLowerCase();
    const domain = `${name}.s3.amazonaws.com`;
    const regionalDomain = `${name}.s3.${resource.region}.amazonaws.com`;
    return { name, ref: name, attributes: { Arn: `arn:aws:s3:::${name}`, DomainName: domain, RegionalDomainName: regionalDomain } };
  },
  'AWS::S3::BucketPolicy': (resource) => plain(String(resource.property('Bucket'))),
  'AWS::Lambda::Function': (resource) => {
    const name = named(resource, 'FunctionName', 64);
    return { name, ref: name, attributes: { Arn: arnOf(resource, 'lambda', `function:${name}`) } };
  },
  'AWS::Lambda::Version': (resource) => {
    const arn = `${functionArn(resource)}:1`;
    return { name: arn, ref: arn, attributes: { Version: '1', FunctionArn: arn } };
  },
  'AWS::Lambda::Alias': (resource) => {
    const arn = `${functionArn(resource)}:${String(resource.property('Name'))}`;
    return { name: arn, ref: arn, attributes: { AliasArn: arn } };
  },
  'AWS::Lambda::EventSourceMapping': (resource) => {
    const id = stableId(`${resource.stackName}/${resource.logicalId}`, 32);
    return { name: id, ref: id, attributes: { Id: id, EventSourceMappingArn: arnOf(resource, 'lambda', `event-source-mapping:${id}`) } };
  },
  'AWS::Lambda::EventInvokeConfig': (resource) => plain(resource.logicalId),
  'AWS::KMS::Key': (resource) => {
    const name = named(resource, '', 64);
    return { name, ref: name, attributes: { Arn: arnOf(resource, 'kms', `key/${name}`), KeyId: name } };
  },
  'AWS::GuardDuty::MalwareProtectionPlan': (resource) => {
    const id = stableId(`${resource.stackName}/${resource.logicalId}`, 20);
    return { name: id, ref: id, attributes: { Arn: arnOf(resource, 'guardduty', `malware-protection-plan/${id}`), MalwareProtectionPlanId: id, Status: 'ACTIVE' } };
  },
  'AWS::SQS::Queue': (resource) => {
    const suffix = resource.property('FifoQueue') === true ? '.fifo' : '';
    const given = resource.property('QueueName');
    const name = given === undefined ? `${named(resource, 'QueueName', 80 - suffix.length)}${suffix}` : String(given);
    const url = resource.addresses.queueUrl(name);
    return { name, ref: url, attributes: { Arn: arnOf(resource, 'sqs', name), QueueName: name, QueueUrl: url } };
  },
  'AWS::SNS::Topic': (resource) => {
    const name = named(resource, 'TopicName', 256);
    const arn = arnOf(resource, 'sns', name);
    return { name, ref: arn, attributes: { TopicArn: arn, TopicName: name } };
  },
  'AWS::SNS::Subscription': (resource) => plain(arnOf(resource, 'sns', resource.logicalId)),
  'AWS::StepFunctions::StateMachine': (resource) => {
    const name = named(resource, 'StateMachineName', 80);
    const arn = arnOf(resource, 'states', `stateMachine:${name}`);
    return { name, ref: arn, attributes: { Arn: arn, Name: name, StateMachineRevisionId: '1' } };
  },
  'AWS::ApiGatewayV2::Api': (resource) => {
    const id = partId(resource);
    return { name: id, ref: id, attributes: { ApiId: id, ApiEndpoint: resource.addresses.apiUrl(id) } };
  },
  'AWS::ApiGatewayV2::Stage': (resource) => plain(String(resource.property('StageName'))),
  'AWS::ApiGatewayV2::Route': (resource) => plain(partId(resource)),
  'AWS::ApiGatewayV2::Integration': (resource) => plain(partId(resource)),
  'AWS::ApiGatewayV2::Authorizer': (resource) => ({ ...plain(partId(resource)), attributes: { AuthorizerId: partId(resource) } }),
  'AWS::Events::EventBus': (resource) => {
    const name = named(resource, 'Name', 256);
    return { name, ref: name, attributes: { Arn: arnOf(resource, 'events', `event-bus/${name}`), Name: name } };
  },
  'AWS::Events::Rule': (resource) => {
    const name = named(resource, 'Name', 64);
    return { name, ref: name, attributes: { Arn: arnOf(resource, 'events', `rule/${name}`) } };
  },
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::CloudWatch::CompositeAlarm': alarm,
  'AWS::SSM::Parameter': (resource) => {
    const name = named(resource, 'Name', 1011);
    return { name, ref: name, attributes: { Value: resource.property('Value') ?? '', Type: resource.property('Type') ?? 'String' } };
  },
};

function plain(name: string): ResourceIdentity {
  return { name, ref: name, attributes: {} };
}

function named(resource: ResourceToName, property: string, maximumLength: number): string {
  const given = property === '' ? undefined : resource.property(property);
  return given === undefined ? physicalName(resource.stackName, resource.logicalId, maximumLength) : String(given);
}

function partId(resource: ResourceToName): string {
  return stableId(`${resource.stackName}/${resource.logicalId}`, 10);
}

function arnOf(resource: ResourceToName, service: string, rest: string): string {
  return `arn:aws:${service}:${resource.region}:${resource.accountId}:${rest}`;
}

function functionArn(resource: ResourceToName): string {
  const name = String(resource.property('FunctionName'));
  return name.startsWith('arn:') ? name : arnOf(resource, 'lambda', `function:${name}`);
}
