/** The one middy stack behind every route. Handlers see requests and answers, never API Gateway or middy. */
import middy from '@middy/core';
import jsonBodyParser from '@middy/http-json-body-parser';
import httpRouter from '@middy/http-router';
import securityHeaders from '@middy/http-security-headers';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { Refused } from '../errors.ts';
import { answerOf, errorAnswer } from './answer.ts';
import { ownHeadersStand } from './answer-headers.ts';
import { demandOwnOrigin } from './own-origin.ts';
import { bodyBytes, readRequest } from './request.ts';
import type { Handlers, HttpRequest, HttpResponse, Principal, Route, Routes } from './route.ts';

export type Authenticate = (request: Pick<HttpRequest, 'headers' | 'cookies'>) => Promise<Principal | undefined>;

/** No permissions policy: no page runs a script, and browsers complain of every feature in middy's list that they lack. */
const FLOOR = {
  contentSecurityPolicy: false,
  permissionsPolicy: false,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
} as const;

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

/**
 * A Lambda handler for a capability's routes. It owns what the router leaves open: HEAD, OPTIONS, 405 with Allow,
 * decoded path parameters, JSON errors with a stable code, ETag, and the refusal of callers who are not signed in.
 */
export const http = <R extends Routes>(
  routes: R,
  handlers: Handlers<R>,
  authenticate: Authenticate = async () => undefined,
) => {
  const router = httpRouter<Event, Result>({
    routes: Object.entries(routes).map(([name, route]) => ({
      method: route.method,
      path: route.path,
      handler: serve(route, handlers[name] as (request: HttpRequest) => Promise<HttpResponse>, authenticate),
    })),
    notFoundResponse: ({ path }) => {
      throw notAllowed(path, Object.values(routes));
    },
  });
  return middy<Event, Result>()
    .use(ownHeadersStand)
    .use(securityHeaders(FLOOR))
    .use(oneErrorShape)
    .handler(async (event, context, options) => {
      const { method } = event.requestContext.http;
      if (method === 'OPTIONS') return preflight(event, routes);
      const answer = await router(isHead(event) ? asGet(event) : event, context, options);
      return { ...answer, ...(isHead(event) && { body: '', isBase64Encoded: false }) };
    });
};

const serve = (route: Route, handle: (request: HttpRequest) => Promise<HttpResponse>, authenticate: Authenticate) => {
  const answer = async (event: Event): Promise<Result> => {
    demandOwnOrigin(route, event);
    const request = readRequest(route, event);
    const principal = route.access === 'public' || route.access === 'signed' ? undefined : await authenticate(request);
    if (route.access === 'signed-in' && !principal) {
      throw new Refused('not-signed-in', { status: 401, message: 'Sign in, or send a bearer token.' });
    }
    return answerOf(route, event, await handle({ ...request, principal }));
  };
  const stack = middy<Event, Result>();
  if (route.body?.kind === 'json') stack.use(jsonText).use(jsonBodyParser());
  return stack.handler(answer);
};

/** The parser wants text; API Gateway hands some bodies over as base64, and an absent one as nothing. */
const jsonText = {
  before: ({ event }: { event: Event }) => {
    const bytes = bodyBytes(event);
    if (bytes.length === 0) throw new Refused('body-empty', { status: 400, message: 'The request has no body.' });
    event.body = new TextDecoder('utf-8', { fatal: false }).decode(bytes);
    event.isBase64Encoded = false;
  },
};

const oneErrorShape = {
  onError: (request: { event: Event; error: unknown; response?: unknown }) => {
    const answer = errorAnswer(request.error, request.event);
    request.response = isHead(request.event) ? { ...answer, body: '' } : answer;
  },
};

const isHead = (event: Event) => event.requestContext.http.method === 'HEAD';

const asGet = (event: Event): Event => {
  const { http } = event.requestContext;
  return { ...event, requestContext: { ...event.requestContext, http: { ...http, method: 'GET' } } };
};

const methodsAt = (path: string, routes: readonly Route[]) => {
  const matches = (route: Route) =>
    new RegExp(`^${route.path.replace(/[.+?^$()|[\]\\]/g, '\\$&').replace(/\{[^/}]+\}/g, '[^/]+')}/?$`).test(path);
  const methods = routes.filter(matches).map((route): string => route.method);
  return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)].sort();
};

const notAllowed = (path: string, routes: readonly Route[]) => {
  const allow = methodsAt(path, routes);
  if (allow.length === 0)
    return new Refused('not-found', { status: 404, message: 'There is nothing at this address.' });
  return new Refused('method-not-allowed', {
    status: 405,
    message: `This address takes ${allow.join(', ')}.`,
    details: { allow },
  });
};

const preflight = (event: Event, routes: Routes): Result => {
  const open = Object.values(routes).filter((route) => route.anyOrigin);
  const allow = methodsAt(event.rawPath, open).join(', ');
  if (allow === '') return { statusCode: 204 };
  return {
    statusCode: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': allow,
      'access-control-allow-headers': 'accept, content-type, if-none-match',
      'access-control-max-age': '86400',
    },
  };
};
