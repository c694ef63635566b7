import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { entries } from './entries.ts';
import { appWith, ofType, target, template } from './synthesized.ts';

const functions = () =>
  ofType(
    'AWS::Lambda::Function',
    z.object({
      Architectures: z.array(z.string()),
      Runtime: z.string(),
      Timeout: z.int(),
      MemorySize: z.int(),
      Role: z.unknown(),
      LoggingConfig: z.object({ LogGroup: z.unknown() }),
      TracingConfig: z.unknown().optional(),
      ReservedConcurrentExecutions: z.int().optional(),
      Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional(),
    }),
  );

describe('functions', () => {
  it('runs Node 24 on arm64, for a bounded time, and takes no concurrency from others', () => {
    for (const one of functions()) {
      expect(one.Architectures, one.id).toEqual(['arm64']);
      expect(one.Runtime, one.id).toBe('nodejs24.x');
      expect(one.Timeout, one.id).toBeLessThanOrEqual(120);
      expect(one.MemorySize, one.id).toBeGreaterThanOrEqual(512);
      expect(one.ReservedConcurrentExecutions, one.id).toBeUndefined();
      expect(one.TracingConfig, one.id).toBeUndefined();
    }
  });

  it('logs into a group of its own that forgets', () => {
    const groups = new Map(
      ofType('AWS::Logs::LogGroup', z.object({ RetentionInDays: z.int() })).map((group) => [group.id, group]),
    );
    const used = functions().map(({ LoggingConfig }) => target(LoggingConfig.LogGroup));
    for (const group of used) expect(groups.get(group)?.RetentionInDays, group).toBe(90);
    expect(new Set(used).size).toBe(functions().length);
  });

  it('is every entry of functions/, once', () => {
    const built = entries(appWith().stack).map(({ entry }) => entry);
    expect(built.sort()).toEqual(globSync('functions/**/*.lambda.ts').sort());
  });

  it('carries no secret in its environment', () => {
    for (const { id, Environment } of functions()) {
      for (const [name, value] of Object.entries(Environment?.Variables ?? {})) {
        expect(name, id).not.toMatch(/SECRET(?!S_KEY_ID$)|PASSWORD|TOKEN|CREDENTIAL|PRIVATE/);
        const text = typeof value === 'string' ? value : '';
        expect(text, `${id} ${name}`).not.toMatch(/whsec_|AKIA|-----BEGIN|eyJ|[A-Za-z0-9+/_-]{40,}/);
      }
    }
  });
});

describe('roles', () => {
  const Statement = z.object({
    Effect: z.string(),
    Action: z.union([z.string(), z.array(z.string())]).transform((action) => [action].flat()),
    Resource: z.unknown(),
    Condition: z.record(z.string(), z.unknown()).optional(),
  });
  const statements = () =>
    ofType('AWS::IAM::Policy', z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) })).flatMap(
      ({ id, PolicyDocument }) => PolicyDocument.Statement.map((statement) => ({ id, ...statement })),
    );

  it('has no managed policy and no inline one', () => {
    for (const [id, { Type, Properties }] of Object.entries(template().Resources)) {
      if (Type !== 'AWS::IAM::Role') continue;
      expect(Properties.ManagedPolicyArns, id).toBeUndefined();
      expect(Properties.Policies, id).toBeUndefined();
    }
  });

  it('names every action and every resource: no star in any policy', () => {
    for (const { id, Action, Resource } of statements()) {
      expect(
        Action.filter((action) => action.includes('*')),
        id,
      ).toEqual([]);
      expect(JSON.stringify(Resource), id).not.toContain('*');
    }
  });

  it.each([
    ['ses:SendRawEmail', 'StringEquals', 'ses:FromAddress'],
    ['kms:Sign', 'StringEquals', 'kms:SigningAlgorithm'],
    ['kms:Decrypt', 'Null', 'kms:EncryptionContext:programId'],
    ['kms:Encrypt', 'Null', 'kms:EncryptionContext:programId'],
    ['events:PutEvents', 'StringEquals', 'events:source'],
  ])('allows %s under a condition only', (action, operator, key) => {
    const allowed = statements().filter(({ Action }) => Action.includes(action));
    expect(allowed.length).toBeGreaterThan(0);
    for (const { id, Condition } of allowed) expect(Condition?.[operator], id).toHaveProperty([key]);
  });

  it('allows writing where the keys begin as said only, but for marking events, which stand everywhere', () => {
    const writing = statements().filter(({ Action }) =>
      Action.some((one) => /dynamodb:(Put|Update|Delete)Item/.test(one)),
    );
    expect(writing.length).toBeGreaterThan(12);
    for (const { id, Action, Condition } of writing) {
      if (/^Backbone(Relay|Sweep)/.test(id)) expect(Action, id).toEqual(['dynamodb:UpdateItem']);
      else expect(Condition?.['ForAllValues:StringLike'], id).toHaveProperty(['dynamodb:LeadingKeys']);
    }
  });

  it('lets only the relay and the sweeper speak to the bus, only the signer sign, only notices send', () => {
    const holders = (action: string) =>
      statements()
        .filter(({ Action }) => Action.includes(action))
        .map(({ id }) => id.replace(/(Function)?RoleDefaultPolicy.*/, ''))
        .sort();
    expect(holders('events:PutEvents')).toEqual(['BackboneRelayEvents', 'BackboneSweepEvents']);
    expect([...new Set(holders('kms:Sign'))]).toEqual(['CredentialsSignAssertion']);
    expect(holders('ses:SendRawEmail').every((id) => id.startsWith('Notices'))).toBe(true);
  });
});
