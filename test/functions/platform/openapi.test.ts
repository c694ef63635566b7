import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openApi } from '../../../functions/platform/http/openapi.ts';
import type { Route, Routes } from '../../../functions/platform/http/route.ts';

const root = join(import.meta.dirname, '../../..');
const Operation = z.object({
  operationId: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean() })),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) }).optional(),
  responses: z.record(z.string(), z.unknown()),
});
const Document = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({
    securitySchemes: z.record(z.string(), z.unknown()),
    schemas: z.object({ Error: z.object({ required: z.array(z.string()) }) }),
  }),
});
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const written = readFileSync(join(root, 'docs/openapi.json'), 'utf8');
const document = Document.parse(JSON.parse(written));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

/** Every list there is, found by its file and not by anybody's memory. */
const found = await Promise.all(
  globSync('functions/*/routes.ts', { cwd: root })
    .sort()
    .map(async (file) => {
      const [routes] = Object.values((await import(join(root, file))) as Record<string, Routes>);
      return { capability: basename(dirname(file)), routes: routes ?? {} };
    }),
);
const byCapability = Object.fromEntries(found.map(({ capability, routes }) => [capability, routes]));
const routes = found.flatMap(({ capability, routes }) =>
  Object.entries(routes).map(([name, route]): { capability: string; name: string; route: Route } => ({
    capability,
    name,
    route,
  })),
);
const operationOf = (name: string) => {
  const operation = operations.find(({ operationId }) => operationId === name);
  if (!operation) throw new Error(`docs/openapi.json has no ${name}.`);
  return operation;
};

describe('docs/openapi.json', () => {
  it('is what the route lists say: npm run generate', () => {
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(openApi(version, byCapability))));
  });

  it('has every route of every capability once, under its path, method and tag', () => {
    expect(routes.length).toBeGreaterThan(25);
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(routes.map(({ name }) => name).sort());
    for (const { capability, name, route } of routes) {
      expect(operationOf(name)).toMatchObject({ path: route.path, method: route.method.toLowerCase() });
      expect(operationOf(name).tags).toEqual([capability]);
    }
  });

  it('declares each parameter of a path, each answer of a route, and the common error', () => {
    for (const { name, route } of routes) {
      const { parameters, responses } = operationOf(name);
      const inPath = [...route.path.matchAll(/\{([^}]+)\}/g)].map(([, one]) => one);
      expect(parameters.filter((one) => one.in === 'path').map((one) => one.name)).toEqual(inPath);
      expect(Object.keys(responses)).toEqual(expect.arrayContaining([...Object.keys(route.answers), 'default']));
    }
    expect(document.components.schemas.Error.required).toEqual(['code', 'message', 'correlationId']);
  });

  it('says who may call, by schemes that it declares', () => {
    const declared = Object.keys(document.components.securitySchemes);
    for (const { operationId, security } of operations) {
      for (const scheme of security.flatMap(Object.keys)) expect(declared, operationId).toContain(scheme);
    }
    expect(operationOf('receivePost').security).toEqual([
      { webhookId: [], webhookTimestamp: [], webhookSignature: [] },
    ]);
    expect(operationOf('putProgram').security).toEqual([{ bearer: [] }, { session: [] }]);
    expect(operationOf('credential').security[0]).toEqual({});
    expect(operationOf('didDocument').security).toEqual([]);
  });

  it('gives the schema of a posted body, and a query whose defaults need not be sent', () => {
    const review = operationOf('review').requestBody?.content['application/json']?.schema;
    expect(review).toMatchObject({ required: ['attempt', 'criteria', 'decision'], additionalProperties: false });
    expect(operationOf('listSubmissions').parameters).toContainEqual({ name: 'state', in: 'query', required: false });
  });
});
