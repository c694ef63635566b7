import * as z from 'zod';
import type { DynamoDbCall } from './dynamodb/dynamodb-wire.ts';
import { createTable } from './dynamodb/table.ts';
import type { Edges } from './edge/edges.ts';
import type { MailEventType } from './edge/mail.ts';
import { LocalProblem } from './problem.ts';
import type { Reference, ResolvedTemplate } from './template/template.ts';

const Queue = z.object({
  VisibilityTimeout: z.number().optional(),
  DelaySeconds: z.number().optional(),
  MessageRetentionPeriod: z.number().optional(),
  ReceiveMessageWaitTimeSeconds: z.number().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
});
const Rule = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  EventBusName: z.string().default('default'),
  EventPattern: z.unknown(),
  State: z.string().default('ENABLED'),
  RoleArn: z.string().optional(),
  Tags: z.unknown().optional(),
  Targets: z
    .array(
      z.strictObject({
        Id: z.string(),
        Arn: z.string(),
        Input: z.string().optional(),
        RoleArn: z.string().optional(),
        RetryPolicy: z.unknown().optional(),
        DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
      }),
    )
    .default([]),
});
const EventDestination = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    Enabled: z.boolean().default(false),
    MatchingEventTypes: z.array(z.string()),
    EventBridgeDestination: z.unknown().optional(),
  }),
});

const mailEventTypes: Record<string, MailEventType> = {
  send: 'Send',
  delivery: 'Delivery',
  bounce: 'Bounce',
  complaint: 'Complaint',
  reject: 'Reject',
  deliverydelay: 'DeliveryDelay',
};

/** Makes the queues; their ARNs are names, so that a queue may redrive to one made after it. */
export function createQueues(template: ResolvedTemplate, edges: Edges, reference: Reference): void {
  const queues = template.ofType('AWS::SQS::Queue').map(([logicalId]) => ({
    name: String(reference(logicalId, 'QueueName')),
    attributes: () => Queue.parse(template.properties(logicalId)),
  }));
  for (const { name } of queues) edges.queues.create(name);
  for (const { name, attributes } of queues) edges.queues.create(name, attributes());
}

const Archive = z.object({ SourceArn: z.string(), EventPattern: z.unknown() });

export function createBuses(template: ResolvedTemplate, edges: Edges, reference: Reference): void {
  for (const [logicalId] of template.ofType('AWS::Events::EventBus')) edges.bus.create(String(reference(logicalId)));
  for (const [logicalId] of template.ofType('AWS::Events::Archive')) {
    const { SourceArn, EventPattern } = Archive.parse(template.properties(logicalId));
    const busName = SourceArn.slice(SourceArn.lastIndexOf('/') + 1);
    edges.bus.archives.create({ name: String(reference(logicalId)), busName, pattern: EventPattern });
  }
}

/** Adds the rules; throws `unknown-rule` for a form (a schedule, an input transformer) this host does not play. */
export function addRules(template: ResolvedTemplate, edges: Edges, reference: Reference): void {
  for (const [logicalId] of template.ofType('AWS::Events::Rule')) {
    const read = Rule.safeParse(template.properties(logicalId));
    if (!read.success || read.data.EventPattern === undefined) {
      const why = read.success ? 'it has no event pattern' : z.prettifyError(read.error).replaceAll('\n', ' ');
      throw new LocalProblem(
        'unknown-rule',
        `The rule ${logicalId} cannot be played: ${why}.`,
        'Write it another way.',
      );
    }
    const { EventBusName, EventPattern, State, Targets } = read.data;
    if (State !== 'ENABLED') continue;
    edges.bus.rules.add({
      name: String(reference(logicalId)),
      busName: EventBusName.split('/').at(-1) ?? EventBusName,
      pattern: EventPattern,
      targets: Targets.map(({ Id, Arn, Input, DeadLetterConfig }) => ({
        id: Id,
        arn: Arn,
        input: Input,
        deadLetterArn: DeadLetterConfig?.Arn,
      })),
    });
  }
}

export function createKeys(template: ResolvedTemplate, edges: Edges, reference: Reference): void {
  for (const [logicalId] of template.ofType('AWS::KMS::Key')) reference(logicalId);
  for (const [logicalId] of template.ofType('AWS::KMS::Alias')) {
    const { AliasName, TargetKeyId } = template.properties(logicalId);
    edges.keys.alias(String(AliasName), String(TargetKeyId));
  }
}

/** Sender identities count as verified; a configuration set reports the event types its destinations on the bus ask for. */
export function openMail(template: ResolvedTemplate, edges: Edges, reference: Reference): void {
  for (const [logicalId] of template.ofType('AWS::SES::EmailIdentity')) edges.mail.verify(String(reference(logicalId)));
  const destinations = template
    .ofType('AWS::SES::ConfigurationSetEventDestination')
    .map(([logicalId]) => EventDestination.parse(template.properties(logicalId)))
    .filter(({ EventDestination: { Enabled, EventBridgeDestination } }) => Enabled && EventBridgeDestination);
  for (const [logicalId] of template.ofType('AWS::SES::ConfigurationSet')) {
    const name = String(reference(logicalId));
    const types = destinations
      .filter(({ ConfigurationSetName }) => ConfigurationSetName === name)
      .flatMap(({ EventDestination: { MatchingEventTypes } }) => MatchingEventTypes)
      .flatMap((type) => mailEventTypes[type.toLowerCase().replaceAll('_', '')] ?? []);
    edges.mail.configure(name, types);
  }
}

/** Makes the tables; answers the ARNs of their streams by logical id. */
export async function createTables(
  template: ResolvedTemplate,
  call: DynamoDbCall,
  reference: Reference,
): Promise<Map<string, string>> {
  const streams = new Map<string, string>();
  for (const [logicalId] of template.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')) {
    const streamArn = await createTable(call, String(reference(logicalId)), template.properties(logicalId));
    if (streamArn !== undefined) streams.set(logicalId, streamArn);
  }
  return streams;
}
