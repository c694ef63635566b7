import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { RouteMatch } from './routes.ts';

/** An HTTP answer ready to be sent. */
export interface Answer {
  status: number;
  headers: Array<[name: string, value: string]>;
  body: Uint8Array;
}

export interface PayloadOptions {
  request: IncomingMessage;
  body: Uint8Array;
  match: RouteMatch;
  apiId: string;
  accountId: string;
  requestId: string;
  /** Epoch ms. */
  at: number;
}

const textTypes = /^(text\/[^;]*|application\/(json|xml|javascript))\s*(;|$)/i;

/** The path as the function sees it: an HTTP API hands it over decoded. Undefined when it cannot be decoded. */
export function decodedPath(request: IncomingMessage): string | undefined {
  try {
    return decodeURIComponent((request.url ?? '/').split('?', 1)[0] ?? '/');
  } catch {
    return undefined;
  }
}

function lowerCaseHeaders(request: IncomingMessage): Record<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const name = (request.rawHeaders[at] ?? '').toLowerCase();
    const value = request.rawHeaders[at + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  headers.delete('cookie');
  const host = headers.get('host') ?? '';
  headers.set('x-forwarded-for', request.socket.remoteAddress ?? '');
  headers.set('x-forwarded-proto', 'http');
  headers.set('x-forwarded-port', host.split(':')[1] ?? '80');
  return Object.fromEntries(headers);
}

function joinedQuery(rawQueryString: string): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(joined);
}

/** 23/Nov/2026:20:02:00 +0000 */
function logTime(at: number): string {
  const [, day, month, year, time] = /(\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(at).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

const orNone = <T extends object>(found: T) => (Object.keys(found).length > 0 ? found : undefined);

/**
 * Payload format 2.0. A body goes in as text for text types, JSON, XML and JavaScript; any other type (a form, a missing
 * type) is base64: the service's documents do not list this, people measured it.
 */
export function payloadOf({ request, body, match, apiId, accountId, requestId, at }: PayloadOptions) {
  const rawPath = decodedPath(request) ?? '/';
  const rawQueryString = (request.url ?? '').split('?').slice(1).join('?');
  const headers = lowerCaseHeaders(request);
  const isText = textTypes.test(headers['content-type'] ?? '');
  const cookies = request.headers.cookie?.split(/;\s*/).filter((cookie) => cookie !== '');
  const domainName = headers.host ?? '';
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath,
    rawQueryString,
    cookies: cookies?.length ? cookies : undefined,
    headers,
    queryStringParameters: orNone(joinedQuery(rawQueryString)),
    requestContext: {
      accountId,
      apiId,
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method: request.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: match.route.key,
      stage: '$default',
      time: logTime(at),
      timeEpoch: at,
    },
    pathParameters: orNone(match.pathParameters),
    body: body.length === 0 ? undefined : Buffer.from(body).toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

const Structured = z.object({
  statusCode: z.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

const json: [string, string] = ['content-type', 'application/json'];

/** An error in API Gateway's own words. */
export function gatewayError(status: number, message: string): Answer {
  return { status, headers: [json], body: Buffer.from(JSON.stringify({ message })) };
}

/** What the function returned as an HTTP answer. Without `statusCode` the whole value is a 200 body; a bad shape is a 500. */
export function answerOf(payload: string): Answer {
  const value: unknown = JSON.parse(payload);
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) {
    const text = typeof value === 'string' ? value : payload;
    return { status: 200, headers: [json], body: Buffer.from(text) };
  }
  const read = Structured.safeParse(value);
  if (!read.success) return gatewayError(500, 'Internal Server Error');
  const { statusCode, headers, cookies, body, isBase64Encoded } = read.data;
  const named = Object.entries(headers ?? {}).map(([name, each]): [string, string] => [
    name.toLowerCase(),
    String(each),
  ]);
  const set = (cookies ?? []).map((cookie): [string, string] => ['set-cookie', cookie]);
  const typed = named.some(([name]) => name === 'content-type') ? [] : [json];
  return {
    status: statusCode,
    headers: [...typed, ...named, ...set],
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}
