/** What each function may do, read from the synthesized template and judged as IAM would: the little of IAM that we use. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import * as z from 'zod';
import type { Host } from '../../lib/local/host.ts';
import { accountId, region } from '../../lib/local/stack.ts';
import type { Call } from './calls.ts';

export interface Allowed {
  /** The function's logical id. */
  caller: string;
  actions: string[];
  resources: string[];
  /** By operator, then by condition key. */
  conditions: Record<string, Record<string, string[]>>;
}

const texts = z.union([z.string(), z.array(z.string())]).transform((text) => [text].flat());
const Statement = z.strictObject({
  Effect: z.literal('Allow'),
  Action: texts,
  Resource: texts,
  Condition: z.record(z.string(), z.record(z.string(), texts)).default({}),
});
const Policy = z.looseObject({
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
  Roles: z.array(z.string()),
});
const Template = z.object({ Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })) });
const Role = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });

/** Every statement of every function's role, with the names and ARNs that the played stack has. */
export const policiesOf = (host: Host): Allowed[] => {
  const text = readFileSync(join(inject('assemblyDir'), 'Accolade.template.json'), 'utf8');
  const resources = Object.entries(Template.parse(JSON.parse(text)).Resources);
  const ofType = (type: string) => resources.filter(([, { Type }]) => Type === type);
  const policies = ofType('AWS::IAM::Policy').map(([, { Properties }]) => Policy.parse(resolved(host, Properties)));
  return ofType('AWS::Lambda::Function').flatMap(([caller, { Properties }]) => {
    const role = host.resolve(z.object({ Role }).parse(Properties).Role['Fn::GetAtt'][0]);
    return policies
      .filter(({ Roles }) => Roles.includes(role))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .map(({ Action, Resource, Condition }) => ({
        caller,
        actions: Action,
        resources: Resource,
        conditions: Condition,
      }));
  });
};

const PSEUDO: Record<string, string> = {
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::AccountId': accountId,
};
const Intrinsic = z.union([
  z.strictObject({ Ref: z.string() }),
  z.strictObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
  z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }),
]);

/** The three intrinsic functions that policies are written with. */
const resolved = (host: Host, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((each) => resolved(host, each));
  if (!(value instanceof Object)) return value;
  const read = Intrinsic.safeParse(value).data;
  if (!read) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolved(host, each)]));
  if ('Ref' in read) return PSEUDO[read.Ref] ?? host.resolve(read.Ref);
  if ('Fn::GetAtt' in read) return host.resolve(...read['Fn::GetAtt']);
  const [separator, parts] = read['Fn::Join'];
  return parts.map((each) => String(resolved(host, each))).join(separator);
};

const matches = (pattern: string, text: string) =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's').test(text);

/** Whether what the call says of a condition key is what the statement asks. `undefined`: the call says nothing of it. */
const operators: Record<string, (wanted: string[], said: string[] | undefined) => boolean> = {
  StringEquals: (wanted, said) => said?.every((one) => wanted.includes(one)) ?? false,
  // As IAM: true where there is nothing to look at.
  'ForAllValues:StringLike': (wanted, said = []) =>
    said.every((one) => wanted.some((pattern) => matches(pattern, one))),
  Null: (wanted, said) => wanted.every((one) => one === String(said === undefined)),
};

export const allows = (statement: Allowed, call: Call): boolean =>
  statement.caller === call.caller &&
  statement.actions.includes(call.action) &&
  statement.resources.includes(call.resource) &&
  Object.entries(statement.conditions).every(([operator, keys]) => {
    const holds = operators[operator];
    if (!holds) throw new Error(`Nobody has taught this test the condition operator ${operator}.`);
    return Object.entries(keys).every(([key, wanted]) => holds(wanted, call.context[key]));
  });
