import type { EventBus } from './bus.ts';
import type { Keys } from './keys.ts';
import type { Mail } from './mail.ts';
import type { Queues } from './queues.ts';

export type Service = 'dynamodb' | 'sqs' | 'events' | 'kms' | 'ses';

/** One request a function sent out. `caller` is the access key id it signed with: its logical id in the template. */
export interface OutboundRequest {
  caller: string;
  service: Service;
  operation: string;
  body: string;
}

export interface EdgeAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** Lets the request through, optionally with another body. Calling it twice is the service hearing it twice. */
export type Forward = (body?: string) => Promise<EdgeAnswer>;

/**
 * Every outbound request of a function passes here: faults are injected, kill points counted.
 * Throw `ConnectionDropped` (faults.ts) before or after `forward()` to cut the connection without an answer.
 */
export type Intercept = (request: OutboundRequest, forward: Forward) => Promise<EdgeAnswer>;

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

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

export async function startEdges(options: EdgeOptions): Promise<Edges> {
  throw new Error(`not built yet: ${options.dataDir}`);
}
