import * as z from 'zod';
import { LocalProblem } from '../problem.ts';
import type { ResolvedTemplate } from '../template/template.ts';

const Route = z.object({ RouteKey: z.string(), Target: z.string() });
const Integration = z.object({
  IntegrationType: z.string(),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.string().optional(),
});

export interface Route {
  /** As in the template: `GET /v1/badges/{badgeId}` or `$default`. */
  key: string;
  /** `ANY` takes every method. */
  method: string;
  segments: string[];
  functionArn: string;
}

export interface RouteMatch {
  route: Route;
  pathParameters: Record<string, string>;
}

/** Throws `unknown-stage` or `unknown-integration` for what the gateway does not play. */
export function routesOf(template: ResolvedTemplate): Route[] {
  for (const [logicalId] of template.ofType('AWS::ApiGatewayV2::Stage')) {
    if (template.properties(logicalId).StageName === '$default') continue;
    throw new LocalProblem('unknown-stage', `The stage ${logicalId} is not $default.`, 'Use the default stage.');
  }
  return template.ofType('AWS::ApiGatewayV2::Route').map(([logicalId]) => {
    const { RouteKey, Target } = Route.parse(template.properties(logicalId));
    const integration = Integration.parse(template.properties(Target.replace('integrations/', '')));
    if (integration.IntegrationType !== 'AWS_PROXY' || integration.PayloadFormatVersion !== '2.0') {
      throw new LocalProblem('unknown-integration', `${RouteKey} is no Lambda proxy with payload 2.0.`, 'Make it one.');
    }
    const [method = '', path = ''] = RouteKey === '$default' ? ['ANY', ''] : RouteKey.split(' ');
    return { key: RouteKey, method, segments: path.split('/').slice(1), functionArn: integration.IntegrationUri };
  });
}

/** 0 for a fixed segment, 1 for a variable, 2 for a greedy one: a route's rank is compared segment by segment. */
function rank({ key, method, segments }: Route): string {
  const path = segments.map((segment) => (segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0)).join('');
  return `${key === '$default' ? '9' : path}|${method === 'ANY' ? 1 : 0}`;
}

function match(route: Route, parts: string[]): Record<string, string> | undefined {
  if (route.key === '$default') return {};
  const found: Record<string, string> = {};
  for (const [at, segment] of route.segments.entries()) {
    if (segment.endsWith('+}')) {
      if (at >= parts.length) return undefined;
      found[segment.slice(1, -2)] = parts.slice(at).join('/');
      return found;
    }
    const part = parts[at];
    if (part === undefined || (part === '' && segment !== '')) return undefined;
    if (segment.startsWith('{')) found[segment.slice(1, -1)] = part;
    else if (segment !== part) return undefined;
  }
  return parts.length === route.segments.length ? found : undefined;
}

/** API Gateway's choice: fixed before variable before greedy before `$default`; a method of its own before ANY. `path` is decoded. */
export function findRoute(routes: Route[], method: string, path: string): RouteMatch | undefined {
  const parts = path.split('/').slice(1);
  const matches = routes
    .filter((route) => route.method === 'ANY' || route.method === method)
    .flatMap((route) => {
      const pathParameters = match(route, parts);
      return pathParameters ? [{ route, pathParameters }] : [];
    });
  return matches.sort((a, b) => (rank(a.route) < rank(b.route) ? -1 : 1))[0];
}
