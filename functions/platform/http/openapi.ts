/** The OpenAPI document of route lists: the third thing that is made from them, beside API Gateway and the router. Pure. */
import * as z from 'zod';
import type { Access, Route, Routes } from './route.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Of every address, so that no operation repeats it. */
const DESCRIPTION =
  'Every GET answers HEAD too. A method that an address does not take is answered with 405 and `Allow`. A browser that asks for text/html gets errors as a page, everybody else as JSON.';

/** An OpenAPI 3.1 document of these route lists, by capability: its name becomes the tag of its routes. */
export const openApi = (version: string, capabilities: Readonly<Record<string, Routes>>) => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [capability, routes] of Object.entries(capabilities)) {
    for (const [name, route] of Object.entries(routes)) {
      paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(capability, name, route) };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Accolade', version, description: DESCRIPTION },
    tags: Object.keys(capabilities).map((name) => ({ name })),
    paths,
    components: { securitySchemes, schemas: { Error: errorSchema }, responses: { Error: failed(FAILED) } },
  };
};

const FAILED = 'Refused, or it failed. The code says why.';

/** Any code may come with details of its own: `errors` of a program file, `allow` of a wrong method. */
const errorSchema = {
  type: 'object',
  required: ['code', 'message', 'correlationId'],
  properties: {
    code: { type: 'string', description: 'Stable, in kebab-case: for programs.' },
    message: { type: 'string', description: 'What happened and what to do: for people. It may change.' },
    correlationId: { type: 'string', description: 'Finds the request in the logs.' },
  },
};

const failed = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
});

const header = (name: string, description: string) => ({ type: 'apiKey', in: 'header', name, description });

const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'An access token of the OpenID Connect issuer of the deployment.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-accolade',
    description: 'The session of a browser that signed in at /sign-in.',
  },
  webhookId: header('webhook-id', 'Standard Webhooks 1.0: names the post. A repetition has the same.'),
  webhookTimestamp: header('webhook-timestamp', 'Standard Webhooks 1.0: Unix seconds, at most five minutes off.'),
  webhookSignature: header(
    'webhook-signature',
    'Standard Webhooks 1.0: `v1,` and the base64 of HMAC-SHA256 over id, timestamp and body.',
  ),
};

const signedIn = [{ bearer: [] }, { session: [] }];
/** One of a list is enough; what stands in one entry is needed together. */
const security: Readonly<Record<Access, readonly object[]>> = {
  public: [],
  signed: [{ webhookId: [], webhookTimestamp: [], webhookSignature: [] }],
  'signed-in': signedIn,
  optional: [{}, ...signedIn],
};

const operationOf = (capability: string, operationId: string, route: Route) => ({
  operationId,
  tags: [capability],
  summary: route.summary,
  ...(route.anyOrigin && { description: 'A script of any origin may read it.' }),
  security: security[route.access],
  parameters: [...pathParameters(route), ...queryParameters(route)],
  ...(route.body && { requestBody: requestBody(route.body) }),
  responses: { ...answersOf(route), default: { $ref: '#/components/responses/Error' } },
});

const pathParameters = ({ path }: Route) =>
  [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const queryParameters = ({ query }: Route) => {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query) as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
};

const MEDIA_TYPE = { json: 'application/json', form: 'application/x-www-form-urlencoded', raw: '*/*' } as const;

const requestBody = (body: NonNullable<Route['body']>) => ({
  required: true,
  content: {
    [MEDIA_TYPE[body.kind]]: {
      schema: body.kind === 'raw' ? { description: 'Taken as the bytes that came.' } : schemaOf(body.schema),
    },
  },
});

const answersOf = ({ answers, access }: Route) => {
  const all = { ...(access === 'signed-in' && { 401: 'Not signed in, or the token does not hold.' }), ...answers };
  return Object.fromEntries(
    Object.entries(all).map(([status, description]) => [
      status,
      Number(status) >= 400 ? failed(description) : { description },
    ]),
  );
};

/** As one sends it: what has a default may be left out. */
const schemaOf = (schema: z.ZodType): Schema => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' });
  return rest;
};
