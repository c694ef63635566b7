/** What a function's request to AWS asks IAM for: an action on a resource, with what conditions look at. */
import * as z from 'zod';
import type { OutboundRequest, Service } from '../../lib/local/edge/exchange.ts';
import type { Host } from '../../lib/local/host.ts';
import { accountId, region } from '../../lib/local/stack.ts';

export interface Call {
  /** The function's logical id. */
  caller: string;
  action: string;
  /** The ARN. */
  resource: string;
  /** Condition keys and their values. */
  context: Record<string, string[]>;
}

type Asked = Omit<Call, 'caller'>;
type Read = (host: Host, operation: string, body: string) => Asked[];

const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${accountId}:${rest}`;

const Pk = z.object({ pk: z.object({ S: z.string() }) });
const Keyed = z.object({ TableName: z.string(), Key: Pk.optional(), Item: Pk.optional() });
const Query = z.object({
  TableName: z.string(),
  IndexName: z.string().optional(),
  KeyConditionExpression: z.string().startsWith('#pk = :pk'),
  ExpressionAttributeValues: z.object({ ':pk': z.object({ S: z.string() }) }),
});
const Transaction = z.object({ TransactItems: z.array(z.record(z.string(), Keyed)) });

const onTable = (operation: string, table: string, pk = '', index?: string): Asked => ({
  action: `dynamodb:${operation}`,
  resource: arn('dynamodb', `table/${table}${index === undefined ? '' : `/index/${index}`}`),
  context: { 'dynamodb:LeadingKeys': [pk] },
});
const onItem = (operation: string, { TableName, Key, Item }: z.infer<typeof Keyed>) =>
  onTable(operation, TableName, (Key ?? Item)?.pk.S);

/** A transaction is asked for as the permissions of its parts; it has none of its own. */
const dynamodb: Read = (_host, operation, body) => {
  if (operation === 'TransactWriteItems') {
    return Transaction.parse(JSON.parse(body)).TransactItems.flatMap((part) =>
      Object.entries(part).map(([kind, item]) =>
        onItem(kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`, item),
      ),
    );
  }
  if (operation === 'Query') {
    const query = Query.parse(JSON.parse(body));
    return [onTable('Query', query.TableName, query.ExpressionAttributeValues[':pk'].S, query.IndexName)];
  }
  return [onItem(operation, Keyed.parse(JSON.parse(body)))];
};

const Kms = z.object({
  KeyId: z.string(),
  SigningAlgorithm: z.string().optional(),
  MessageType: z.string().optional(),
  EncryptionContext: z.record(z.string(), z.string()).default({}),
});
const kms: Read = (host, operation, body) => {
  const { KeyId, EncryptionContext, ...how } = Kms.parse(JSON.parse(body));
  const said = { ...how, ...prefixed('EncryptionContext:', EncryptionContext) };
  const context = Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[`kms:${name}`, [value]]])),
  );
  return [{ action: `kms:${operation}`, resource: host.edges.keys.find(KeyId)?.arn ?? KeyId, context }];
};
const prefixed = (prefix: string, values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));

const Entries = z.object({ Entries: z.array(z.object({ EventBusName: z.string(), Source: z.string() })) });
const events: Read = (_host, operation, body) =>
  Entries.parse(JSON.parse(body)).Entries.map(({ EventBusName, Source }) => ({
    action: `events:${operation}`,
    resource: arn('events', `event-bus/${EventBusName}`),
    context: { 'events:source': [Source] },
  }));

const sqs: Read = (host, operation, body) => {
  const { QueueUrl } = z.object({ QueueUrl: z.string() }).parse(JSON.parse(body));
  return [{ action: `sqs:${operation}`, resource: host.edges.queues.find(QueueUrl)?.arn ?? QueueUrl, context: {} }];
};

/** Which identity SES asks for, the domain's or the address's, hangs on which there are: both must be allowed. */
const ses: Read = (_host, operation, body) => {
  const form = new URLSearchParams(body);
  const from = form.get('Source') ?? '';
  const resources = [
    `identity/${from}`,
    `identity/${from.slice(from.indexOf('@') + 1)}`,
    `configuration-set/${form.get('ConfigurationSetName')}`,
  ];
  const context = { 'ses:FromAddress': [from] };
  return resources.map((resource) => ({ action: `ses:${operation}`, resource: arn('ses', resource), context }));
};

const readers: Record<Service, Read> = { dynamodb, kms, events, sqs, ses };

export const callsOf = (host: Host, { caller, service, operation, body }: OutboundRequest): Call[] =>
  readers[service](host, operation, body).map((asked) => ({ caller, ...asked }));
