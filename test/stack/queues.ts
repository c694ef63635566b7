import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ofType, target } from './synthesized.ts';

const queues = () =>
  ofType(
    'AWS::SQS::Queue',
    z.object({
      RedrivePolicy: z.object({ deadLetterTargetArn: z.unknown(), maxReceiveCount: z.int() }).optional(),
      SqsManagedSseEnabled: z.boolean().optional(),
      KmsMasterKeyId: z.unknown().optional(),
      MessageRetentionPeriod: z.int(),
      VisibilityTimeout: z.int().optional(),
    }),
  );
const rules = () =>
  ofType(
    'AWS::Events::Rule',
    z.object({
      Targets: z.array(z.object({ Arn: z.unknown(), DeadLetterConfig: z.object({ Arn: z.unknown() }) })).length(1),
    }),
  );
const deadLetterQueues = () =>
  new Set([
    ...queues().map(({ RedrivePolicy }) => target(RedrivePolicy?.deadLetterTargetArn)),
    ...rules().flatMap(({ Targets }) => Targets.map(({ DeadLetterConfig }) => target(DeadLetterConfig.Arn))),
  ]);

describe('queues', () => {
  it('has a dead-letter queue or is one', () => {
    const dead = deadLetterQueues();
    const loose = queues().filter(({ id, RedrivePolicy }) => !RedrivePolicy && !dead.has(id));
    expect(loose.map(({ id }) => id)).toEqual([]);
    expect(queues().length).toBeGreaterThan(15);
  });

  it('keeps messages for fourteen days, encrypted with a key that EventBridge can use', () => {
    for (const queue of queues()) {
      expect(queue.MessageRetentionPeriod, queue.id).toBe(14 * 24 * 3600);
      expect(queue.SqsManagedSseEnabled, queue.id).toBe(true);
      expect(queue.KmsMasterKeyId, queue.id).toBeUndefined();
    }
  });

  it('is worked on by as many executions at once as README.md says', () => {
    const Scaling = z.object({ ScalingConfig: z.object({ MaximumConcurrency: z.int() }).optional() });
    const most = ofType('AWS::Lambda::EventSourceMapping', Scaling)
      .map(({ ScalingConfig }) => ScalingConfig?.MaximumConcurrency ?? 0)
      .reduce((sum, each) => sum + each, 0);
    expect(readFileSync('README.md', 'utf8')).toContain(`Accolade's queues alone may ask for ${most}.`);
  });

  it('is spoken to by TLS only', () => {
    const Statement = z.object({ Effect: z.string(), Condition: z.unknown().optional() });
    const refused = ofType(
      'AWS::SQS::QueuePolicy',
      z.object({ Queues: z.array(z.unknown()), PolicyDocument: z.object({ Statement: z.array(Statement) }) }),
    )
      .filter(({ PolicyDocument }) =>
        PolicyDocument.Statement.some(
          ({ Effect, Condition }) =>
            Effect === 'Deny' && JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
        ),
      )
      .flatMap(({ Queues }) => Queues.map(target));
    expect(refused.sort()).toEqual(
      queues()
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('gives a function six times its timeout, and a message the receives that postponing counts on', () => {
    const timeouts = new Map(
      ofType('AWS::Lambda::Function', z.object({ Timeout: z.int() })).map(({ id, Timeout }) => [id, Timeout]),
    );
    const mappings = ofType(
      'AWS::Lambda::EventSourceMapping',
      z.object({
        EventSourceArn: z.unknown(),
        FunctionName: z.unknown(),
        FunctionResponseTypes: z.array(z.string()),
        ScalingConfig: z.object({ MaximumConcurrency: z.int().min(2) }).optional(),
      }),
    );
    for (const { id, EventSourceArn, FunctionName, FunctionResponseTypes, ScalingConfig } of mappings) {
      expect(FunctionResponseTypes, id).toEqual(['ReportBatchItemFailures']);
      const queue = queues().find((one) => one.id === target(EventSourceArn));
      if (!queue) continue;
      expect(ScalingConfig, id).toBeDefined();
      expect(queue.VisibilityTimeout, queue.id).toBe(6 * (timeouts.get(target(FunctionName)) ?? 0));
      expect(queue.RedrivePolicy?.maxReceiveCount, queue.id).toBe(5);
    }
  });
});

describe('rules', () => {
  it('leaves what it cannot deliver in a queue of its own, apart from what was given up', () => {
    const given = new Set(queues().map(({ RedrivePolicy }) => target(RedrivePolicy?.deadLetterTargetArn)));
    for (const { id, Targets } of rules()) {
      const undelivered = target(Targets[0]?.DeadLetterConfig.Arn);
      expect(undelivered, id).not.toBe('');
      expect(given.has(undelivered), id).toBe(false);
    }
  });
});
