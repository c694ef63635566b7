import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { Refused } from '../errors.ts';
import { jsonPath } from '../json-path.ts';
import type { HttpRequest, Route } from './route.ts';

type Event = APIGatewayProxyEventV2;

/** The raw bytes as they were sent: a signature is over these and nothing else. */
export const bodyBytes = (event: Event): Uint8Array =>
  Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');

/** W3C Trace Context, section 3.2: anything else in that header is free text, and would stay in events for ever. */
const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

export const readRequest = (route: Route, event: Event): Omit<HttpRequest, 'principal'> => ({
  params: mapValues(event.pathParameters ?? {}, decode),
  query: (route.query
    ? hold(route.query, event.queryStringParameters ?? {}, 'query-invalid')
    : (event.queryStringParameters ?? {})) as HttpRequest['query'],
  body: readBody(route, event) as never,
  headers: event.headers,
  cookies: Object.fromEntries((event.cookies ?? []).map(cookie)),
  correlationId: event.requestContext.requestId,
  traceparent: TRACEPARENT.exec(event.headers.traceparent ?? '')?.[0],
});

const readBody = (route: Route, event: Event): unknown => {
  if (!route.body) return undefined;
  if (route.body.kind === 'raw') return bodyBytes(event);
  if (route.body.kind === 'form') {
    if (!/^application\/x-www-form-urlencoded\b/i.test(event.headers['content-type'] ?? '')) {
      throw new Refused('media-type-unsupported', { status: 415, message: 'Send a web form.' });
    }
    const form = new URLSearchParams(Buffer.from(bodyBytes(event)).toString('utf8'));
    return hold(route.body.schema, Object.fromEntries(form), 'body-invalid');
  }
  // The JSON parser before this has put the parsed value where the text was.
  return hold(route.body.schema, event.body, 'body-invalid');
};

const hold = <Schema extends z.ZodType>(schema: Schema, value: unknown, code: string): z.infer<Schema> => {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Refused(code, {
    status: 400,
    message: 'The request does not have the form this address takes.',
    details: { errors: read.error.issues.map((issue) => ({ path: jsonPath(issue.path), message: issue.message })) },
  });
};

/** API Gateway leaves path parameters percent-encoded when the router matched them. */
const decode = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refused('path-invalid', { status: 400, message: 'The address is not properly encoded.' });
  }
};

const cookie = (text: string): [string, string] => {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

const mapValues = (record: Record<string, string | undefined>, map: (value: string) => string) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value ?? '')]));
