import { describe, expect, test } from 'vitest';
import type { Template } from '../../lib/local/template/assembly.ts';
import { takeInventory } from '../../lib/local/template/inventory.ts';
import { resolveTemplate } from '../../lib/local/template/template.ts';

const pseudo = { region: 'us-east-1', accountId: '000000000000', stackName: 'Sample' };

function resolved(parts: Partial<Template>, parameters?: Record<string, string>) {
  const template: Template = { Resources: {}, Conditions: {}, Parameters: {}, Mappings: {}, Outputs: {}, ...parts };
  const reference = (logicalId: string, attribute?: string) =>
    logicalId === 'Queue' ? (attribute === 'Arn' ? 'arn:queue' : attribute ? undefined : 'url') : undefined;
  return resolveTemplate({ template, reference, parameters, pseudo });
}

const mappings = { Region: { 'us-east-1': { short: 'use1' } } };

describe('a value', () => {
  test.each([
    [{ Ref: 'AWS::Region' }, 'us-east-1'],
    [{ Ref: 'Queue' }, 'url'],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
    [{ 'Fn::GetAtt': 'Queue.Arn' }, 'arn:queue'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Queue' }]] }, 'a-url'],
    [{ 'Fn::Sub': `x \${Queue} \${Queue.Arn} \${!kept}` }, `x url arn:queue \${kept}`],
    [{ 'Fn::Sub': [`\${a}\${AWS::StackName}`, { a: { Ref: 'Queue' } }] }, 'urlSample'],
    [{ 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }] }, 'queue'],
    [{ 'Fn::If': ['Here', 'yes', 'no'] }, 'yes'],
    [{ a: [{ Ref: 'AWS::NoValue' }, 1], b: { Ref: 'AWS::NoValue' } }, { a: [1] }],
    [{ 'Fn::FindInMap': ['Region', { Ref: 'AWS::Region' }, 'short'] }, 'use1'],
    [{ Ref: 'Sender' }, 'given@district.example'],
    [{ Ref: 'Bootstrap' }, '/a/default'],
  ])('%j is %j', (expression, expected) => {
    const template = resolved(
      {
        Conditions: {
          Here: { 'Fn::And': [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] }, { Condition: 'Not' }] },
          Not: { 'Fn::Not': [{ 'Fn::Equals': [1, 2] }] },
        },
        Parameters: { Sender: { Type: 'String' }, Bootstrap: { Type: 'String', Default: '/a/default' } },
        Mappings: mappings,
      },
      { Sender: 'given@district.example' },
    );
    expect(template.value(expression, 'here')).toEqual(expected);
  });

  test.each([
    [{ Ref: 'Nobody' }, /Nobody \(not in the template\)/],
    [{ 'Fn::GetAtt': ['Queue', 'Color'] }, /Color of Queue/],
    [{ 'Fn::ImportValue': 'x' }, /Fn::ImportValue is not known/],
    [{ Ref: 'Sender' }, /Sender has no default/],
    ['{{resolve:secretsmanager:x}}', /dynamic reference/],
    [{ 'Fn::Select': [3, ['a']] }, /found nothing at 3/],
  ])('%j stops the start, by name', (expression, message) => {
    const template = resolved({ Parameters: { Sender: { Type: 'String' } } });
    expect(() => template.value(expression, 'Fn.Environment')).toThrow(message);
    expect(() => template.value(expression, 'Fn.Environment')).toThrow(/^Fn\.Environment: /);
  });
});

describe('the inventory', () => {
  const queue = { Type: 'AWS::SQS::Queue', Properties: {} };

  test('stops at types it does not know, naming each', () => {
    const Resources = {
      Queue: queue,
      Odd: { Type: 'Custom::Odd', Properties: {} },
      Fleet: { Type: 'AWS::EC2::Instance', Properties: {} },
    };
    expect(() => takeInventory(resolved({ Resources }))).toThrow(/Custom::Odd \(Odd\), AWS::EC2::Instance \(Fleet\)/);
  });

  test('leaves out what its condition leaves out', () => {
    const Resources = { Queue: queue, Odd: { Type: 'Custom::Odd', Properties: {}, Condition: 'Never' } };
    const template = resolved({ Resources, Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } });
    expect(takeInventory(template).map(({ logicalId }) => logicalId)).toEqual(['Queue']);
  });
});
