import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import { onTestFinished } from 'vitest';
import { type EdgeOptions, type Edges, startEdges } from '../../../lib/local/edge/edges.ts';

export const region = 'us-east-1';
export const accountId = '000000000000';
export const start = Date.parse('2027-03-01T09:00:00Z');

/** A clock that stands still until it is moved. */
export function fakeClock(at = start) {
  let now = at;
  return {
    now: () => now,
    advance: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

export function newDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'accolade-edges-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

/** Running edges with an SDK client of each service, as a function named `caller` would make them. */
export async function raise(options: Partial<EdgeOptions> = {}, caller = 'SomeFunction') {
  const clock = fakeClock();
  const edges = await startEdges({
    dataDir: options.dataDir ?? newDataDir(),
    clock,
    dynamoDbUrl: 'http://127.0.0.1:9',
    region,
    accountId,
    ...options,
  });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await edges.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { edges, clock, close, ...clientsOf(edges, caller) };
}

export function clientsOf(edges: Edges, caller = 'SomeFunction') {
  const settings = {
    region,
    endpoint: edges.url,
    credentials: { accessKeyId: caller, secretAccessKey: 'x' },
    maxAttempts: 1,
  };
  return {
    sqs: new SQSClient(settings),
    events: new EventBridgeClient(settings),
    kms: new KMSClient(settings),
    ses: new SESClient(settings),
    dynamodb: new DynamoDBClient(settings),
  };
}

/** A server on loopback that answers what `answer` says, and keeps what it heard. */
export async function listener(answer: () => { status: number; headers: Record<string, string>; body: string }) {
  const heard: { headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    const { status, headers, body } = answer();
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, heard };
}
