/** Calls a handler of `http()` as API Gateway does. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

export interface Call {
  method?: string;
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  cookies?: string[];
  /** As text, or as bytes, which API Gateway hands over as base64. */
  body?: string | Uint8Array;
}

export type Answered = APIGatewayProxyStructuredResultV2 & { headers: Record<string, string>; body: string };
export type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<unknown>;

export const HOST = 'badges.example';

export const eventOf = ({
  method = 'GET',
  path,
  query,
  headers = {},
  cookies,
  body,
}: Call): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: path,
  rawQueryString: new URLSearchParams(query).toString(),
  headers: { host: HOST, ...headers },
  ...(cookies && { cookies }),
  ...(query && { queryStringParameters: query }),
  requestContext: {
    accountId: '111122223333',
    apiId: 'api',
    domainName: HOST,
    domainPrefix: 'badges',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    requestId: 'request-1',
    routeKey: '$default',
    stage: '$default',
    time: '23/Nov/2026:20:02:00 +0000',
    timeEpoch: 0,
  },
  ...(body !== undefined && { body: typeof body === 'string' ? body : Buffer.from(body).toString('base64') }),
  isBase64Encoded: body !== undefined && typeof body !== 'string',
});

export const call = async (handler: Handler, request: Call): Promise<Answered> =>
  (await handler(eventOf(request), { getRemainingTimeInMillis: () => 30_000 } as Context)) as Answered;

/** A web form as a browser on one of our own pages sends it. */
export const formPost = (path: string, form: Record<string, string>, headers: Record<string, string> = {}): Call => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin: `https://${HOST}`, ...headers },
  body: Buffer.from(new URLSearchParams(form).toString()),
});
