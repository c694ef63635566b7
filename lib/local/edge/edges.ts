import type { Clock } from '../clock.ts';
import { jsonAnswer, queryAnswer, ServiceError } from './answers.ts';
import { type EventBus, openBus } from './bus.ts';
import { openDatabase } from './database.ts';
import { type DynamoDbProxy, openProxy } from './dynamodb.ts';
import { eventsOperations } from './events.ts';
import type { Intercept } from './exchange.ts';
import { type Keys, openKeys } from './keys.ts';
import { kmsOperations } from './kms.ts';
import { type Mail, openMail } from './mail.ts';
import { openQueues, type Queues } from './queues.ts';
import type { WireRequest } from './request.ts';
import { type Answer, openServer } from './server.ts';
import { sesOperations } from './ses.ts';
import { sqsOperations } from './sqs.ts';

export interface Edges {
  /** What AWS_ENDPOINT_URL is set to. */
  url: string;
  queues: Queues;
  bus: EventBus;
  keys: Keys;
  mail: Mail;
  /** One intercept at a time; `undefined` takes it away. */
  intercept(intercept: Intercept | undefined): void;
  close(): Promise<void>;
}

export interface EdgeOptions {
  dataDir: string;
  clock: Clock;
  dynamoDbUrl: string;
  region: string;
  accountId: string;
  /** Where kept mail is also shown to people (see inbox.ts); without it mail is only kept. */
  inboxUrl?: string;
  /** Default: any free port of the loopback interface. */
  port?: number;
}

const unknownOperation = ({ service, operation }: WireRequest) =>
  new ServiceError(
    'UnknownOperationException',
    `The local host does not play ${service} ${operation || '(no operation)'}.`,
  );

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body || '{}');
  } catch {
    throw new ServiceError('SerializationException', 'The body is not JSON.');
  }
}

function answering(parts: Pick<Edges, 'queues' | 'bus' | 'keys' | 'mail'>, proxy: DynamoDbProxy): Answer {
  const json = {
    sqs: sqsOperations(parts.queues),
    events: eventsOperations(parts.bus),
    kms: kmsOperations(parts.keys),
  };
  const ses = sesOperations(parts.mail);
  return async (request) => {
    const { service, operation, body, caller } = request;
    if (service === 'dynamodb') return proxy.forward(request.headers, body);
    if (service === 'ses') {
      if (!Object.hasOwn(ses, operation)) throw unknownOperation(request);
      const result = await ses[operation]?.(Object.fromEntries(new URLSearchParams(body)), caller);
      return queryAnswer(operation, result ?? {});
    }
    if (!Object.hasOwn(json[service], operation)) throw unknownOperation(request);
    return jsonAnswer(service, await json[service][operation]?.(parseJson(body)));
  };
}

/** One loopback HTTP server that speaks SQS, EventBridge, KMS and SES, and passes DynamoDB on. */
export async function startEdges(options: EdgeOptions): Promise<Edges> {
  const { dataDir, clock, region, accountId, inboxUrl } = options;
  const database = openDatabase(dataDir);
  const proxy = openProxy(options.dynamoDbUrl);
  let url = '';
  const queues = openQueues(database, clock, { region, accountId, baseUrl: () => url });
  const bus = openBus(database, queues, clock, { region, accountId });
  const keys = openKeys(dataDir, { region, accountId });
  const mail = openMail(database, bus, clock, { dataDir, region, accountId, inboxUrl });
  const answer = answering({ queues, bus, keys, mail }, proxy);
  let intercept: Intercept | undefined;
  const server = await openServer(answer, () => intercept, options.port).catch((error: unknown) => {
    database.close();
    throw error;
  });
  url = server.url;

  return {
    url,
    queues,
    bus,
    keys,
    mail,
    intercept: (next) => {
      intercept = next;
    },
    close: async () => {
      await server.close();
      proxy.close();
      database.close();
    },
  };
}
