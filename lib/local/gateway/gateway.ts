import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Functions } from '../runtime/functions.ts';
import type { InFlight } from '../runtime/in-flight.ts';
import type { CorsHeaders } from './cors.ts';
import { type Loopback, listenOnLoopback } from './loopback.ts';
import { type Answer, answerOf, decodedPath, gatewayError, payloadOf } from './payload.ts';
import { findRoute, type Route } from './routes.ts';

export interface Api {
  apiId: string;
  accountId: string;
  routes: Route[];
  cors: CorsHeaders | undefined;
  functions: Functions;
  inFlight: InFlight;
  clock: Clock;
}

export interface Gateway extends Loopback {
  /** Begins to answer: until then every request gets 503. */
  play(api: Api): void;
  /** The host's own page at `/`; undefined takes it away, and `/` is the API's again. */
  page(html: string | undefined): void;
}

const mostBytes = 10 * 1024 * 1024;
/** An HTTP API gives an integration 30 seconds. */
const integrationLimitMs = 30_000;

async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    // Read on, so that the sender hears the answer, but keep nothing more.
    if (length <= mostBytes) chunks.push(bytes);
  }
  return length > mostBytes ? undefined : Buffer.concat(chunks);
}

async function callFunction(request: IncomingMessage, api: Api): Promise<Answer> {
  const body = await readBody(request);
  if (!body) return gatewayError(413, 'Request Entity Too Large');
  const path = decodedPath(request);
  if (path === undefined) return gatewayError(400, 'Bad Request');
  const match = findRoute(api.routes, request.method ?? 'GET', path);
  if (!match) return gatewayError(404, 'Not Found');
  const { apiId, accountId, clock } = api;
  const event = payloadOf({ request, body, match, apiId, accountId, requestId: randomUUID(), at: clock.now() });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, integrationLimitMs);
  });
  const outcome = await Promise.race([api.inFlight.track(api.functions.invoke(match.route.functionArn, event)), late]);
  clearTimeout(timer);
  if (!outcome) return gatewayError(503, 'Service Unavailable');
  return outcome.ok ? answerOf(outcome.payload) : gatewayError(500, 'Internal Server Error');
}

async function answerTo(request: IncomingMessage, api: Api | undefined, page: string | undefined): Promise<Answer> {
  if (page !== undefined && request.method === 'GET' && request.url === '/') {
    return { status: 200, headers: [['content-type', 'text/html; charset=utf-8']], body: Buffer.from(page) };
  }
  if (!api) return gatewayError(503, 'Service Unavailable');
  const preflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
  const cors = api.cors?.(request.headers, preflight) ?? [];
  if (preflight && api.cors) return { status: 204, headers: cors, body: Buffer.alloc(0) };
  const answer = await callFunction(request, api);
  return { ...answer, headers: [...answer.headers, ...cors] };
}

function send(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) {
    if (name === 'set-cookie') response.appendHeader(name, value);
    else if (name !== 'content-length' && name !== 'transfer-encoding') response.setHeader(name, value);
  }
  response.setHeader('content-length', answer.body.length);
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

/** The HTTP API on a local port. Throttling and access logs are not modelled. */
export async function startGateway(port?: number): Promise<Gateway> {
  let api: Api | undefined;
  let page: string | undefined;
  const loopback = await listenOnLoopback((request, response) => {
    answerTo(request, api, page)
      .catch(() => gatewayError(500, 'Internal Server Error'))
      .then((answer) => send(answer, request, response))
      .catch(() => response.destroy());
  }, port);
  return {
    ...loopback,
    play: (playing) => {
      api = playing;
    },
    page: (html) => {
      page = html;
    },
  };
}
