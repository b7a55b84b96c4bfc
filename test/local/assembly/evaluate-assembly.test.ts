import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { evaluateAssembly } from '#local/assembly/evaluate-assembly';
import { readAssembly } from '#local/assembly/read-assembly';
import type { EvaluatedAssembly } from '#local/assembly/evaluate-assembly';

type Template = Record<string, unknown>;

function assemblyOf(stacks: Readonly<Record<string, { template: Template; dependencies?: string[] }>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const artifacts: Record<string, object> = {};
  for (const [id, { template, dependencies = [] }] of Object.entries(stacks)) {
    writeFileSync(join(folder, `${id}.template.json`), JSON.stringify(template));
    artifacts[id] = { type: 'aws:cloudformation:stack', dependencies, properties: { templateFile: `${id}.template.json` } };
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '55.0.0', artifacts }));
  return folder;
}

function evaluate(folder: string, parameters: Record<string, string> = {}): EvaluatedAssembly {
  return evaluateAssembly(readAssembly(folder), {
    region: 'ap-southeast-1',
    accountId: '000000000000',
    parameters,
    addresses: { queueUrl: (name) => `http://sqs/${name}`, apiUrl: (id) => `http://api/${id}` },
  });
}

/** Evaluates one output of a one-stack assembly. */
function output(value: unknown, template: Template = {}, parameters: Record<string, string> = {}): unknown {
  return evaluate(assemblyOf({ One: { template: { ...template, Outputs: { Value: { Value: value } } } } }), parameters).outputs['One']?.['Value'];
}

const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'letters' } };

describe('the functions of a template', () => {
  const template = {
    Parameters: { Stage: { Type: 'String', Default: 'dev' }, Zones: { Type: 'CommaDelimitedList', Default: 'a, b' } },
    Mappings: { Sizes: { dev: { memory: '128' }, prod: { memory: '1024' } } },
    Conditions: {
      IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
      IsNotDev: { 'Fn::Not': [{ Condition: 'IsDev' }] },
      Both: { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsNotDev' }] },
      Either: { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsNotDev' }] },
    },
    Resources: { Letters: queue },
  };

  it.each([
    [{ Ref: 'Stage' }, 'dev'],
    [{ Ref: 'Letters' }, 'http://sqs/letters'],
    [{ Ref: 'AWS::Region' }, 'ap-southeast-1'],
    [{ Ref: 'AWS::StackName' }, 'One'],
    [{ 'Fn::GetAtt': ['Letters', 'Arn'] }, 'arn:aws:sqs:ap-southeast-1:000000000000:letters'],
    [{ 'Fn::GetAtt': 'Letters.QueueName' }, 'letters'],
    [{ 'Fn::Sub': '${Stage}-${Letters.QueueName}-${AWS::AccountId}-${!Kept}' }, 'dev-letters-000000000000-${Kept}'],
    [{ 'Fn::Sub': ['${Word}!', { Word: { Ref: 'Stage' } }] }, 'dev!'],
    [{ 'Fn::Join': ['/', ['a', { Ref: 'Stage' }, { Ref: 'AWS::NoValue' }]] }, 'a/dev'],
    [{ 'Fn::Join': ['+', { Ref: 'Zones' }] }, 'a+b'],
    [{ 'Fn::Select': [1, { 'Fn::Split': [':', 'x:y:z'] }] }, 'y'],
    [{ 'Fn::If': ['IsDev', 'yes', 'no'] }, 'yes'],
    [{ 'Fn::If': ['Both', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Either', ['yes'], 'no'] }, ['yes']],
    [{ 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, '128'],
    [{ 'Fn::Base64': 'chào' }, Buffer.from('chào').toString('base64')],
    [{ 'Fn::GetAZs': '' }, ['ap-southeast-1a', 'ap-southeast-1b', 'ap-southeast-1c']],
    [{ kept: { Ref: 'AWS::NoValue' }, other: [1, { Ref: 'AWS::NoValue' }, true] }, { other: [1, true] }],
    [{ Condition: { StringEquals: { a: 'b' } } }, { Condition: { StringEquals: { a: 'b' } } }],
  ])('%j gives %j', (value, expected) => {
    expect(output(value, template)).toEqual(expected);
  });

  it('take a parameter from outside, for all stacks or for one', () => {
    expect(output({ Ref: 'Stage' }, template, { Stage: 'prod' })).toBe('prod');
    expect(output({ Ref: 'Stage' }, template, { Stage: 'prod', 'One.Stage': 'test' })).toBe('test');
  });
});

describe('an assembly', () => {
  it('is resolved in dependency order, exports feeding imports', () => {
    const folder = assemblyOf({
      Work: { dependencies: ['Data'], template: { Outputs: { Used: { Value: { 'Fn::ImportValue': 'Data:Letters' } } } } },
      Data: { template: { Resources: { Letters: queue }, Outputs: { Letters: { Value: { 'Fn::GetAtt': ['Letters', 'Arn'] }, Export: { Name: 'Data:Letters' } } } } },
    });
    expect(evaluate(folder).outputs['Work']).toEqual({ Used: 'arn:aws:sqs:ap-southeast-1:000000000000:letters' });
  });

  it('leaves out what its condition excludes', () => {
    const template = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } }, Resources: { Letters: { ...queue, Condition: 'Never' } } };
    expect(evaluate(assemblyOf({ One: { template } })).resources).toEqual([]);
  });

  it('gives a nameless resource the same name at every start, within the limit of its service', () => {
    const template = { Resources: { Work: { Type: 'AWS::SQS::Queue' }, Store: { Type: 'AWS::S3::Bucket' } } };
    const stackName = 'A'.repeat(80);
    const names = (): string[] => evaluate(assemblyOf({ [stackName]: { template } })).resources.map(({ name }) => name);
    expect(names()).toEqual(names());
    expect(names()[0]).toHaveLength(80);
    expect(names()[1]).toMatch(/^[a-z0-9-]{3,63}$/);
  });

  it('names roles and keys without starting anything for them', () => {
    const template = { Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { Odd: { 'Fn::Cidr': [] } } } }, Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } } };
    const { outputs, resources } = evaluate(assemblyOf({ One: { template } }));
    expect(outputs['One']?.['Arn']).toMatch(/^arn:aws:iam::000000000000:role\/One-Role-\w{12}$/);
    expect(resources[0]?.properties).toEqual({});
  });

  it('finds the files of its assets by their object keys, in nested stages too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
    const stage = join(folder, 'assembly-Stage');
    mkdirSync(stage);
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: { 'assembly-Stage': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Stage' } } } }));
    writeFileSync(
      join(stage, 'manifest.json'),
      JSON.stringify({
        artifacts: {
          Stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Stack.json', stackName: 'named' } },
          'Stack.assets': { type: 'cdk:asset-manifest', properties: { file: 'Stack.assets.json' } },
        },
      }),
    );
    writeFileSync(join(stage, 'Stack.json'), '{}');
    writeFileSync(join(stage, 'Stack.assets.json'), JSON.stringify({ files: { x: { source: { path: 'asset.x' }, destinations: { here: { objectKey: 'x.zip' } } } } }));
    const assembly = readAssembly(folder);
    expect(assembly.stacks.map(({ stackName }) => stackName)).toEqual(['named']);
    expect(assembly.assetPaths.get('x.zip')).toBe(join(stage, 'asset.x'));
  });
});

describe('an assembly the cell cannot start', () => {
  it.each([
    ['a kind of resource it does not know', { Resources: { Ship: { Type: 'AWS::IoTFleetWise::Fleet' } } }, 'The local cell does not know AWS::IoTFleetWise::Fleet (logical id Ship, stack One).'],
    ['a function it does not know', { Resources: { Letters: { ...queue, Properties: { QueueName: { 'Fn::Cidr': [] } } } } }, 'The local cell does not know the template function Fn::Cidr.'],
    ['a reference to nothing', { Resources: { Letters: { ...queue, Properties: { QueueName: { Ref: 'Nobody' } } } } }, 'The stack One refers to "Nobody", which it does not hold.'],
    ['an attribute it does not know', { Resources: { Letters: queue }, Outputs: { X: { Value: { 'Fn::GetAtt': ['Letters', 'Colour'] } } } }, 'The local cell does not know the attribute Colour of AWS::SQS::Queue (logical id Letters).'],
    ['a circle', { Resources: { Letters: { ...queue, Properties: { QueueName: { Ref: 'Letters' } } } } }, 'In the stack One, Letters refers to itself.'],
    ['an import nobody exports', { Outputs: { X: { Value: { 'Fn::ImportValue': 'Y' } } } }, 'The stack One imports "Y", which no stack before it exports.'],
    ['a parameter without a value', { Parameters: { Stage: { Type: 'String' } }, Outputs: { X: { Value: { Ref: 'Stage' } } } }, 'The stack One needs a value for its parameter "Stage".'],
  ])('says in one sentence that it holds %s', (_what, template, sentence) => {
    expect(() => evaluate(assemblyOf({ One: { template } }))).toThrow(sentence);
  });

  it('says which file is broken, and where', () => {
    const folder = assemblyOf({ One: { template: { Resources: { Letters: { Properties: {} } } } } });
    expect(() => readAssembly(folder)).toThrow(`The file ${join(folder, 'One.template.json')} is broken at Resources.Letters.Type`);
    writeFileSync(join(folder, 'One.template.json'), '{');
    expect(() => readAssembly(folder)).toThrow(`The file ${join(folder, 'One.template.json')} cannot be read as JSON`);
  });

  it('refuses a parameter no stack has', () => {
    expect(() => evaluate(assemblyOf({ One: { template: {} } }), { Colour: 'red' })).toThrow('No stack of the assembly has a parameter "Colour".');
  });
});
