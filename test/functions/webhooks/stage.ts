/**
 * Outbound webhooks on the real local engine, sent over real TLS to subscribers of this process, by a clock that is moved: the
 * queue of wakes, and the timetable that runs every five minutes, are played here.
 */
import { createServer, type Server } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import { publicEvents } from '../../../events/public-events.ts';
import { http } from '../../../functions/platform/http/http.ts';
import { type GuardedPostSettings, guardedPost } from '../../../functions/platform/outbound/guarded-post.ts';
import { newId } from '../../../functions/platform/stamp.ts';
import { memberIdentification } from '../../../functions/sign-in/identify.ts';
import { identityStore } from '../../../functions/sign-in/identities.ts';
import { deliveryStore, laneStore } from '../../../functions/webhooks/deliveries/delivery-store.ts';
import { sendDelivery } from '../../../functions/webhooks/deliveries/send-delivery.ts';
import { tellEndpoints } from '../../../functions/webhooks/deliveries/tell-endpoints.ts';
import type { PublicType } from '../../../functions/webhooks/endpoints/endpoint.ts';
import { endpointSecrets } from '../../../functions/webhooks/endpoints/endpoint-secrets.ts';
import { endpointStore } from '../../../functions/webhooks/endpoints/endpoint-store.ts';
import { addEndpoint } from '../../../functions/webhooks/endpoints/manage-endpoints.ts';
import { wakeLanes } from '../../../functions/webhooks/lanes/wake-lanes.ts';
import { QUEUED_AHEAD, type SendWake, type Wake } from '../../../functions/webhooks/lanes/wakes.ts';
import { type LaneWork, workLane } from '../../../functions/webhooks/lanes/work-lane.ts';
import { webhookRoutes } from '../../../functions/webhooks/routes.ts';
import { webhooksApi } from '../../../functions/webhooks/webhooks-api.ts';
import { startLedger } from '../../dynamodb.ts';
import { PROGRAM, PUBLIC_URL, people, programsOf } from '../credentials/stage.ts';
import { call, formPost } from '../platform/call.ts';
import { selfSigned } from '../platform/outbound/self-signed.ts';

export { PROGRAM, PUBLIC_URL, people } from '../credentials/stage.ts';

export const START = Date.parse('2026-11-02T08:00:00.000Z');
export const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

/** What a subscriber does with a post: a status, with headers and a body, or nothing at all. */
export type Behavior = (
  post: Received,
) => { status: number; headers?: Record<string, string>; body?: string } | 'silence';

export interface Received {
  path: string;
  /** By the clock of the test. */
  at: number;
  webhookId: string;
  headers: Record<string, string>;
  body: string;
}

const HOSTS = ['one.example', 'two.example'];
const { cert, key } = selfSigned(...HOSTS);

/** Sealed as base64 beside its context: opens for the same context alone, as KMS does. */
const sealer = {
  seal: async (text: string, context: object) => JSON.stringify({ text, context }),
  open: async (sealed: string, context: object) => {
    const { text, context: of } = JSON.parse(sealed);
    if (JSON.stringify(of) !== JSON.stringify(context)) throw new Error('The ciphertext is of something else.');
    return text as string;
  },
};

export const startStage = async (settings: GuardedPostSettings = {}) => {
  const ledger = await startLedger();
  let time = START;
  const now = () => new Date(time);
  const received: Received[] = [];
  const behaviors = new Map<string, Behavior>();
  const { server, port } = await serve(received, behaviors, () => time);
  const lookup: LookupFunction = (_host, _options, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }]);
  const post = guardedPost({ ca: cert, lookup, mayReach: () => true, port, milliseconds: 10_000, ...settings });

  const queue: { at: number; wake: Wake }[] = [];
  const wake: SendWake = async ({ programId, endpointId }, after = 0) => {
    queue.push({ at: time + after * 1000, wake: { programId, endpointId } });
  };
  const endpoints = endpointStore(ledger.table, { newId, now });
  const deliveries = deliveryStore(ledger.table);
  const lanes = laneStore(ledger.table);
  const send = sendDelivery({ post, secrets: endpointSecrets(sealer), now });
  const laneWork: LaneWork = { endpoints, deliveries, lanes, send, wake, spread: () => 0, now };
  const work = workLane(laneWork);
  const telling = { endpoints, deliveries, lanes, work, publicUrl: PUBLIC_URL, now };
  const timetable = wakeLanes({ lanes, wake, now });

  const programs = programsOf();
  const identify = memberIdentification({ identities: identityStore(ledger.table, { now }), programs });
  const managing = { endpoints, sealer, newId, now };
  const api = webhooksApi({ ...managing, deliveries, lanes, programs, identify, wake });
  const handler = http(webhookRoutes, api, async ({ headers }) => {
    const employeeId = headers.authorization?.replace('Bearer ', '');
    if (!employeeId) return undefined;
    const verifiedEmail = async () => (await programs.member(PROGRAM, employeeId))?.addresses[0];
    return { issuer: 'https://issuer.example', subject: `sub-${employeeId}`, verifiedEmail };
  });

  /** The next run of the timetable that finds something: it runs every five minutes, and mostly for nothing. */
  const nextTick = async () => {
    const [first] = await lanes.due(new Date(time + 100 * DAY), 1);
    if (!first) return Number.POSITIVE_INFINITY;
    const soonest = Math.max(time + 1, Date.parse(first.waitingSince) - QUEUED_AHEAD * SECOND);
    return Math.ceil(soonest / (5 * MINUTE)) * 5 * MINUTE;
  };
  /** Everything that is to happen up to this time, in its order. */
  const until = async (end: number) => {
    for (;;) {
      queue.sort((one, other) => one.at - other.at);
      const [first] = queue;
      const next = Math.min(first?.at ?? Number.POSITIVE_INFINITY, await nextTick());
      if (next > end) break;
      time = Math.max(time, next);
      if (first && first.at <= time) await work((queue.shift() ?? first).wake);
      else await timetable();
    }
    time = end;
  };
  /** Hears an event, as the bus brings it. */
  const happen = async (type: PublicType, data: object, id = newId(), of: Partial<typeof telling> = {}) => {
    const event = publicEvents.find((one) => one.type === type);
    if (!event) throw new Error(`${type} is not public.`);
    const metadata = { id, version: 1, time: now().toISOString(), programId: PROGRAM, correlationId: 'c' };
    await tellEndpoints({ ...telling, ...of })(event)({ metadata, data: { ...data } });
    return id;
  };
  return {
    ...{ ledger, endpoints, deliveries, lanes, laneWork, work, telling, received, behaviors, queue, wake, timetable },
    now: () => time,
    until,
    happen,
    pass: (milliseconds: number) => until(time + milliseconds),
    award: (id?: string) => happen('badge.awarded', AWARDED, id),
    /** An endpoint of this process, which answers as it is told. */
    async endpoint(path: string, behavior: Behavior = () => ({ status: 204 }), events?: PublicType[]) {
      behaviors.set(path, behavior);
      const given = { url: `https://one.example:${port}${path}`, description: `The system at ${path}`, events };
      const acting = { by: people.owner, cause: { programId: PROGRAM, correlationId: 'c' } };
      const { endpoint, secret } = await addEndpoint(managing, given, acting);
      return { ...endpoint, secret };
    },
    at: (path: string) => received.filter((one) => one.path === path),
    async call(method: string, path: string, as?: string, body?: unknown) {
      const headers = { 'content-type': 'application/json', ...(as && { authorization: `Bearer ${as}` }) };
      const [pathname = '', search = ''] = `/v1/programs/${PROGRAM}/webhooks${path}`.split('?');
      const query = Object.fromEntries(new URLSearchParams(search));
      const request = { method, path: pathname, query, headers };
      const answer = await call(handler, { ...request, ...(body !== undefined && { body: JSON.stringify(body) }) });
      return { status: answer.statusCode ?? 0, json: answer.body ? JSON.parse(answer.body) : undefined };
    },
    /** The page as a browser shows it, or what it answers to one of its forms. */
    async browse(as: string | undefined, form?: Record<string, string>, query: Record<string, string> = {}) {
      const path = `/programs/${PROGRAM}/webhooks`;
      const headers = { accept: 'text/html', ...(as && { authorization: `Bearer ${as}` }) };
      const answer = await call(handler, form ? formPost(path, form, headers) : { path, query, headers });
      return { status: answer.statusCode ?? 0, headers: answer.headers, html: answer.body };
    },
    delivery: async (endpointId: string, webhookId: string) => await deliveries.get(endpointId, webhookId),
    all: async (endpointId: string) => (await deliveries.page(endpointId, { limit: 500 })).items,
    async items(entity: string): Promise<Record<string, unknown>[]> {
      const scan = new ScanCommand({ TableName: ledger.tableName, ConsistentRead: true });
      return ((await ledger.client.send(scan)).Items ?? []).filter((item) => item.entity === entity);
    },
    async events(type: string) {
      const events = await this.items('Event');
      return events
        .filter(({ detailType }) => detailType === `${type}.v1`)
        .map(({ detail }) => (detail as { data: object }).data);
    },
    close() {
      server.closeAllConnections();
      server.close();
      ledger.close();
    },
  };
};
export type Stage = Awaited<ReturnType<typeof startStage>>;

const serve = async (received: Received[], behaviors: Map<string, Behavior>, time: () => number) => {
  const server: Server = createServer({ cert, key }, async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const path = request.url ?? '';
    const post = { path, at: time(), webhookId: headers['webhook-id'] ?? '', headers, body };
    received.push(post);
    const answer = behaviors.get(path)?.(post) ?? { status: 404 };
    if (answer !== 'silence') response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
};

/** What the library of Standard Webhooks makes of a post, at the time it came: the payload, or it throws. */
export const verify = (secret: string, { headers, body, at }: Received): unknown => {
  vi.useFakeTimers({ toFake: ['Date'], now: at });
  try {
    return new Webhook(secret).verify(body, headers);
  } finally {
    vi.useRealTimers();
  }
};

export const AWARDED = {
  awardId: '6c1f1c8e-3b60-4a71-9b07-0a6f0e4c7d22',
  badgeId: 'retrieval-practice',
  badgeVersion: 2,
  earnerId: 'E-1203',
  submissionId: '4d6f2f0a-6a1f-4c5e-9a53-0d7a2f4f1a11',
};
