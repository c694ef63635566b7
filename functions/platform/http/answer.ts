import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { Refused, Unavailable } from '../errors.ts';
import { faultOf, log } from '../log.ts';
import { pageHeaders } from '../page.ts';
import { errorPage } from './error-page.ts';
import { errorTexts } from './error-texts.ts';
import { preferredLanguage } from './language.ts';
import type { HttpResponse, Route } from './route.ts';

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

/** Turns a handler's answer into API Gateway's, with ETag and 304 for what can be read again. */
export const answerOf = (route: Route, event: Event, response: HttpResponse): Result => {
  const { body, contentType, isBase64Encoded } = bodyOf(response);
  const headers: Record<string, string> = {
    ...(contentType && { 'content-type': contentType }),
    'cache-control': 'no-store',
    ...(route.anyOrigin && { 'access-control-allow-origin': '*' }),
    ...response.headers,
  };
  const result: Result = {
    statusCode: response.status,
    headers,
    ...(response.cookies && { cookies: response.cookies }),
    ...(isBase64Encoded && { isBase64Encoded }),
    body,
  };
  if (route.method !== 'GET' || response.status !== 200) return result;
  headers.etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  return sameTag(event.headers['if-none-match'], headers.etag)
    ? { ...result, statusCode: 304, body: '', isBase64Encoded: false }
    : result;
};

interface Body {
  body: string;
  contentType?: string;
  isBase64Encoded?: boolean;
}

const bodyOf = ({ json, html, text, bytes }: HttpResponse): Body => {
  if (bytes !== undefined) return { body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true };
  if (json !== undefined) return { body: JSON.stringify(json), contentType: 'application/json' };
  if (html !== undefined) return { body: html, contentType: 'text/html; charset=utf-8' };
  if (text !== undefined) return { body: text, contentType: 'text/plain; charset=utf-8' };
  return { body: '' };
};

const sameTag = (ifNoneMatch: string | undefined, etag: string) =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag));

/**
 * Errors are for people: a stable code, what happened, what to do, in the reader's language; a page for a browser, JSON for
 * everybody else. Never a stack trace, never a message of ours by accident.
 */
export const errorAnswer = (error: unknown, event: Event): Result => {
  const described = describe(error);
  const { status, code, details } = described;
  const correlationId = event.requestContext.requestId;
  if (status >= 500) log.error(code, { correlationId, route: event.routeKey, ...faultOf(error) });
  const headers = { 'cache-control': 'no-store', vary: 'accept, accept-language', ...described.headers };
  const language = preferredLanguage(event.headers['accept-language']);
  const text = errorTexts[code]?.[language] ?? described.message;
  if (/\btext\/html\b/i.test(event.headers.accept ?? '')) {
    const body = errorPage(language, { status, code, message: text, correlationId });
    return { statusCode: status, headers: { ...pageHeaders, ...headers }, body };
  }
  const message = language === 'en' ? described.message : text;
  const body = JSON.stringify({ code, message, ...details, correlationId });
  return { statusCode: status, headers: { 'content-type': 'application/json', ...headers }, body };
};

interface Description {
  status: number;
  code: string;
  message: string;
  details?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** The refusals that a bearer token would answer; a webhook with a wrong signature is 401 too, and takes none. */
const BEARER = new Set(['not-signed-in', 'token-invalid']);

const describe = (error: unknown): Description => {
  if (error instanceof Refused) {
    const { status, code, message, details } = error;
    if (status === 405) return { status, code, message, headers: { allow: (details.allow as string[]).join(', ') } };
    const headers = {
      ...(BEARER.has(code) && { 'www-authenticate': 'Bearer' }),
      ...(error.retryAfter !== undefined && { 'retry-after': String(Math.ceil(error.retryAfter)) }),
    };
    return { status, code, message, details, headers };
  }
  if (error instanceof Unavailable) {
    const retry = Math.ceil(error.retryAfter ?? 2);
    return { status: 503, code: error.code, message: error.message, headers: { 'retry-after': String(retry) } };
  }
  if (isJsonParserError(error, 415)) {
    return { status: 415, code: 'media-type-unsupported', message: 'Send application/json.' };
  }
  if (isJsonParserError(error, 422) || isJsonParserError(error, 400)) {
    return { status: 400, code: 'body-not-json', message: 'The body is not JSON.' };
  }
  return {
    status: 500,
    code: 'internal',
    message: 'Something went wrong here. See whether it was done, then try again.',
  };
};

const isJsonParserError = (error: unknown, statusCode: number) =>
  error instanceof Error && 'statusCode' in error && error.statusCode === statusCode;
